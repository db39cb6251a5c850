using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire.Cbor;

namespace Rekey.Wire.Cose;

/// <summary>
/// Opens one envelope. Checks come in the order of W-09: the form and schema of the wrapping, names, the header of a signed message,
/// the signature, the secure channel, the message.
/// </summary>
internal sealed class CoseOpening(ConcreteSuite suite, GroupId group, KeyDirectory directory, MemberId recipient, MessageCatalogue catalogue)
{
    private const string InSign1 = "sign1.";
    private const string InPayload = "sign1.payload.";
    private const string InEncrypt0 = "sign1.payload.encrypt0.";

    private const byte Sign1Start = 0xC0 | CoseFormat.Sign1Tag;
    private const byte Encrypt0Start = 0xC0 | CoseFormat.Encrypt0Tag;

    public Opened Open(ReadOnlyMemory<byte> bytes)
    {
        // Tags 16 and 18 have one deterministic encoding, of one byte: it decides which kind of envelope this is (W-01).
        return bytes.Span switch
        {
            [Sign1Start, ..] => OpenSign1(bytes),
            [Encrypt0Start, ..] => OpenData(bytes),
            _ => Opened.Reject(CborForm.Check(bytes.Span, CoseFormat.Unknown)
                ?? new Rejection(RejectionKind.WrongType, CoseFormat.Unknown.Name, "tag 18 (COSE_Sign1) or tag 16 (COSE_Encrypt0)")),
        };
    }

    /// <summary>The ciphertext in an envelope of group data; null where it is none.</summary>
    public static ReadOnlyMemory<byte>? DataCiphertext(ConcreteSuite suite, ReadOnlyMemory<byte> bytes)
    {
        var parts = ReadEncrypt0(suite, bytes, "");
        return parts.Rejection is null ? parts.Ciphertext : null;
    }

    private Opened OpenSign1(ReadOnlyMemory<byte> bytes)
    {
        var outer = CborFields.TaggedArray(CoseFormat.Sign1Tag, bytes, CoseFormat.Sign1);
        var protectedHeader = outer.ByteString(0, "protected");
        outer.Inner(1, "unprotected").End();
        var payload = outer.ByteString(2, "payload");
        var signature = outer.Fixed(3, "signature", EcdsaP256.SignatureLength);
        outer.End();
        if (outer.Rejection is { } outerFault)
        {
            return Opened.Reject(outerFault);
        }

        var header = OpenHeader(protectedHeader, InSign1);
        header.Constant(CoseFormat.Algorithm, "alg", CoseFormat.Es256, RejectionKind.WrongSuite);
        var signer = header.MemberBytes(CoseFormat.KeyIdentifier, "kid");
        header.End();
        if (header.Rejection is { } headerFault)
        {
            return Opened.Reject(headerFault);
        }

        var signed = new SignedPart(signer, protectedHeader, payload, signature);
        return payload.Span switch
        {
            [Encrypt0Start, ..] => OpenSealed(signed),
            [>= 0xA0 and < 0xC0, ..] => OpenSigned(signed),
            _ => Opened.Reject(CborForm.Check(payload.Span, CoseFormat.Payload, InSign1)
                ?? new Rejection(RejectionKind.WrongType, "sign1.payload", "a message, or a tagged COSE_Encrypt0")),
        };
    }

    private Opened OpenSigned(SignedPart signed)
    {
        var fields = CborFields.Map(signed.Payload, CoseFormat.Payload, InSign1, suite.Group);
        var head = MessagePayload.ReadHeader(fields, suite.Number, group, signed.Signer, Protection.Signed, catalogue);
        return head is not { } known ? Opened.Reject(fields.Rejection!)
            : Unsigned(signed) is { } fault ? Opened.Reject(fault)
            : MessagePayload.ReadBody(fields, known.Header, known.Type);
    }

    private Opened OpenSealed(SignedPart signed)
    {
        var parts = ReadEncrypt0(suite, signed.Payload, InPayload);
        if (parts.Rejection is { } partsFault)
        {
            return Opened.Reject(partsFault);
        }

        var header = OpenHeader(parts.ProtectedHeader, InEncrypt0);
        header.Constant(CoseFormat.Algorithm, "alg", suite.Cipher.CoseAlgorithm, RejectionKind.WrongSuite);
        var addressee = header.MemberBytes(CoseFormat.KeyIdentifier, "kid");
        var encoded = header.Fixed(CoseFormat.Ephemeral, "ephemeral", P256Group.Instance.EncodedLength);
        header.End();
        var keys = directory.FindPrivate(addressee);
        if (addressee != recipient || keys is null)
        {
            header.Reject(RejectionKind.WrongRecipient, "kid", $"{recipient}, whose private key this process holds");
        }

        if (header.Rejection is { } headerFault)
        {
            return Opened.Reject(headerFault);
        }

        if (Unsigned(signed) is { } signatureFault)
        {
            return Opened.Reject(signatureFault);
        }

        if (!P256Group.Instance.TryDecode(encoded.Span, out var ephemeral, out var fault))
        {
            return Opened.Reject(RejectionKind.WrongGroupElement, InEncrypt0 + "protected.ephemeral", $"an element of {P256Group.Instance.Name}, not {fault}"); // W-14
        }

        return Decrypt(signed, parts, keys!, ephemeral);
    }

