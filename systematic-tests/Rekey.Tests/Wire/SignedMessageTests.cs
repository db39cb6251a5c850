using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Shouldly;
using Xunit;
using static Rekey.Tests.Wire.WireFixture;

namespace Rekey.Tests.Wire;

/// <summary>Header, schema and signed messages (spec/wire/wire-format.md, sections 3 and 4; W-01, W-09 to W-12, W-15, W-17, W-18).</summary>
public sealed class SignedMessageTests
{
    [Fact]
    public void A_signed_message_comes_back_equal()
    {
        Open(Signed).Message.ShouldBe(Note);
        var bare = new BareMessage(Head);
        Open(BytesOf(Envelopes.Sign(bare)), M3).Message.ShouldBe(bare);
    }

    [Fact]
    public void The_bytes_are_those_that_the_specification_gives_when_followed_by_hand() => Signed.ShouldBe(Sign1(NoteMap()));

    [Fact]
    public void Signing_is_deterministic() => BytesOf(Envelopes.Sign(Note)).ShouldBe(Signed);

    [Fact]
    public void Names_and_numbers_at_their_limits_come_back_equal()
    {
        var longName = MemberId.Parse("abcdefghijklmnop");
        var group = new GroupId(new string('~', 32));
        var envelopes = new CoseEnvelopes(Suite, group, KeyDirectory.ForVectors("limits", [longName]));
        var note = new NoteMessage(new Header(group, new ViewId(uint.MaxValue, longName), uint.MaxValue, longName), KeyId, uint.MaxValue, longName);

        envelopes.Open(envelopes.Sign(note), M2, Catalogue).Message.ShouldBe(note);
    }

