using System.Formats.Cbor;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cose;

namespace Rekey.Tests.Wire;

internal sealed record GrantMessage(Header Header, CryptoValue Key) : Message(Header)
{
    public static readonly MessageType MessageType = new(1, "Grant", Protection.Sealed, static (h, r) => new GrantMessage(h, r.Key(10, "key")));

    public override MessageType Type => MessageType;

    public override void WriteFields(IFieldWriter writer) => writer.Key(10, "key", Key);
}

internal sealed record NoteMessage(Header Header, CryptoValue KeyId, uint Count, MemberId About) : Message(Header)
{
    public static readonly MessageType MessageType = new(2, "Note", Protection.Signed, static (h, r) =>
        new NoteMessage(h, r.KeyId(10, "keyId"), r.Number(11, "count", least: 1), r.Member(12, "about")));

    public override MessageType Type => MessageType;

    public override void WriteFields(IFieldWriter writer)
    {
        writer.KeyId(10, "keyId", KeyId);
        writer.Number(11, "count", Count);
        writer.Member(12, "about", About);
    }
}

internal sealed record BareMessage(Header Header) : Message(Header)
{
    public static readonly MessageType MessageType = new(4, "Bare", Protection.Signed, static (h, _) => new BareMessage(h));

    public override MessageType Type => MessageType;

    public override void WriteFields(IFieldWriter writer)
    {
    }
}

/// <summary>A group of three, its envelopes, and a forger who holds the private keys of m1 and m2 and writes COSE by hand.</summary>
internal static class WireFixture
{
    public static readonly MemberId M1 = MemberId.Parse("m1");
    public static readonly MemberId M2 = MemberId.Parse("m2");
    public static readonly MemberId M3 = MemberId.Parse("m3");
    public static readonly MemberId Stranger = MemberId.Parse("x9");
    public static readonly GroupId Group = new("chat");
    public static readonly GroupId OtherGroup = new("talk");
    public static readonly ConcreteSuite Suite = ConcreteSuite.Suite1;
    public static readonly KeyDirectory Keys = KeyDirectory.ForVectors("wire tests", [M1, M2, M3]);
    public static readonly CoseEnvelopes Envelopes = new(Suite, Group, Keys);
    public static readonly MessageCatalogue Catalogue = new(
        GrantMessage.MessageType, NoteMessage.MessageType, BareMessage.MessageType, GroupData.MessageType);

    public static readonly Header Head = new(Group, new ViewId(7, M1), 1, M1);
    public static readonly Bytes Key = new(Enumerable.Range(1, 32).Select(static i => (byte)i).ToArray());
    public static readonly Bytes KeyId = (Bytes)Suite.KeyId(Key);
    public static readonly Bytes TrafficKey = (Bytes)Suite.TrafficKey(Key, M1);
    public static readonly NoteMessage Note = new(Head, KeyId, 3, M3);
    public static readonly GrantMessage Grant = new(Head, Key);
    public static readonly Bytes Payload = new("hello, group"u8);

    public static byte[] Signed { get; } = BytesOf(Envelopes.Sign(Note));

    public static byte[] Sealed { get; } = BytesOf(Envelopes.Seal(Grant, M2, new SeededEntropy("seal", M1)));

    public static byte[] Data { get; } = BytesOf(Envelopes.Encrypt(Head, 5, KeyId, TrafficKey, Payload));

    public static byte[] BytesOf(Envelope envelope) => ((CoseEnvelope)envelope).Content.Span.ToArray();

    public static Opened Open(byte[] bytes, MemberId? recipient = null) =>
        Envelopes.Open(new CoseEnvelope(new Bytes(bytes)), recipient ?? M2, Catalogue);

    public static (RejectionKind Kind, string Field) Fault(Opened opened) =>
        opened.Rejection is { } rejection ? (rejection.Kind, rejection.Field) : throw new InvalidOperationException("it was accepted");

