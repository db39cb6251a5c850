using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.GroupCommunication.Ordering;

/// <summary>What a daemon knows of the ring that it is in (spec/layers/ordering.md).</summary>
public sealed record OrderingDaemon : LayerState
{
    /// <summary>The ring; null before the first.</summary>
    public View? Ring { get; init; }

    /// <summary>The round of the token that it had last; of the leader: that it sends, or sent, next.</summary>
    public ulong Arq { get; init; }

    /// <summary>The token as it sent it last; of a leader that keeps it: as it will. Null before the first.</summary>
    public Token? Last { get; init; }

    /// <summary>What was asked for and has no number yet, the oldest first.</summary>
    public ImmutableArray<RingMulticast> Queue { get; init; } = [];

    /// <summary>The messages that it has and that some daemon may miss, by number.</summary>
    public ImmutableSortedDictionary<uint, Data> Held { get; init; } = ImmutableSortedDictionary<uint, Data>.Empty;

    /// <summary>The largest number that it has heard of.</summary>
    public uint Highest { get; init; }

    /// <summary>It has all messages up to this number ("my aru").</summary>
    public uint Aru { get; init; }

    /// <summary>The aru of the token as it sent it last.</summary>
    public uint SentAru { get; init; }

    /// <summary>All daemons have all messages up to this number (OR-08).</summary>
    public uint Stable { get; init; }

    /// <summary>The number of the last message that it delivered.</summary>
    public uint Delivered { get; init; }

    /// <summary>How many messages it sent when it had the token last.</summary>
    public int Burst { get; init; }

    /// <summary>Whether it has said that the ring's numbers are used up.</summary>
    public bool HasSaidSpent { get; init; }

    /// <summary>Whether it leads the ring.</summary>
    public bool Leads => Ring is { } ring && ring.Members[0] == Self;

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(Control, Self.Fingerprint), Ring?.Id.Fingerprint ?? 0);
            hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, Arq), Last?.Fingerprint ?? 0);
            hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, ((ulong)Highest << 32) | Aru), ((ulong)SentAru << 32) | Stable);
            hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, Delivered), ((ulong)(uint)Burst << 1) | (HasSaidSpent ? 1UL : 0));
            hash = Queue.Aggregate(hash, static (h, q) => Core.Fingerprint.Mix(Core.Fingerprint.Mix(h, (byte)q.Service), q.Body.Fingerprint));
            return Held.Aggregate(hash, static (h, m) => Core.Fingerprint.Mix(h, m.Value.Fingerprint));
        }
    }
}
