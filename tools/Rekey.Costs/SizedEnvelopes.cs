using System.Collections.Concurrent;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cbor;
using Rekey.Wire.Cose;

namespace Rekey.Costs;

/// <summary>A message that nobody attacks, with the size that it would have.</summary>
/// <param name="message">The message.</param>
/// <param name="size">Bytes of its envelope.</param>
public sealed class SizedEnvelope(Message message, int size) : Envelope
{
    /// <summary>The message.</summary>
    public Message Message => message;

    /// <summary>Bytes of the envelope.</summary>
    public int Size => size;

    /// <inheritdoc/>
    public override ulong Fingerprint => 0;
}

/// <summary>
/// Envelopes for measuring: they hold messages as they are, and know how large suite 1 would make them. The size of an envelope depends on the
/// protection and on the lengths of what is inside alone (signatures and authenticators have fixed lengths), so one of each length is really made.
/// </summary>
public sealed class SizedEnvelopes : IEnvelopes
{
    /// <summary>Every name in a measured run has this length.</summary>
    public const int NameLength = 4;

    private static readonly MemberId From = MemberId.Parse("from");
    private static readonly MemberId To = MemberId.Parse("to__");
    private static readonly ConcreteSuite Suite1 = ConcreteSuite.Suite1;
    private static readonly Lazy<KeyDirectory> Directory = new(static () => KeyDirectory.ForVectors("costs", [From, To]));
    private static readonly ConcurrentDictionary<(Protection, int), int> Sizes = new();

    /// <summary>The suite whose keys, identifiers and ciphertexts are inside.</summary>
    public static ConcreteSuite Suite => Suite1;

    /// <inheritdoc/>
    public Envelope Sign(Message message) => Sized(message);

    /// <inheritdoc/>
    public Envelope Seal(Message message, MemberId recipient, IEntropy entropy) => Sized(message);

    /// <inheritdoc/>
    public Envelope Encrypt(Header header, uint sequence, CryptoValue keyId, CryptoValue trafficKey, CryptoValue payload) =>
        throw new SpecificationViolation("nobody sends data in a measured run");

    /// <inheritdoc/>
    public Opened Open(Envelope envelope, MemberId recipient, MessageCatalogue catalogue) => Opened.Accept(((SizedEnvelope)envelope).Message);

    /// <inheritdoc/>
    public CryptoValue? Decrypt(GroupData data, CryptoValue trafficKey) => throw new SpecificationViolation("nobody sends data in a measured run");

    /// <summary>The envelope that suite 1 makes of a message: its bytes.</summary>
    public static int RealSize(Message message)
    {
        var envelopes = new CoseEnvelopes(Suite1, message.Header.Group, Directory.Value);
        var sample = message with { Header = message.Header with { Sender = From } };
        var made = message.Type.Protection == Protection.Sealed ? envelopes.Seal(sample, To, new SeededEntropy("costs", From)) : envelopes.Sign(sample);
        return ((CoseEnvelope)made).Content.Length;
    }

    private static SizedEnvelope Sized(Message message)
    {
        var length = MessagePayload.Encode(Suite1.Number, message).Length;
        return new SizedEnvelope(message, Sizes.GetOrAdd((message.Type.Protection, length), static (_, m) => RealSize(m), message));
    }
}