    public static TheoryData<string, byte[], RejectionKind, string> Payloads() => new()
    {
        { "W-02", NoteMap()[..^1], RejectionKind.Truncated, "sign1.payload.12" },
        { "W-02", [.. NoteMap(), 0], RejectionKind.TrailingBytes, "sign1.payload" },
        { "W-02", [], RejectionKind.Truncated, "sign1.payload" },
        { "W-03", NoteMap((4, [0x18, 1])), RejectionKind.NonCanonical, "sign1.payload.run" },
        { "W-05", Map((0, Int(1)), (0, Int(1))), RejectionKind.DuplicateKey, "sign1.payload.suite" },
        { "W-06", NoteMap((3, [0x82, 0xF6, 0x60])), RejectionKind.WrongType, "sign1.payload.view.counter" },
        { "W-15", NoteMap((0, null)), RejectionKind.MissingField, "sign1.payload.suite" },
        { "W-15", NoteMap((5, null)), RejectionKind.MissingField, "sign1.payload.sender" },
        { "W-15", NoteMap((11, null)), RejectionKind.MissingField, "sign1.payload.count" },
        { "W-15", NoteMap((12, null)), RejectionKind.MissingField, "sign1.payload.about" },
        { "W-15", NoteMap((6, Int(0))), RejectionKind.UnknownField, "sign1.payload.6" },
        { "W-15", NoteMap((13, Int(0))), RejectionKind.UnknownField, "sign1.payload.13" },
        { "W-15", NoteMap((-1, Int(0))), RejectionKind.UnknownField, "sign1.payload.-1" },
        { "W-15", [0xAA, .. NoteMap()[1..], 0x61, 0x61, 0x00], RejectionKind.UnknownField, "sign1.payload.key" },
        { "W-15", NoteMap((4, Text("1"))), RejectionKind.WrongType, "sign1.payload.run" },
        { "W-15", NoteMap((4, Int(-1))), RejectionKind.WrongType, "sign1.payload.run" },
        { "W-15", NoteMap((3, Int(7))), RejectionKind.WrongType, "sign1.payload.view" },
        { "W-15", NoteMap((3, [0x81, 7])), RejectionKind.MissingField, "sign1.payload.view.proposer" },
        { "W-15", NoteMap((3, [0x83, 7, .. Text("m1"), 0])), RejectionKind.UnknownField, "sign1.payload.view.2" },
        { "W-15", NoteMap((5, Blob(1))), RejectionKind.WrongType, "sign1.payload.sender" },
        { "W-15", NoteMap((4, Int(0))), RejectionKind.OutOfRange, "sign1.payload.run" },
        { "W-15", NoteMap((4, Int(1L << 32))), RejectionKind.OutOfRange, "sign1.payload.run" },
        { "W-15", NoteMap((11, Int(0))), RejectionKind.OutOfRange, "sign1.payload.count" },
        { "W-15", NoteMap((12, Text(""))), RejectionKind.OutOfRange, "sign1.payload.about" },
        { "W-15", NoteMap((12, Text("abcdefghijklmnopq"))), RejectionKind.OutOfRange, "sign1.payload.about" },
        { "W-15", NoteMap((12, Text("m 3"))), RejectionKind.OutOfRange, "sign1.payload.about" },
        { "W-15", NoteMap((12, Text("m\u00FC"))), RejectionKind.OutOfRange, "sign1.payload.about" },
        { "W-15", NoteMap((2, Text(""))), RejectionKind.OutOfRange, "sign1.payload.group" },
        { "W-15", NoteMap((2, Text(new string('g', 33)))), RejectionKind.OutOfRange, "sign1.payload.group" },
        { "W-15", NoteMap((10, Blob(new byte[15]))), RejectionKind.WrongLength, "sign1.payload.keyId" },
        { "W-15", NoteMap((10, Blob(new byte[17]))), RejectionKind.WrongLength, "sign1.payload.keyId" },
        { "W-17", NoteMap((0, Int(2))), RejectionKind.WrongSuite, "sign1.payload.suite" },
        { "W-10", NoteMap((1, Int(3))), RejectionKind.UnknownType, "sign1.payload.type" },
        { "W-10", NoteMap((1, Int(70000))), RejectionKind.UnknownType, "sign1.payload.type" },
        { "W-12", GrantMap(), RejectionKind.WrongProtection, "sign1.payload.type" },
        { "W-12", NoteMap((1, Int(255))), RejectionKind.WrongProtection, "sign1.payload.type" },
        { "W-18", NoteMap((2, Text("talk"))), RejectionKind.WrongGroup, "sign1.payload.group" },
        { "W-11", NoteMap((5, Text("m2"))), RejectionKind.NotEntitled, "sign1.payload.sender" },
        { "W-01", Int(1), RejectionKind.WrongType, "sign1.payload" },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public void A_bad_payload_is_rejected_even_with_a_good_signature(string rule, byte[] payload, RejectionKind kind, string field) =>
        Fault(Open(Sign1(payload))).ShouldBe((kind, field), rule);

    public static TheoryData<string, byte[], RejectionKind, string> Wrappings() => new()
    {
        { "W-01", Int(1), RejectionKind.WrongType, "envelope" },
        { "W-01", [0xD1, 0x80], RejectionKind.WrongType, "envelope" },
        { "W-02", [], RejectionKind.Truncated, "envelope" },
        { "W-03", [0xD8, 0x12, 0x80], RejectionKind.NonCanonical, "envelope" },
        { "W-02", [.. Signed, 0], RejectionKind.TrailingBytes, "sign1" },
        { "W-07", new byte[65_537], RejectionKind.Oversize, "envelope" },
        { "W-07", [0xD2, .. new byte[65_536]], RejectionKind.Oversize, "sign1" },
        { "W-15", [0xD2, 0x00], RejectionKind.WrongType, "sign1" },
        { "W-15", [0xD2, 0x80], RejectionKind.MissingField, "sign1.protected" },
        { "W-15", [0xD2, 0x85, .. Signed[2..], 0], RejectionKind.UnknownField, "sign1.4" },
        { "W-15", [0xD2, 0x84, 0x40, 0xA0, 0x40, 0x40], RejectionKind.WrongLength, "sign1.signature" },
        { "W-15", [0xD2, 0x84, 0x40, 0x80, 0x40, 0x40], RejectionKind.WrongType, "sign1.unprotected" },
        { "W-06", [0xD2, 0x84, 0x40, 0xA0, 0xF6, 0x40], RejectionKind.WrongType, "sign1.payload" },
        { "W-15", Sign1(NoteMap(), header: []), RejectionKind.MissingField, "sign1.protected.alg" },
        { "W-15", Sign1(NoteMap(), header: Map((1, Int(-7)))), RejectionKind.MissingField, "sign1.protected.kid" },
        { "W-15", Sign1(NoteMap(), header: Map((1, Int(-7)), (3, Int(0)), (4, Blob(1)))), RejectionKind.UnknownField, "sign1.protected.3" },
        { "W-15", Sign1(NoteMap(), header: Map((1, Text("ES256")), (4, Blob(1)))), RejectionKind.WrongType, "sign1.protected.alg" },
        { "W-15", Sign1(NoteMap(), unprotected: Map((4, Blob(1)))), RejectionKind.UnknownField, "sign1.unprotected.4" },
        { "W-15", Sign1(NoteMap(), header: SignerHeader(kid: "")), RejectionKind.OutOfRange, "sign1.protected.kid" },
        { "W-17", Sign1(NoteMap(), header: SignerHeader(algorithm: -35)), RejectionKind.WrongSuite, "sign1.protected.alg" },
        { "W-17", Sign1(NoteMap(), header: SignerHeader(algorithm: 6)), RejectionKind.WrongSuite, "sign1.protected.alg" },
        { "W-11", Sign1(NoteMap((5, Text("x9"))), header: SignerHeader(kid: "x9")), RejectionKind.UnknownSender, "sign1.protected.kid" },
        { "W-11", Sign1(NoteMap(), signer: M2), RejectionKind.BadSignature, "sign1.signature" },
        { "W-11", Sign1(NoteMap(), group: "talk"), RejectionKind.BadSignature, "sign1.signature" },
        { "W-11", Sign1(NoteMap((5, Text("m2"))), header: SignerHeader(kid: "m2")), RejectionKind.BadSignature, "sign1.signature" },
    };

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void A_bad_wrapping_is_rejected(string rule, byte[] envelope, RejectionKind kind, string field) =>
        Fault(Open(envelope)).ShouldBe((kind, field), rule);

    [Fact]
    public void A_member_of_two_groups_cannot_carry_a_message_from_one_to_the_other()
    {
        var other = new CoseEnvelopes(Suite, OtherGroup, Keys);

        other.Open(new CoseEnvelope(new Bytes(Signed)), M2, Catalogue).Rejection!.Kind.ShouldBe(RejectionKind.WrongGroup); // W-18
    }

    [Fact]
    public void What_the_sending_side_does_wrong_is_our_own_bug()
    {
        Should.Throw<SpecificationViolation>(() => Envelopes.Sign(Grant)); // W-12
        Should.Throw<SpecificationViolation>(() => Envelopes.Sign(Note with { Header = Head with { Group = OtherGroup } }));
        Should.Throw<SpecificationViolation>(() => Envelopes.Sign(Note with { Header = Head with { Sender = Stranger } }));
        Should.Throw<SpecificationViolation>(() => Envelopes.Sign(Note with { Header = Head with { Run = 0 } }));
        Should.Throw<SpecificationViolation>(() => Envelopes.Sign(Note with { KeyId = Key }));
    }
}
