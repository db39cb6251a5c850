using Rekey.Core;

namespace Rekey.Wire;

/// <summary>What opening an envelope gave: a message whose protection was checked, or the reason against it.</summary>
public readonly record struct Opened
{
    private Opened(Message? message, Rejection? rejection) => (Message, Rejection) = (message, rejection);

    /// <summary>The message; null where the envelope was rejected.</summary>
    public Message? Message { get; }

    /// <summary>The reason; null where the envelope was accepted.</summary>
    public Rejection? Rejection { get; }

    /// <summary>Accepted.</summary>
    public static Opened Accept(Message message) => new(message, null);

    /// <summary>Turned away.</summary>
    public static Opened Reject(RejectionKind kind, string field, string expected) => new(null, new Rejection(kind, field, expected));

    /// <summary>Turned away.</summary>
    public static Opened Reject(Rejection rejection) => new(null, rejection);
}

/// <summary>
/// Puts messages into envelopes and takes them out: signatures, the secure channel, encryption under the group key. Symbolic runs and
/// runs over bytes differ in this object and in the suite, and in nothing else.
/// </summary>
/// <remarks>
/// The object knows the long-term keys that the authentication service of paper A (section 2) gives: the public ones of everybody, and
/// the private ones of those members for which it acts.
/// </remarks>
public interface IEnvelopes
{
    /// <summary>Signs a message of a <see cref="Protection.Signed"/> type as its header's sender.</summary>
    Envelope Sign(Message message);

    /// <summary>Seals a message of a <see cref="Protection.Sealed"/> type to one receiver, as its header's sender. Draws entropy.</summary>
    Envelope Seal(Message message, MemberId recipient, IEntropy entropy);

    /// <summary>Encrypts a payload under a sender's traffic key; the header travels in the clear and is authenticated.</summary>
    Envelope Encrypt(Header header, uint sequence, CryptoValue keyId, CryptoValue trafficKey, CryptoValue payload);

    /// <summary>
    /// Opens an envelope that reached <paramref name="recipient"/>: checks its form, its suite, its protection, and the signature where
    /// there is one. Total: any bytes give a message or a reason. Group data is returned still encrypted.
    /// </summary>
    Opened Open(Envelope envelope, MemberId recipient, MessageCatalogue catalogue);

    /// <summary>Decrypts group data; null where the ciphertext or its header does not authenticate under the key.</summary>
    CryptoValue? Decrypt(GroupData data, CryptoValue trafficKey);
}
