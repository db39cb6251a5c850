using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.Architectures.Engines.ServersAgreement;

/// <summary>What the layer above asked to send, and what has not come back.</summary>
/// <param name="Number">Its number among what was sealed for the configuration, from 1; 0 where it waits.</param>
/// <param name="Asked">What was asked for.</param>
public readonly record struct Outgoing(uint Number, RingMulticast Asked);

/// <summary>What a daemon knows of the server key (spec/architectures/servers-agreement.md).</summary>
public sealed record ServersDaemon : LayerState
{
    /// <summary>The configuration that the ring is in, or was in last; null before the first.</summary>
    public View? Configuration { get; init; }

    /// <summary>Those who came along when the configuration before ended, this daemon included.</summary>
    public ImmutableArray<MemberId> Came { get; init; } = [];

    /// <summary>The configuration that was passed up last; null before the first.</summary>
    public View? Told { get; init; }

    /// <summary>Once that has ended: those who came along since.</summary>
    public ImmutableArray<MemberId> Along { get; init; } = [];

    /// <summary>The server key that is agreed for the configuration here, or was for the one that just ended; null where none is.</summary>
    public KeyCommitted? Key { get; init; }

    /// <summary>The daemons of the configuration that are ready.</summary>
    public ImmutableSortedSet<MemberId> Ready { get; init; } = [];

    /// <summary>What was delivered after the end of the configuration that was passed up last.</summary>
    public ImmutableArray<RingUp> Held { get; init; } = [];

    /// <summary>What the layer above asked for, the oldest first.</summary>
    public ImmutableArray<Outgoing> Outbox { get; init; } = [];

    /// <summary>How much was sealed for the configuration.</summary>
    public uint Sealed { get; init; }

    /// <summary>The number of the last that was opened of each daemon of the configuration.</summary>
    public ImmutableSortedDictionary<MemberId, uint> Opened { get; init; } = ImmutableSortedDictionary<MemberId, uint>.Empty;

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(Control, Self.Fingerprint), Configuration?.Id.Fingerprint ?? 0);
            hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, Told?.Id.Fingerprint ?? 0), Sealed);
            hash = Core.Fingerprint.Mix(hash, Key is null ? 0 : Core.Fingerprint.Mix(Key.Epoch.Fingerprint, Key.Key.Fingerprint));
            hash = Came.Concat(Along).Concat(Ready).Aggregate(hash, static (h, d) => Core.Fingerprint.Mix(h, d.Fingerprint));
            hash = Held.OfType<RingDelivered>().Aggregate(hash, static (h, d) => Core.Fingerprint.Mix(h, d.Body.Fingerprint));
            hash = Outbox.Aggregate(hash, static (h, o) => Core.Fingerprint.Mix(Core.Fingerprint.Mix(h, o.Number), o.Asked.Body.Fingerprint));
            return Opened.Aggregate(hash, static (h, o) => Core.Fingerprint.Mix(Core.Fingerprint.Mix(h, o.Key.Fingerprint), o.Value));
        }
    }
}

/// <summary>What a daemon's engine knows, and its rekey protocol as a member of the group of daemons.</summary>
public sealed record ServersLayerState : LayerState
{
    /// <summary>The engine's.</summary>
    public required Mailbox Engine { get; init; }

    /// <summary>The member's.</summary>
    public required Mailbox Member { get; init; }

    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(
        Core.Fingerprint.Mix(Engine.State.Fingerprint, (ulong)Engine.Deferred.Length), Core.Fingerprint.Mix(Member.State.Fingerprint, (ulong)Member.Deferred.Length));
}