    private Opened Decrypt(SignedPart signed, Encrypt0Parts parts, LongTermKeys keys, GroupElement ephemeral)
    {
        // W-13: the same derivation as in CoseEnvelopes.Seal, from the other side.
        var shared = P256Group.Instance.Exponentiate(ephemeral, keys.ChannelScalar);
        var key = suite.ChannelKey(shared, group, signed.Signer, recipient, ephemeral, keys.Public.Channel);
        var associated = CoseFormat.ChannelAssociatedData(suite, group, signed.Signer, recipient, parts.ProtectedHeader.Span);
        if (suite.Cipher.Decrypt(key, parts.Nonce.Span, associated, parts.Ciphertext.Span) is not { } plaintext)
        {
            return Opened.Reject(RejectionKind.BadCiphertext, InEncrypt0 + "ciphertext", "a ciphertext that authenticates");
        }

        var fields = CborFields.Map(plaintext, CoseFormat.Plaintext, InEncrypt0, suite.Group);
        var head = MessagePayload.ReadHeader(fields, suite.Number, group, signed.Signer, Protection.Sealed, catalogue);
        return head is { } known ? MessagePayload.ReadBody(fields, known.Header, known.Type) : Opened.Reject(fields.Rejection!);
    }

    private Opened OpenData(ReadOnlyMemory<byte> bytes)
    {
        var parts = ReadEncrypt0(suite, bytes, "");
        if (parts.Rejection is { } partsFault)
        {
            return Opened.Reject(partsFault);
        }

        var fields = OpenHeader(parts.ProtectedHeader, "encrypt0.");
        fields.Constant(CoseFormat.Algorithm, "alg", suite.Cipher.CoseAlgorithm, RejectionKind.WrongSuite);
        var keyId = fields.KeyId(CoseFormat.KeyIdentifier, "kid");
        if (fields.Group(CoseFormat.Group, "group") is { } named && named != group)
        {
            fields.Reject(RejectionKind.WrongGroup, "group", group.Name);
        }

        var view = fields.View(CoseFormat.View, "view");
        var run = fields.Number(CoseFormat.Run, "run", least: 1);
        var sender = fields.Member(CoseFormat.Sender, "sender");
        var sequence = fields.Number(CoseFormat.Sequence, "sequence", least: 1);
        fields.End();
        if (fields.Rejection is { } headerFault)
        {
            return Opened.Reject(headerFault);
        }

        if (!parts.Nonce.Span.SequenceEqual(CoseFormat.DataNonce(sequence)))
        {
            return Opened.Reject(RejectionKind.OutOfRange, "encrypt0.unprotected.iv", "the sequence number"); // W-16
        }

        var header = new Header(group, view, run, sender);
        return Opened.Accept(new GroupData(header, sequence, keyId, new CoseEnvelope(new Bytes(bytes.Span))));
    }

    // A byte string of length 0 is COSE's other spelling of an empty protected map (RFC 9052, section 3); the schema wants fields.
    private static CborFields OpenHeader(ReadOnlyMemory<byte> header, string parent) =>
        CborFields.Map(header.IsEmpty ? EmptyMap : header, CoseFormat.Protected, parent);

    private static readonly byte[] EmptyMap = [0xA0];

    private static Encrypt0Parts ReadEncrypt0(ConcreteSuite suite, ReadOnlyMemory<byte> bytes, string parent)
    {
        var outer = CborFields.TaggedArray(CoseFormat.Encrypt0Tag, bytes, CoseFormat.Encrypt0, parent);
        var protectedHeader = outer.ByteString(0, "protected");
        var unprotected = outer.Inner(1, "unprotected");
        var nonce = unprotected.Fixed(CoseFormat.InitializationVector, "iv", AuthenticatedCipher.NonceLength);
        unprotected.End();
        var ciphertext = outer.ByteString(2, "ciphertext");
        outer.End();
        if (ciphertext.Length < suite.Cipher.LeastCiphertext)
        {
            outer.Reject(RejectionKind.WrongLength, "ciphertext", $"at least {suite.Cipher.LeastCiphertext} bytes");
        }

        return new Encrypt0Parts(protectedHeader, nonce, ciphertext, outer.Rejection);
    }

    // Null where the signature is the signer's.
    private Rejection? Unsigned(SignedPart signed)
    {
        if (directory.FindPublic(signed.Signer) is not { } keys)
        {
            return new Rejection(RejectionKind.UnknownSender, "sign1.protected.kid", "a member that the authentication service knows");
        }

        var signedBytes = CoseFormat.ToBeSigned(suite, group, signed.ProtectedHeader.Span, signed.Payload.Span);
        return EcdsaP256.Verify(keys.Signing, signedBytes, signed.Signature.Span)
            ? null
            : new Rejection(RejectionKind.BadSignature, "sign1.signature", $"the signature of {signed.Signer}");
    }

    private readonly record struct SignedPart(MemberId Signer, ReadOnlyMemory<byte> ProtectedHeader, ReadOnlyMemory<byte> Payload, Bytes Signature);

    private readonly record struct Encrypt0Parts(ReadOnlyMemory<byte> ProtectedHeader, Bytes Nonce, ReadOnlyMemory<byte> Ciphertext, Rejection? Rejection);
}
