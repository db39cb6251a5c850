using Rekey.Core;
using Rekey.Crypto;
using Rekey.Crypto.Symbolic;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds.Adversary;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds;

/// <summary>What a world needs of cryptography: a suite, its envelopes, entropy per process, payloads, and what an outsider can forge.</summary>
public abstract class SuiteBinding
{
    /// <summary>The group whose members use it.</summary>
    public abstract GroupId Group { get; }

    /// <summary>The suite.</summary>
    public abstract ICipherSuite Suite { get; }

    /// <summary>The envelopes.</summary>
    public abstract IEnvelopes Envelopes { get; }

    /// <summary>Begins a run.</summary>
    public abstract void Reset();

    /// <summary>Fresh entropy for a process that begins.</summary>
    public abstract IEntropy EntropyFor(MemberId member);

    /// <summary>A payload for an application to send.</summary>
    public abstract CryptoValue Payload(MemberId sender, uint number);

    /// <summary>A message under the signature of somebody whose key the adversary has, whatever its header claims; sealed to the receiver where its type asks for it.</summary>
    public abstract Envelope Forge(Message message, MemberId signer, MemberId recipient);

    /// <summary>The message in an envelope, as whoever protected it knows it.</summary>
    public abstract Message MessageOf(Envelope envelope);

    /// <summary>The envelopes of another group, under the same long-term keys.</summary>
    public abstract IEnvelopes EnvelopesOf(GroupId group);

    /// <summary>A value of a kind that message fields hold, from fresh draws.</summary>
    public CryptoValue NewValue(FieldKind kind, IEntropy entropy) => kind switch
    {
        FieldKind.Key => Suite.NewKey(entropy),
        FieldKind.KeyId => Suite.KeyId(Suite.NewKey(entropy)),
        FieldKind.WrappedKey => Suite.Wrap(Suite.NewKey(entropy), Suite.NewKey(entropy)),
        FieldKind.Element => Suite.Agreement.Raise(Suite.Agreement.Generator, Suite.Agreement.NewScalar(entropy)),
        _ => throw new SpecificationViolation($"a field of kind {kind} holds no value of the suite"),
    };

    /// <summary>An envelope, for people.</summary>
    public abstract string Describe(Envelope envelope);

    /// <summary>A value, for people.</summary>
    public virtual string Describe(CryptoValue value) => value.ToString()!;
}

/// <summary>Ideal cryptography, for exploration.</summary>
public sealed class SymbolicBinding : SuiteBinding
{
    private readonly SymbolicSuite suite;
    private readonly SymbolicEnvelopes envelopes;

    /// <summary>For members of a group.</summary>
    public SymbolicBinding(GroupId group)
        : this(group, new SymbolicSuite(new TermStore()))
    {
    }

    private SymbolicBinding(GroupId group, SymbolicSuite suite)
    {
        (Group, this.suite) = (group, suite);
        envelopes = new SymbolicEnvelopes(group, Store);
    }

    /// <summary>The terms of the current run.</summary>
    public TermStore Store => suite.Store;

    /// <summary>For another group that the same processes may be in: one terms' store, so that a value of the one is the same value in the other.</summary>
    public SymbolicBinding For(GroupId group) => new(group, suite);

    /// <inheritdoc/>
    public override GroupId Group { get; }

    /// <inheritdoc/>
    public override ICipherSuite Suite => suite;

    /// <inheritdoc/>
    public override IEnvelopes Envelopes => envelopes;

    /// <inheritdoc/>
    public override void Reset() => Store.Clear();

    /// <inheritdoc/>
    public override IEntropy EntropyFor(MemberId member) => new NamedEntropy(member);

    /// <inheritdoc/>
    public override CryptoValue Payload(MemberId sender, uint number) => Store.Payload(sender, number);

    /// <inheritdoc/>
    public override Envelope Forge(Message message, MemberId signer, MemberId recipient) =>
        new SymbolicEnvelope(message.Type.Protection, message, signer, message.Type.Protection == Protection.Sealed ? recipient : default);

    /// <inheritdoc/>
    public override Message MessageOf(Envelope envelope) => ((SymbolicEnvelope)envelope).Message;

    /// <inheritdoc/>
    public override IEnvelopes EnvelopesOf(GroupId group) => new SymbolicEnvelopes(group, Store);

    /// <inheritdoc/>
    public override string Describe(Envelope envelope) => envelope is SymbolicEnvelope symbolic
        ? MessageText.Of(symbolic.Message, Group) + (symbolic.Protection switch
        {
            Protection.Sealed => $" (sealed for {symbolic.Recipient})",
            Protection.GroupEncrypted => $" {symbolic.Payload}",
            _ => "",
        })
        : envelope.ToString()!;

    /// <summary>Names each draw by its owner and counter.</summary>
    private sealed class NamedEntropy(MemberId owner) : IEntropy
    {
        public MemberId Owner => owner;

        public uint Draws { get; private set; }

        public uint NextDraw() => Draws++;

        public void Fill(Span<byte> destination) => throw new SpecificationViolation("symbolic entropy has names, not bytes");
    }
}
