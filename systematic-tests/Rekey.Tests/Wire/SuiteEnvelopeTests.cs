using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Shouldly;
using Xunit;
using static Rekey.Tests.Wire.WireFixture;

namespace Rekey.Tests.Wire;

/// <summary>A message with an element of the suite's group.</summary>
internal sealed record ElementMessage(Header Header, CryptoValue Element) : Message(Header)
{
    public static readonly MessageType MessageType = new(5, "Element", Protection.Signed, static (h, r) => new ElementMessage(h, r.Element(10, "element")));

    public override MessageType Type => MessageType;

    public override void WriteFields(IFieldWriter writer) => writer.Element(10, "element", Element);
}

/// <summary>Envelopes of every suite, and of one suite before another (spec/wire/wire-format.md, sections 3 to 6 and 10; W-13 to W-17, W-23).</summary>
public sealed class SuiteEnvelopeTests
{
    private static readonly MessageCatalogue WithElements = new(
        GrantMessage.MessageType, NoteMessage.MessageType, ElementMessage.MessageType, GroupData.MessageType);

    public static TheoryData<int, string> SuitesAndKinds()
    {
        var data = new TheoryData<int, string>();
        foreach (var number in (int[])[2, 3])
        {
            data.Add(number, "signed");
            data.Add(number, "sealed");
            data.Add(number, "data");
        }

        return data;
    }

    public static TheoryData<int, int> Pairs() => new()
    {
        { 1, 2 }, { 1, 3 }, { 2, 1 }, { 2, 3 }, { 3, 1 }, { 3, 2 },
    };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Messages_come_back_equal(int number)
    {
        Open(number, Made(number, "signed")).Message.ShouldBe(NoteOf(number));
        Open(number, Made(number, "sealed")).Message.ShouldBe(Grant);
        var data = Open(number, Made(number, "data")).Message.ShouldBeOfType<GroupData>();
        (data.Header, data.Sequence, data.KeyId).ShouldBe((Head, 5u, NoteOf(number).KeyId));
        Of(number).Decrypt(data, TrafficKeyOf(number)).ShouldBe(Payload);
        Made(number, "data").AsSpan().IndexOf(Payload.Span).ShouldBe(-1);
        Made(number, "sealed").AsSpan().IndexOf(Key.Span).ShouldBe(-1);
    }

