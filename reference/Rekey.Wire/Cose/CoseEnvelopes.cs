using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire.Cbor;

namespace Rekey.Wire.Cose;

/// <summary>
/// Envelopes of one group over bytes: COSE_Sign1 and COSE_Encrypt0 (RFC 9052) around deterministic CBOR, by spec/wire/wire-format.md.
/// Immutable.
/// </summary>
/// <param name="suite">The group's suite.</param>
/// <param name="group">The group; messages of others are rejected.</param>
/// <param name="directory">Public keys of all members, private ones of those for whom this object acts.</param>
public sealed class CoseEnvelopes(ConcreteSuite suite, GroupId group, KeyDirectory directory) : IEnvelopes
{
    /// <summary>Most bytes of an application's payload: what fits into a message beside the longest header (W-07).</summary>
    public const int MaxPayload = CborForm.MaxLength - 256;

    /// <inheritdoc/>
    /// <exception cref="SpecificationViolation">A message of another protection or group, or a sender for whom the directory does not act.</exception>
    public Envelope Sign(Message message)
    {
        Require(message, Protection.Signed);
        return SignPayload(message.Header.Sender, MessagePayload.Encode(suite.Number, message));
    }

    /// <inheritdoc/>
    /// <remarks>Two draws: the ephemeral scalar, then the nonce.</remarks>
    /// <exception cref="SpecificationViolation">
    /// A message of another protection or group, a sender for whom the directory does not act, or a recipient whom it does not know:
    /// whoever drives the machine must know the keys of a view's members before it installs the view.
    /// </exception>
    public Envelope Seal(Message message, MemberId recipient, IEntropy entropy)
    {
        Require(message, Protection.Sealed);
        var sender = message.Header.Sender;
        var channelKey = directory.FindPublic(recipient)?.Channel
            ?? throw new SpecificationViolation($"the directory does not know {recipient}");
        var curve = P256Group.Instance; // In every suite: the long-term keys are those of one authentication service.
        var scalar = curve.RandomScalar(entropy);
        var ephemeral = curve.Exponentiate(curve.Generator, scalar);
        var nonce = new byte[AuthenticatedCipher.NonceLength];
        entropy.Fill(nonce);

        // W-13: key and associated data bind sender, recipient and group.
        var key = suite.ChannelKey(curve.Exponentiate(channelKey, scalar), group, sender, recipient, ephemeral, channelKey);
        var header = CoseFormat.ChannelHeader(suite, recipient, ephemeral);
        var ciphertext = suite.Cipher.Encrypt(
            key,
            nonce,
            CoseFormat.ChannelAssociatedData(suite, group, sender, recipient, header),
            MessagePayload.Encode(suite.Number, message));
        return SignPayload(sender, CoseFormat.TaggedEncrypt0(header, nonce, ciphertext));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A payload of more than <see cref="MaxPayload"/> bytes.</exception>
    /// <exception cref="SpecificationViolation">A header of another group, sequence 0, or values that are not of this suite.</exception>
    public Envelope Encrypt(Header header, uint sequence, CryptoValue keyId, CryptoValue trafficKey, CryptoValue payload)
    {
        if (payload is not Bytes plaintext || keyId is not Bytes { Length: ConcreteSuite.KeyIdLength } name
            || trafficKey is not Bytes key || key.Length != suite.Cipher.KeyLength || header.Group != group || sequence == 0 || header.Run == 0)
        {
            throw new SpecificationViolation("group data takes byte strings of the suite, the group's own header, and a sequence from 1");
        }

        if (plaintext.Length > MaxPayload)
        {
            throw new ArgumentException($"a payload has at most {MaxPayload} bytes", nameof(payload));
        }

        var protectedHeader = CoseFormat.DataHeader(suite, header, sequence, name);
        var nonce = CoseFormat.DataNonce(sequence);
        var ciphertext = suite.Cipher.Encrypt(key.Span, nonce, CoseFormat.DataAssociatedData(suite, protectedHeader), plaintext.Span);
        return Envelope(CoseFormat.TaggedEncrypt0(protectedHeader, nonce, ciphertext));
    }

    /// <inheritdoc/>
    /// <exception cref="SpecificationViolation">An envelope that holds no bytes: two kinds of suite were mixed. No bytes cause it.</exception>
    public Opened Open(Envelope envelope, MemberId recipient, MessageCatalogue catalogue) =>
        new CoseOpening(suite, group, directory, recipient, catalogue).Open(BytesOf(envelope));

    /// <inheritdoc/>
    public CryptoValue? Decrypt(GroupData data, CryptoValue trafficKey)
    {
        if (trafficKey is not Bytes key || data.KeyId is not Bytes keyId)
        {
            throw new SpecificationViolation("group data and its key are byte strings of the suite");
        }

        // The header is written anew from what the machine believes: if the envelope said anything else, it does not authenticate.
        var header = CoseFormat.DataHeader(suite, data.Header, data.Sequence, keyId);
        return CoseOpening.DataCiphertext(suite, BytesOf(data.Sealed)) is { } ciphertext
            && suite.Cipher.Decrypt(key.Span, CoseFormat.DataNonce(data.Sequence), CoseFormat.DataAssociatedData(suite, header), ciphertext.Span) is { } plaintext
            ? new Bytes(plaintext)
            : null;
    }

    private static ReadOnlyMemory<byte> BytesOf(Envelope envelope) => envelope is CoseEnvelope cose
        ? cose.Content.Memory
        : throw new SpecificationViolation($"{envelope.GetType().Name} holds no bytes");

    private static CoseEnvelope Envelope(byte[] content) => content.Length <= CborForm.MaxLength
        ? new CoseEnvelope(new Bytes(content))
        : throw new SpecificationViolation($"a message of {content.Length} bytes is over the limit of {CborForm.MaxLength}");

    private CoseEnvelope SignPayload(MemberId signer, byte[] payload)
    {
        var keys = directory.FindPrivate(signer) ?? throw new SpecificationViolation($"the directory does not act for {signer}");
        var header = CoseFormat.SignerHeader(signer);
        var signature = EcdsaP256.Sign(keys.SigningScalar, CoseFormat.ToBeSigned(suite, group, header, payload));
        return Envelope(CoseFormat.TaggedSign1(header, payload, signature));
    }

    private void Require(Message message, Protection protection)
    {
        if (message.Type.Protection != protection || message.Header.Group != group || message.Header.Run == 0)
        {
            throw new SpecificationViolation($"{message.Type.Name} of group {message.Header.Group} cannot be {protection} for group {group}");
        }
    }
}
