using System.Runtime.CompilerServices;
using System.Text;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Adversary;
using Rekey.Worlds.Traces;

namespace Rekey.Conformance;

/// <summary>Real cryptography for a world, with every key and every draw from a seed.</summary>
public sealed class ConcreteBinding : SuiteBinding
{
    private readonly string seed;
    private readonly ConcreteSuite suite;
    private readonly NotingEnvelopes envelopes;
    private readonly Dictionary<GroupId, NotingEnvelopes> otherEnvelopes = [];

    /// <summary>A binding for all members that a scenario can have; of suite 1 where none is given.</summary>
    public ConcreteBinding(Scenario scenario, string seed, ConcreteSuite? suite = null)
        : this(scenario.Groups[0], seed, MembersOf(scenario), suite)
    {
    }

    /// <summary>A binding for the named members of a group; of suite 1 where none is given.</summary>
    public ConcreteBinding(GroupId group, string seed, IEnumerable<MemberId> members, ConcreteSuite? suite = null)
    {
        (Group, this.seed) = (group, seed);
        this.suite = suite ?? ConcreteSuite.Suite1;
        Directory = KeyDirectory.ForVectors(seed, members);
        envelopes = new NotingEnvelopes(new CoseEnvelopes(this.suite, group, Directory), group);
    }

    /// <summary>Everybody's long-term keys.</summary>
    public KeyDirectory Directory { get; }

    /// <inheritdoc/>
    public override GroupId Group { get; }

    /// <inheritdoc/>
    public override ConcreteSuite Suite => suite;

    /// <inheritdoc/>
    public override IEnvelopes Envelopes => envelopes;

    /// <inheritdoc/>
    public override void Reset()
    {
        // All state is in the entropy, which each process gets anew.
    }

    /// <inheritdoc/>
    public override IEntropy EntropyFor(MemberId member) => new SeededEntropy(seed, member);

    /// <summary>Entropy of a member that has made some draws.</summary>
    public IEntropy EntropyFor(MemberId member, uint draws) => new SeededEntropy(seed, member, draws);

    /// <summary>A member's long-term keys, for a vector file.</summary>
    public VectorMember MemberOf(MemberId name)
    {
        var keys = Directory.FindPrivate(name)!;
        return new VectorMember(
            name.ToString(), Scalar(keys.SigningScalar), keys.Public.Signing.Encoded.ToString(), Scalar(keys.ChannelScalar), keys.Public.Channel.Encoded.ToString());

        static string Scalar(System.Numerics.BigInteger scalar) =>
            Convert.ToHexStringLower(scalar.ToByteArray(isUnsigned: true, isBigEndian: true)).PadLeft(64, '0');
    }

    /// <inheritdoc/>
    public override CryptoValue Payload(MemberId sender, uint number) => new Bytes(Encoding.ASCII.GetBytes($"payload {number} of {sender}"));

    /// <inheritdoc/>
    /// <remarks>Over bytes the adversary signs in the signer's name: in another's it could only write a signature that does not verify.</remarks>
    public override Envelope Forge(Message message, MemberId signer, MemberId recipient)
    {
        var honest = message with { Header = message.Header with { Sender = signer } };
        return message.Type.Protection == Protection.Sealed
            ? envelopes.Seal(honest, recipient, new SeededEntropy(seed + " forgery", signer))
            : envelopes.Sign(honest);
    }

    /// <inheritdoc/>
    public override Message MessageOf(Envelope envelope) =>
        envelopes.MessageOf(envelope) ?? otherEnvelopes.Values.Select(e => e.MessageOf(envelope)).OfType<Message>().First();

    /// <inheritdoc/>
    public override IEnvelopes EnvelopesOf(GroupId group)
    {
        if (!otherEnvelopes.TryGetValue(group, out var other))
        {
            otherEnvelopes.Add(group, other = new NotingEnvelopes(new CoseEnvelopes(suite, group, Directory), Group));
        }

        return other;
    }

    /// <inheritdoc/>
    public override string Describe(Envelope envelope) =>
        otherEnvelopes.Values.Prepend(envelopes).Select(e => e.TextOf(envelope)).OfType<string>().FirstOrDefault() ?? envelope.ToString()!;

    private static IEnumerable<MemberId> MembersOf(Scenario scenario)
    {
        var joins = scenario.Faults.Of<Join>();
        var first = Enumerable.Range(0, scenario.Members).Select(scenario.NameOf)
            .Concat(Enumerable.Range(1, joins).SelectMany(i => new[] { MemberId.Parse($"a{i}"), MemberId.Parse($"z{i}") })).ToList();
        for (var recoveries = scenario.Faults.Of<Recover>(); recoveries > 0; recoveries--)
        {
            first = [.. first.Union(first.Select(m => MemberId.Parse($"{m}'")))];
        }

        return [.. first, VsWorld.OutsiderName, OtherGroup.Drawer];
    }

    /// <summary>Remembers what it put into envelopes, so that people can be told, and which signatures it has verified.</summary>
    private sealed class NotingEnvelopes(CoseEnvelopes inner, GroupId home) : IEnvelopes
    {
        private readonly ConditionalWeakTable<Envelope, Note> notes = [];
        private readonly ConditionalWeakTable<Envelope, Tuple<Message, MessageCatalogue>> verified = [];

        public Envelope Sign(Message message) => Keep(inner.Sign(message), message, MessageText.Of(message, home));

        public Envelope Seal(Message message, MemberId recipient, IEntropy entropy) =>
            Keep(inner.Seal(message, recipient, entropy), message, $"{MessageText.Of(message, home)} (sealed for {recipient})");

        public Envelope Encrypt(Header header, uint sequence, CryptoValue keyId, CryptoValue trafficKey, CryptoValue payload)
        {
            var envelope = inner.Encrypt(header, sequence, keyId, trafficKey, payload);
            return Keep(envelope, new GroupData(header, sequence, keyId, envelope), $"Data[{header.Epoch}] sequence {sequence} {payload}");
        }

        /// <summary>A signature that verified for one receiver verifies for all; what is sealed, each opens with its own key.</summary>
        public Opened Open(Envelope envelope, MemberId recipient, MessageCatalogue catalogue)
        {
            if (verified.TryGetValue(envelope, out var known) && known.Item2 == catalogue)
            {
                return Opened.Accept(known.Item1);
            }

            var opened = inner.Open(envelope, recipient, catalogue);
            if (opened.Message is { Type.Protection: Protection.Signed } message)
            {
                verified.AddOrUpdate(envelope, Tuple.Create(message, catalogue));
            }

            return opened;
        }

        public CryptoValue? Decrypt(GroupData data, CryptoValue trafficKey) => inner.Decrypt(data, trafficKey);

        public string? TextOf(Envelope envelope) => notes.TryGetValue(envelope, out var note) ? note.Text : null;

        public Message? MessageOf(Envelope envelope) => notes.TryGetValue(envelope, out var note) ? note.Message : null;

        private Envelope Keep(Envelope envelope, Message message, string text)
        {
            notes.AddOrUpdate(envelope, new Note(message, text));
            return envelope;
        }

        private sealed record Note(Message Message, string Text);
    }
}
