using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire.Cose;
using Shouldly;
using Xunit;
using static Rekey.Tests.Wire.WireFixture;

namespace Rekey.Tests.Wire;

/// <summary>Sealed messages and the secure channel (spec/wire/wire-format.md, section 5; W-12 to W-14, W-17, W-18).</summary>
public sealed class SealedMessageTests
{
    [Fact]
    public void A_sealed_message_comes_back_equal() => Open(Sealed).Message.ShouldBe(Grant);

    [Fact]
    public void A_message_sealed_by_hand_is_accepted() => Open(Sign1(SealRaw(GrantMap()))).Message.ShouldBe(Grant);

    [Fact]
    public void Sealing_takes_two_draws_and_is_a_function_of_them()
    {
        var entropy = new SeededEntropy("seal", M1);

        BytesOf(Envelopes.Seal(Grant, M2, entropy)).ShouldBe(Sealed);
        entropy.Draws.ShouldBe(2u);
        BytesOf(Envelopes.Seal(Grant, M2, entropy)).ShouldNotBe(Sealed);
    }

    [Fact]
    public void The_key_is_nowhere_in_the_envelope() => Sealed.AsSpan().IndexOf(Key.Span).ShouldBe(-1);

    [Fact]
    public void Only_the_recipient_opens_it()
    {
        Fault(Open(Sealed, M3)).ShouldBe((RejectionKind.WrongRecipient, "sign1.payload.encrypt0.protected.kid"));
        Fault(Open(Sealed, M1)).ShouldBe((RejectionKind.WrongRecipient, "sign1.payload.encrypt0.protected.kid"));
        var withoutKeys = new CoseEnvelopes(Suite, Group, Keys.ActingFor(M1));
        Fault(withoutKeys.Open(new CoseEnvelope(new Bytes(Sealed)), M2, Catalogue)).Kind.ShouldBe(RejectionKind.WrongRecipient);
    }

    [Fact]
    public void Another_member_cannot_sign_a_sealed_message_again_as_its_own()
    {
        // The ciphertext is bound to its sender (W-13), so taking the payload and signing it anew gives nothing.
        var inner = SealRaw(GrantMap());

        Fault(Open(Sign1(inner, header: SignerHeader("m3"), signer: M3)))
            .ShouldBe((RejectionKind.BadCiphertext, "sign1.payload.encrypt0.ciphertext"));
    }

    public static TheoryData<string, byte[], RejectionKind, string> Plaintexts() => new()
    {
        { "W-02", GrantMap()[..^1], RejectionKind.Truncated, "sign1.payload.encrypt0.plaintext.10" },
        { "W-02", [], RejectionKind.Truncated, "sign1.payload.encrypt0.plaintext" },
        { "W-15", Int(1), RejectionKind.WrongType, "sign1.payload.encrypt0.plaintext" },
        { "W-15", GrantMap((10, Blob(new byte[31]))), RejectionKind.WrongLength, "sign1.payload.encrypt0.plaintext.key" },
        { "W-15", GrantMap((10, null)), RejectionKind.MissingField, "sign1.payload.encrypt0.plaintext.key" },
        { "W-15", GrantMap((11, Int(0))), RejectionKind.UnknownField, "sign1.payload.encrypt0.plaintext.11" },
        { "W-12", NoteMap(), RejectionKind.WrongProtection, "sign1.payload.encrypt0.plaintext.type" },
        { "W-17", GrantMap((0, Int(0))), RejectionKind.WrongSuite, "sign1.payload.encrypt0.plaintext.suite" },
        { "W-18", GrantMap((2, Text("talk"))), RejectionKind.WrongGroup, "sign1.payload.encrypt0.plaintext.group" },
        { "W-11", GrantMap((5, Text("m2"))), RejectionKind.NotEntitled, "sign1.payload.encrypt0.plaintext.sender" },
    };

    [Theory]
    [MemberData(nameof(Plaintexts))]
    public void A_bad_plaintext_is_rejected_even_when_all_around_it_is_good(string rule, byte[] plaintext, RejectionKind kind, string field) =>
        Fault(Open(Sign1(SealRaw(plaintext)))).ShouldBe((kind, field), rule);

    public static TheoryData<string, byte[], RejectionKind, string> Channels()
    {
        byte[] Ephemeral(byte prefix, byte x) => [prefix, .. new byte[31], x];
        byte[] Header(byte[] ephemeral) => Map((1, Int(1)), (4, Blob([.. "m2"u8])), (-65537, Blob(ephemeral)));
        return new()
        {
            { "W-14", SealRaw(GrantMap(), ephemeralOnWire: Ephemeral(2, 1)), RejectionKind.WrongGroupElement, "protected.ephemeral" },
            { "W-14", SealRaw(GrantMap(), ephemeralOnWire: Ephemeral(4, 1)), RejectionKind.WrongGroupElement, "protected.ephemeral" },
            { "W-14", SealRaw(GrantMap(), ephemeralOnWire: Ephemeral(0, 0)), RejectionKind.WrongGroupElement, "protected.ephemeral" },
            { "W-14", SealRaw(GrantMap(), ephemeralOnWire: [0]), RejectionKind.WrongLength, "protected.ephemeral" },
            { "W-13", SealRaw(GrantMap(), ephemeralOnWire: P256Group.Instance.Generator.Encoded.Span.ToArray()), RejectionKind.BadCiphertext, "ciphertext" },
            { "W-17", SealRaw(GrantMap(), algorithm: 24), RejectionKind.WrongSuite, "protected.alg" },
            { "W-18", SealRaw(GrantMap(), recipient: "m3"), RejectionKind.WrongRecipient, "protected.kid" },
            { "W-15", Encrypt0(Map((1, Int(1)), (4, Blob([.. "m2"u8]))), new byte[12], new byte[16]), RejectionKind.MissingField, "protected.ephemeral" },
            { "W-15", Encrypt0(Header(Ephemeral(2, 1)), new byte[11], new byte[16]), RejectionKind.WrongLength, "unprotected.iv" },
            { "W-15", Encrypt0(Header(Ephemeral(2, 1)), new byte[12], new byte[15]), RejectionKind.WrongLength, "ciphertext" },
            { "W-15", [0xD0, 0x83, 0x40, 0xA0, 0x40], RejectionKind.MissingField, "unprotected.iv" },
            { "W-02", [0xD0, 0x83, 0x40, 0xA0], RejectionKind.Truncated, "ciphertext" },
        };
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_bad_channel_is_rejected_even_when_it_is_signed(string rule, byte[] encrypt0, RejectionKind kind, string field) =>
        Fault(Open(Sign1(encrypt0))).ShouldBe((kind, "sign1.payload.encrypt0." + field), rule);

    [Fact]
    public void What_the_sending_side_does_wrong_is_our_own_bug()
    {
        var entropy = new SeededEntropy("wrong", M1);

        Should.Throw<SpecificationViolation>(() => Envelopes.Seal(Note, M2, entropy)); // W-12
        Should.Throw<SpecificationViolation>(() => Envelopes.Seal(Grant, Stranger, entropy));
        Should.Throw<SpecificationViolation>(() => Envelopes.Seal(Grant with { Key = KeyId }, M2, entropy));
    }
}
