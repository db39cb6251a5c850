using System.Formats.Cbor;
using System.Text;
using Rekey.Core;
using Rekey.Crypto.Concrete;

namespace Rekey.Conformance;

/// <summary>
/// Writes messages by hand, apart from the code that is tested: any fields in any form, under a signature that verifies. It holds everybody's
/// private keys. Formats: spec/wire/wire-format.md, sections 4 to 6.
/// </summary>
public sealed class Forger(ConcreteSuite suite, KeyDirectory keys, GroupId group)
{
    /// <summary>One item, in any form.</summary>
    public static byte[] Cbor(Action<CborWriter> write)
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        write(writer);
        return writer.Encode();
    }

    /// <summary>An integer.</summary>
    public static byte[] Int(long value) => Cbor(w => w.WriteInt64(value));

    /// <summary>A text string.</summary>
    public static byte[] Text(string value) => Cbor(w => w.WriteTextString(value));

    /// <summary>A byte string.</summary>
    public static byte[] Blob(ReadOnlySpan<byte> value)
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        writer.WriteByteString(value);
        return writer.Encode();
    }

    /// <summary>A view identifier.</summary>
    public static byte[] View(uint counter, string proposer) => [0x82, .. Int(counter), .. Text(proposer)];

    /// <summary>A map of at most 23 entries, in the order given.</summary>
    public static byte[] Map(params (long Label, byte[] Value)[] fields) =>
        [(byte)(0xA0 + fields.Length), .. fields.SelectMany(f => (byte[])[.. Int(f.Label), .. f.Value])];

    /// <summary>An array of at most 65,535 items.</summary>
    public static byte[] List(params IReadOnlyList<byte[]> items) =>
    [
        .. items.Count switch
        {
            < 24 => (byte[])[(byte)(0x80 + items.Count)],
            < 256 => [0x98, (byte)items.Count],
            _ => [0x99, (byte)(items.Count >> 8), (byte)items.Count],
        },
        .. items.SelectMany(static i => i),
    ];

    /// <summary>A tagged COSE_Sign1 whose signature is the signer's own.</summary>
    public byte[] Sign1(byte[] payload, MemberId signer, byte[]? header = null)
    {
        header ??= Map((1, Int(-7)), (4, Blob(Encoding.ASCII.GetBytes(signer.ToString()))));
        var context = KeySchedule.Context(suite.Number, KeySchedule.SignatureLabel, Encoding.ASCII.GetBytes(group.Name));
        byte[] toBeSigned = [0x84, .. Text("Signature1"), .. Blob(header), .. Blob(context), .. Blob(payload)];
        var signature = EcdsaP256.Sign(keys.FindPrivate(signer)!.SigningScalar, toBeSigned);
        return [0xD2, 0x84, .. Blob(header), 0xA0, .. Blob(payload), .. Blob(signature)];
    }

    /// <summary>A tagged COSE_Encrypt0 on the secure channel, around any plaintext. The ephemeral scalar is 12345, the IV zero.</summary>
    public byte[] Seal(byte[] plaintext, MemberId sender, MemberId recipient, byte[]? ephemeralOnWire = null)
    {
        var curve = P256Group.Instance;
        var ephemeral = curve.Exponentiate(curve.Generator, 12345);
        var channel = keys.FindPublic(recipient)!.Channel;
        var key = suite.ChannelKey(curve.Exponentiate(channel, 12345), group, sender, recipient, ephemeral, channel);
        var header = Map(
            (1, Int(suite.Cipher.CoseAlgorithm)),
            (4, Blob(Encoding.ASCII.GetBytes(recipient.ToString()))),
            (-65537, Blob(ephemeralOnWire ?? ephemeral.Encoded.Span)));
        var context = KeySchedule.Context(
            suite.Number, KeySchedule.ChannelLabel,
            Encoding.ASCII.GetBytes(group.Name), Encoding.ASCII.GetBytes(sender.ToString()), Encoding.ASCII.GetBytes(recipient.ToString()));
        byte[] associated = [0x83, .. Text("Encrypt0"), .. Blob(header), .. Blob(context)];
        var iv = new byte[AuthenticatedCipher.NonceLength];
        return [0xD0, 0x83, .. Blob(header), .. Map((5, Blob(iv))), .. Blob(suite.Cipher.Encrypt(key, iv, associated, plaintext))];
    }
}