    [Theory]
    [MemberData(nameof(SuitesAndKinds))]
    public void Every_flipped_bit_is_noticed(int number, string kind)
    {
        var whole = Made(number, kind);
        Accepted(number, whole).ShouldBeTrue();
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var flipped = whole.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Accepted(number, flipped).ShouldBeFalse($"bit {bit % 8} of byte {bit / 8}");
        }
    }

    [Theory]
    [MemberData(nameof(SuitesAndKinds))]
    public void Every_proper_prefix_is_truncated(int number, string kind)
    {
        var whole = Made(number, kind);
        for (var length = 0; length < whole.Length; length++)
        {
            Fault(Open(number, whole[..length])).Kind.ShouldBe(RejectionKind.Truncated);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_message_of_one_suite_is_of_the_wrong_one_for_another(int sent, int expected)
    {
        Fault(Open(expected, Made(sent, "signed"))).ShouldBe((RejectionKind.WrongSuite, "sign1.payload.suite"));
        Fault(Open(expected, Made(sent, "sealed"))).ShouldBe((RejectionKind.WrongSuite, "sign1.payload.encrypt0.protected.alg"));
        Fault(Open(expected, Made(sent, "data"))).ShouldBe((RejectionKind.WrongSuite, "encrypt0.protected.alg"));
    }

    [Fact]
    public void A_suite_that_differs_in_its_number_alone_opens_nothing()
    {
        // So it is the number that is bound, in the signature and in the channel's key, and not only the algorithm that is compared.
        var envelopes = new CoseEnvelopes(new ConcreteSuite(7, P256Group.Instance, AesGcm128.Instance, Hkdf.Sha256), Group, Keys);
        var catalogue = new MessageCatalogue(GrantMessage.MessageType, NoteMessage.MessageType, GroupData.MessageType);
        Opened OpenAt7(byte[] bytes) => envelopes.Open(new CoseEnvelope(new Bytes(bytes)), M2, catalogue);

        Fault(OpenAt7(Sign1(NoteMap((0, Int(7)))))).ShouldBe((RejectionKind.BadSignature, "sign1.signature"));
        Fault(OpenAt7(Sealed)).ShouldBe((RejectionKind.BadSignature, "sign1.signature"));
        envelopes.Decrypt(OpenAt7(Data).Message.ShouldBeOfType<GroupData>(), TrafficKey).ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(CoseEnvelopes.MaxPayload)]
    public void Payloads_from_nothing_to_the_limit_come_back_equal_in_suite_3_whose_header_and_tag_are_the_longest(int length)
    {
        var payload = new Bytes(new byte[length]);
        var longName = MemberId.Parse("abcdefghijklmnop");
        var group = new GroupId(new string('g', 32));
        var envelopes = new CoseEnvelopes(ConcreteSuite.Suite3, group, Keys);
        var header = new Header(group, new ViewId(uint.MaxValue, longName), uint.MaxValue, longName);

        var envelope = envelopes.Encrypt(header, uint.MaxValue, NoteOf(3).KeyId, TrafficKeyOf(3), payload);

        var data = envelopes.Open(envelope, M2, WithElements).Message.ShouldBeOfType<GroupData>();
        envelopes.Decrypt(data, TrafficKeyOf(3)).ShouldBe(payload);
    }

    [Theory]
    [InlineData(1, 33)]
    [InlineData(2, 256)]
    [InlineData(3, 128)]
    public void An_element_of_the_suite_s_group_comes_back_equal(int number, int length)
    {
        var group = Suites(number).Group;
        var message = new ElementMessage(Head, group.Exponentiate(group.Generator, 77));

        var envelope = BytesOf(Of(number).Sign(message));

        ((GroupElement)message.Element).Encoded.Length.ShouldBe(length);
        Open(number, envelope).Message.ShouldBe(message);
    }

    public static TheoryData<int, byte[], RejectionKind> BadElements()
    {
        var (p, one) = (ModPGroup.Oakley2.Modulus.ToByteArray(isUnsigned: true, isBigEndian: true), (byte[])[.. new byte[127], 1]);
        return new()
        {
            { 3, one, RejectionKind.WrongGroupElement },
            { 3, new byte[128], RejectionKind.WrongGroupElement },
            { 3, p, RejectionKind.WrongGroupElement },
            { 3, [.. p[..127], (byte)(p[127] - 2)], RejectionKind.WrongGroupElement }, // p - 2, which is no square
            { 3, [2], RejectionKind.WrongLength },
            { 3, P256Group.Instance.Generator.Encoded.Span.ToArray(), RejectionKind.WrongLength },
            { 2, [.. new byte[127], 2], RejectionKind.WrongLength },
        };
    }

    [Theory]
    [MemberData(nameof(BadElements))]
    public void W_14_what_is_no_element_of_the_suite_s_group_is_rejected(int number, byte[] element, RejectionKind kind)
    {
        var payload = Map(
            (0, Int(number)), (1, Int(5)), (2, Text("chat")), (3, View(7, "m1")), (4, Int(1)), (5, Text("m1")), (10, Blob(element)));
        byte[] context = [0, 7, .. "rekey/1"u8, 0, 1, (byte)number, 0, 9, .. "signature"u8, 0, 4, .. "chat"u8];
        byte[] toBeSigned = [0x84, .. Text("Signature1"), .. Blob(SignerHeader()), .. Blob(context), .. Blob(payload)];
        var signature = EcdsaP256.Sign(Keys.FindPrivate(M1)!.SigningScalar, toBeSigned);

        Fault(Open(number, [0xD2, 0x84, .. Blob(SignerHeader()), 0xA0, .. Blob(payload), .. Blob(signature)])).ShouldBe((kind, "sign1.payload.element"));
    }

    [Fact]
    public void A_ciphertext_of_suite_3_has_at_least_a_block_and_a_tag()
    {
        var data = Made(3, "data");
        var header = data[4..(4 + data[3])]; // 0xD0 0x83 0x58 and the header's length

        Fault(Open(3, Encrypt0(header, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5], new byte[27]))).ShouldBe((RejectionKind.WrongLength, "encrypt0.ciphertext"));
        Open(3, Encrypt0(header, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5], new byte[28])).Message.ShouldBeOfType<GroupData>();
    }

    private static ConcreteSuite Suites(int number) =>
        number switch { 1 => ConcreteSuite.Suite1, 2 => ConcreteSuite.Suite2, _ => ConcreteSuite.Suite3 };

    private static CoseEnvelopes Of(int number) => new(Suites(number), Group, Keys);

    private static NoteMessage NoteOf(int number) => Note with { KeyId = Suites(number).KeyId(Key) };

    private static CryptoValue TrafficKeyOf(int number) => Suites(number).TrafficKey(Key, M1);

    private static byte[] Made(int number, string kind) => BytesOf(kind switch
    {
        "signed" => Of(number).Sign(NoteOf(number)),
        "sealed" => Of(number).Seal(Grant, M2, new SeededEntropy("seal", M1)),
        _ => Of(number).Encrypt(Head, 5, NoteOf(number).KeyId, TrafficKeyOf(number), Payload),
    });

    private static Opened Open(int number, byte[] bytes) => Of(number).Open(new CoseEnvelope(new Bytes(bytes)), M2, WithElements);

    private static bool Accepted(int number, byte[] bytes) => Open(number, bytes).Message switch
    {
        null => false,
        GroupData data => Of(number).Decrypt(data, TrafficKeyOf(number)) is not null,
        _ => true,
    };
}
