using Rekey.Core;
using Rekey.Crypto.Symbolic;

namespace Rekey.Wire.Symbolic;

/// <summary>Envelopes of ideal cryptography: what cannot be opened or forged in it, cannot be opened or forged.</summary>
/// <param name="group">The group.</param>
/// <param name="store">The terms of this run.</param>
public sealed class SymbolicEnvelopes(GroupId group, TermStore store) : IEnvelopes
{
    /// <inheritdoc/>
    public Envelope Sign(Message message) => new SymbolicEnvelope(Protection.Signed, message, message.Header.Sender);

    /// <inheritdoc/>
    public Envelope Seal(Message message, MemberId recipient, IEntropy entropy) =>
        new SymbolicEnvelope(Protection.Sealed, message, message.Header.Sender, recipient);

    /// <inheritdoc/>
    public Envelope Encrypt(Header header, uint sequence, CryptoValue keyId, CryptoValue trafficKey, CryptoValue payload) =>
        SymbolicEnvelope.Data(header, sequence, keyId, (Term)trafficKey, (Term)payload, store.Number(sequence));

    /// <inheritdoc/>
    public Opened Open(Envelope envelope, MemberId recipient, MessageCatalogue catalogue)
    {
        if (envelope is not SymbolicEnvelope symbolic)
        {
            return Opened.Reject(RejectionKind.WrongSuite, "envelope", "an envelope of the symbolic suite");
        }

        var message = symbolic.Message;
        if (catalogue.Find(message.Type.Code) != message.Type)
        {
            return Opened.Reject(RejectionKind.UnknownType, "type", "a message type of this protocol");
        }

        if (symbolic.Protection != message.Type.Protection)
        {
            return Opened.Reject(RejectionKind.WrongProtection, "protection", message.Type.Protection.ToString());
        }

        if (catalogue.IsStamped && symbolic.Protection != Protection.GroupEncrypted && message.Header.Stamp is null)
        {
            return Opened.Reject(RejectionKind.MissingField, "header.sequence", "a sequence number and a time");
        }

        if (symbolic.Protection == Protection.Sealed && symbolic.Recipient != recipient)
        {
            return Opened.Reject(RejectionKind.WrongRecipient, "recipient", recipient.ToString());
        }

        if (symbolic.Protection != Protection.GroupEncrypted && symbolic.Signer != message.Header.Sender)
        {
            return Opened.Reject(RejectionKind.BadSignature, "signature", $"a signature of {message.Header.Sender}");
        }

        if (message is GroupData data && !symbolic.HasNonceOf(data.Sequence))
        {
            return Opened.Reject(RejectionKind.OutOfRange, "encrypt0.unprotected.iv", "the sequence number");
        }

        return ReferenceEquals(message.Header.Group, group) || message.Header.Group == group
            ? Opened.Accept(message)
            : Opened.Reject(RejectionKind.WrongGroup, "header.group", group.Name);
    }

    /// <inheritdoc/>
    public CryptoValue? Decrypt(GroupData data, CryptoValue trafficKey) =>
        data.Sealed is SymbolicEnvelope { TrafficKey: { } key } envelope && ReferenceEquals(key, trafficKey) ? envelope.Payload : null;
}
