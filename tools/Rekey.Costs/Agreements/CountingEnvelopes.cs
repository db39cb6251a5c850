using System.Runtime.CompilerServices;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Runs;
using Rekey.Wire;

namespace Rekey.Costs.Agreements;

/// <summary>The parts of a rekey with a key agreement, in order.</summary>
public enum AgreementPhase
{
    /// <summary>Reports, and the announcement of who takes part.</summary>
    Lineup,

    /// <summary>The agreement's own messages: what the published tables count.</summary>
    Agreement,

    /// <summary>Acks and ProtoDone.</summary>
    Termination,
}

/// <summary>Envelopes that count signatures and verifications, and remember what is inside.</summary>
public sealed class CountingEnvelopes(IEnvelopes inner, WorkMeter meter) : IEnvelopes
{
    private readonly ConditionalWeakTable<Envelope, Message> made = [];

    /// <summary>The message in an envelope that was made here.</summary>
    public Message MessageIn(Envelope envelope) => made.TryGetValue(envelope, out var message) ? message : throw new SpecificationViolation("an envelope that nobody made");

    /// <summary>What a message is for.</summary>
    public static AgreementPhase PhaseOf(Message message) => message switch
    {
        BaseReport or LineupAnnouncement => AgreementPhase.Lineup,
        Ack or ProtoDone => AgreementPhase.Termination,
        RefreshRequest or GroupData => throw new SpecificationViolation($"nobody sends {message.Type.Name} in a measured run"),
        _ => AgreementPhase.Agreement,
    };

    /// <inheritdoc/>
    public Envelope Sign(Message message)
    {
        meter.Add(PhaseOf(message) == AgreementPhase.Agreement ? new Work { Signatures = 1 } : new Work { FrameSignatures = 1 });
        var envelope = inner.Sign(message);
        made.Add(envelope, message);
        return envelope;
    }

    /// <inheritdoc/>
    public Envelope Seal(Message message, MemberId recipient, IEntropy entropy) => throw new SpecificationViolation("no key agreement seals");

    /// <inheritdoc/>
    public Envelope Encrypt(Header header, uint sequence, CryptoValue keyId, CryptoValue trafficKey, CryptoValue payload) =>
        throw new SpecificationViolation("nobody sends data in a measured run");

    /// <inheritdoc/>
    public Opened Open(Envelope envelope, MemberId recipient, MessageCatalogue catalogue)
    {
        meter.Add(PhaseOf(MessageIn(envelope)) == AgreementPhase.Agreement ? new Work { Verifications = 1 } : new Work { FrameVerifications = 1 });
        return inner.Open(envelope, recipient, catalogue);
    }

    /// <inheritdoc/>
    public CryptoValue? Decrypt(GroupData data, CryptoValue trafficKey) => throw new SpecificationViolation("nobody sends data in a measured run");
}

/// <summary>Envelopes that only carry: for measuring the algebra alone.</summary>
public sealed class CarryingEnvelopes : IEnvelopes
{
    /// <inheritdoc/>
    public Envelope Sign(Message message) => new Carried(message);

    /// <inheritdoc/>
    public Envelope Seal(Message message, MemberId recipient, IEntropy entropy) => new Carried(message);

    /// <inheritdoc/>
    public Envelope Encrypt(Header header, uint sequence, CryptoValue keyId, CryptoValue trafficKey, CryptoValue payload) =>
        throw new SpecificationViolation("nobody sends data in a measured run");

    /// <inheritdoc/>
    public Opened Open(Envelope envelope, MemberId recipient, MessageCatalogue catalogue) => Opened.Accept(((Carried)envelope).Message);

    /// <inheritdoc/>
    public CryptoValue? Decrypt(GroupData data, CryptoValue trafficKey) => throw new SpecificationViolation("nobody sends data in a measured run");

    private sealed class Carried(Message message) : Envelope
    {
        public Message Message => message;

        public override ulong Fingerprint => 0;
    }
}
