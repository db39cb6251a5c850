using System.Buffers.Binary;
using System.Formats.Cbor;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire.Cbor;

namespace Rekey.Wire.Cose;

/// <summary>
/// The numbers and structures of RFC 9052 and RFC 9053 that the format uses, and its own labels (spec/wire/wire-format.md, sections 4
/// to 6).
/// </summary>
internal static class CoseFormat
{
    public const int Encrypt0Tag = 16;
    public const int Sign1Tag = 18;

    public const int Algorithm = 1;
    public const int KeyIdentifier = 4;
    public const int InitializationVector = 5;

    public const int Es256 = -7;

    // Labels below -65536 are for private use (RFC 9052, section 11.1). They descend: so they ascend in bytewise order (W-05).
    public const int Ephemeral = -65537;
    public const int Group = -65538;
    public const int View = -65539;
    public const int Run = -65540;
    public const int Sender = -65541;
    public const int Sequence = -65542;

    public static readonly FieldNames Unknown = new("envelope");

    public static readonly FieldNames Sign1 = new(
        "sign1",
        (0, new FieldNames("protected")),
        (1, new FieldNames("unprotected")),
        (2, new FieldNames("payload")),
        (3, new FieldNames("signature")));

    public static readonly FieldNames Encrypt0 = new(
        "encrypt0",
        (0, new FieldNames("protected")),
        (1, new FieldNames("unprotected", (InitializationVector, new FieldNames("iv")))),
        (2, new FieldNames("ciphertext")));

    public static readonly FieldNames Protected = new(
        "protected",
        (Algorithm, new FieldNames("alg")),
        (KeyIdentifier, new FieldNames("kid")),
        (Ephemeral, new FieldNames("ephemeral")),
        (Group, new FieldNames("group")),
        (View, new FieldNames("view", (0, new FieldNames("counter")), (1, new FieldNames("proposer")))),
        (Run, new FieldNames("run")),
        (Sender, new FieldNames("sender")),
        (Sequence, new FieldNames("sequence")));

    public static readonly FieldNames Payload = MessagePayload.Names("payload");

    public static readonly FieldNames Plaintext = MessagePayload.Names("plaintext");

    /// <summary>Sig_structure (RFC 9052, section 4.4), with the external data of W-11.</summary>
    public static byte[] ToBeSigned(ConcreteSuite suite, GroupId group, ReadOnlySpan<byte> protectedHeader, ReadOnlySpan<byte> payload)
    {
        var writer = CborFieldWriter.Create();
        writer.WriteStartArray(4);
        writer.WriteTextString("Signature1");
        writer.WriteByteString(protectedHeader);
        writer.WriteByteString(KeySchedule.Context(suite.Number, KeySchedule.SignatureLabel, ConcreteSuite.NameBytes(group)));
        writer.WriteByteString(payload);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Enc_structure (RFC 9052, section 5.3) for the secure channel, with the external data of W-13.</summary>
    public static byte[] ChannelAssociatedData(ConcreteSuite suite, GroupId group, MemberId sender, MemberId recipient, ReadOnlySpan<byte> protectedHeader) =>
        EncStructure(protectedHeader, KeySchedule.Context(
            suite.Number,
            KeySchedule.ChannelLabel,
            ConcreteSuite.NameBytes(group),
            ConcreteSuite.NameBytes(sender),
            ConcreteSuite.NameBytes(recipient)));

    /// <summary>Enc_structure for group data (W-16); group, epoch, sender and sequence are in the protected header.</summary>
    public static byte[] DataAssociatedData(ConcreteSuite suite, ReadOnlySpan<byte> protectedHeader) =>
        EncStructure(protectedHeader, KeySchedule.Context(suite.Number, KeySchedule.DataLabel));

    /// <summary>The nonce of group data: the sequence number as 12 bytes, most significant first (W-16).</summary>
    public static byte[] DataNonce(uint sequence)
    {
        var nonce = new byte[AuthenticatedCipher.NonceLength];
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(AuthenticatedCipher.NonceLength - 4), sequence);
        return nonce;
    }

    /// <summary>Protected header of a signature: algorithm and signer.</summary>
    public static byte[] SignerHeader(MemberId signer)
    {
        var writer = StartHeader(Es256);
        writer.WriteInt32(KeyIdentifier);
        writer.WriteByteString(ConcreteSuite.NameBytes(signer));
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Protected header of a sealed message: algorithm, recipient, ephemeral element.</summary>
    public static byte[] ChannelHeader(ConcreteSuite suite, MemberId recipient, GroupElement ephemeral)
    {
        var writer = StartHeader(suite.Cipher.CoseAlgorithm);
        writer.WriteInt32(KeyIdentifier);
        writer.WriteByteString(ConcreteSuite.NameBytes(recipient));
        writer.WriteInt32(Ephemeral);
        writer.WriteByteString(ephemeral.Encoded.Span);
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Protected header of group data.</summary>
    public static byte[] DataHeader(ConcreteSuite suite, Header header, uint sequence, Bytes keyId)
    {
        var writer = StartHeader(suite.Cipher.CoseAlgorithm);
        writer.WriteInt32(KeyIdentifier);
        writer.WriteByteString(keyId.Span);
        writer.WriteInt32(Group);
        writer.WriteTextString(header.Group.Name);
        writer.WriteInt32(View);
        writer.WriteStartArray(2);
        writer.WriteUInt32(header.View.Counter);
        writer.WriteTextString(header.View.Proposer.ToString());
        writer.WriteEndArray();
        writer.WriteInt32(Run);
        writer.WriteUInt32(header.Run);
        writer.WriteInt32(Sender);
        writer.WriteTextString(header.Sender.ToString());
        writer.WriteInt32(Sequence);
        writer.WriteUInt32(sequence);
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>A tagged COSE_Sign1 (RFC 9052, section 4.2).</summary>
    public static byte[] TaggedSign1(byte[] protectedHeader, byte[] payload, byte[] signature)
    {
        var writer = CborFieldWriter.Create();
        writer.WriteTag((CborTag)Sign1Tag);
        writer.WriteStartArray(4);
        writer.WriteByteString(protectedHeader);
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteByteString(payload);
        writer.WriteByteString(signature);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>A tagged COSE_Encrypt0 (RFC 9052, section 5.2).</summary>
    public static byte[] TaggedEncrypt0(byte[] protectedHeader, byte[] nonce, byte[] ciphertext)
    {
        var writer = CborFieldWriter.Create();
        writer.WriteTag((CborTag)Encrypt0Tag);
        writer.WriteStartArray(3);
        writer.WriteByteString(protectedHeader);
        writer.WriteStartMap(1);
        writer.WriteInt32(InitializationVector);
        writer.WriteByteString(nonce);
        writer.WriteEndMap();
        writer.WriteByteString(ciphertext);
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static byte[] EncStructure(ReadOnlySpan<byte> protectedHeader, byte[] external)
    {
        var writer = CborFieldWriter.Create();
        writer.WriteStartArray(3);
        writer.WriteTextString("Encrypt0");
        writer.WriteByteString(protectedHeader);
        writer.WriteByteString(external);
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static CborWriter StartHeader(int algorithm)
    {
        var writer = CborFieldWriter.Create();
        writer.WriteStartMap(null);
        writer.WriteInt32(Algorithm);
        writer.WriteInt32(algorithm);
        return writer;
    }
}