    /// <summary>Writes one item without any rule: the library's Lax mode.</summary>
    public static byte[] Cbor(Action<CborWriter> write)
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        write(writer);
        return writer.Encode();
    }

    /// <summary>A map from labels to encoded values, in the order given.</summary>
    public static byte[] Map(params (int Label, byte[] Value)[] fields) => Cbor(w =>
    {
        w.WriteStartMap(fields.Length);
        foreach (var (label, value) in fields)
        {
            w.WriteInt32(label);
            w.WriteEncodedValue(value);
        }

        w.WriteEndMap();
    });

    public static byte[] Int(long value) => Cbor(w => w.WriteInt64(value));

    public static byte[] Text(string value) => Cbor(w => w.WriteTextString(value));

    public static byte[] Blob(params byte[] value) => Cbor(w => w.WriteByteString(value));

    public static byte[] View(uint counter, string proposer) => [0x82, .. Int(counter), .. Text(proposer)];

    /// <summary>The fields of <see cref="Note"/> as a map, some of them replaced, dropped (null) or added.</summary>
    public static byte[] NoteMap(params (int Label, byte[]? Value)[] changes) => Changed(
        [(0, Int(1)), (1, Int(2)), (2, Text("chat")), (3, View(7, "m1")), (4, Int(1)), (5, Text("m1")), (10, Blob(KeyId.Span.ToArray())), (11, Int(3)), (12, Text("m3"))],
        changes);

    /// <summary>The fields of <see cref="Grant"/> as a map, changed likewise.</summary>
    public static byte[] GrantMap(params (int Label, byte[]? Value)[] changes) => Changed(
        [(0, Int(1)), (1, Int(1)), (2, Text("chat")), (3, View(7, "m1")), (4, Int(1)), (5, Text("m1")), (10, Blob(Key.Span.ToArray()))],
        changes);

    public static byte[] SignerHeader(string kid = "m1", long algorithm = -7) => Map((1, Int(algorithm)), (4, Blob(System.Text.Encoding.ASCII.GetBytes(kid))));

    /// <summary>A COSE_Sign1 with a signature of m1, or of another member, by RFC 9052, section 4.4.</summary>
    public static byte[] Sign1(byte[] payload, byte[]? header = null, byte[]? unprotected = null, MemberId? signer = null, string group = "chat")
    {
        header ??= SignerHeader();
        byte[] context = [0, 7, .. "rekey/1"u8, 0, 1, 1, 0, 9, .. "signature"u8, 0, (byte)group.Length, .. System.Text.Encoding.ASCII.GetBytes(group)];
        byte[] toBeSigned = [0x84, .. Text("Signature1"), .. Blob(header), .. Blob(context), .. Blob(payload)];
        var signature = EcdsaP256.Sign(Keys.FindPrivate(signer ?? M1)!.SigningScalar, toBeSigned);
        return [0xD2, 0x84, .. Blob(header), .. unprotected ?? [0xA0], .. Blob(payload), .. Blob(signature)];
    }

    /// <summary>A COSE_Encrypt0 from parts.</summary>
    public static byte[] Encrypt0(byte[] header, byte[] iv, byte[] ciphertext) =>
        [0xD0, 0x83, .. Blob(header), .. Map((5, Blob(iv))), .. Blob(ciphertext)];

    /// <summary>A message from m1 on the secure channel to m2, whatever its plaintext is, by RFC 9052, section 5.3.</summary>
    public static byte[] SealRaw(byte[] plaintext, string recipient = "m2", long algorithm = 1, byte[]? ephemeralOnWire = null)
    {
        var curve = P256Group.Instance;
        var ephemeral = curve.Exponentiate(curve.Generator, 12345);
        var channel = Keys.FindPublic(M2)!.Channel;
        var key = Suite.ChannelKey(curve.Exponentiate(channel, 12345), Group, M1, M2, ephemeral, channel);
        var header = Map(
            (1, Int(algorithm)),
            (4, Blob(System.Text.Encoding.ASCII.GetBytes(recipient))),
            (-65537, Blob(ephemeralOnWire ?? ephemeral.Encoded.Span.ToArray())));
        byte[] context = [0, 7, .. "rekey/1"u8, 0, 1, 1, 0, 7, .. "channel"u8, 0, 4, .. "chat"u8, 0, 2, .. "m1"u8, 0, 2, .. "m2"u8];
        byte[] associated = [0x83, .. Text("Encrypt0"), .. Blob(header), .. Blob(context)];
        var iv = new byte[12];
        return Encrypt0(header, iv, AesGcm128.Instance.Encrypt(key, iv, associated, plaintext));
    }

    private static byte[] Changed((int Label, byte[]? Value)[] fields, (int Label, byte[]? Value)[] changes)
    {
        var all = fields.ToDictionary(static f => f.Label, static f => f.Value);
        foreach (var (label, value) in changes)
        {
            all[label] = value;
        }

        return Map([.. all.Where(static f => f.Value is not null).OrderBy(static f => f.Key < 0).ThenBy(static f => Math.Abs(f.Key)).Select(static f => (f.Key, f.Value!))]);
    }
}
