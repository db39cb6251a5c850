using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Spec.Shared;
using Rekey.Wire.Traffic;

namespace Rekey.Runs;

/// <summary>What a member keeps of the run that it committed last, into later views. Each protocol says what.</summary>
public abstract record Kept
{
    /// <summary>A hash that is the same in every process.</summary>
    public abstract ulong Fingerprint { get; }
}

/// <summary>What a member tells the leader of a new view of what it kept.</summary>
public abstract record Told
{
    /// <summary>A hash that is the same in every process.</summary>
    public abstract ulong Fingerprint { get; }
}

/// <summary>A run that is open at a member.</summary>
/// <param name="Epoch">The run.</param>
public abstract record OpenRun(Epoch Epoch)
{
    /// <summary>The group key of the run; null until the member knows it.</summary>
    /// <param name="suite">The key algebra.</param>
    public abstract CryptoValue? GroupKey(ICipherSuite suite);

    /// <summary>Whether a member holds all that it must hold and has sent all that it must send.</summary>
    /// <param name="self">The member.</param>
    public abstract bool IsComplete(MemberId self);

    /// <summary>A hash that is the same in every process.</summary>
    public abstract ulong Fingerprint { get; }
}

/// <summary>What a member's state has in common in all protocols.</summary>
public abstract record RunMember : MemberState
{
    /// <summary>Where the member is in a run, whatever the protocol's table calls it (<see cref="LayerState.Control"/>).</summary>
    public abstract RunState State { get; }

    /// <summary>Places of the members whose acks the leader counted in the open run (T-03).</summary>
    public MemberSet Acked { get; init; }

    /// <summary>Group data of this view.</summary>
    public TrafficState Traffic { get; init; } = TrafficState.Empty;

    /// <summary>Sequence numbers and times of this view's signed messages; null in protocols whose messages have none.</summary>
    public Stamps? Stamps { get; init; }

    /// <summary>At the leader of a new view: what members told, by place; null where none did yet. Else empty.</summary>
    public ImmutableArray<Told?> Reports { get; init; } = [];

    /// <summary>The open run, of whatever protocol; null where none is open.</summary>
    public abstract OpenRun? Running { get; }

    /// <summary>Whether this member leads its view.</summary>
    public bool Leads => View is { } view && view.Leader == Self;

    /// <summary>The newest run of this view that the member knows of, open or not; 0 before the first.</summary>
    public uint LastRun => Running?.Epoch.Run ?? (Staged ?? Current)?.Epoch.Run ?? 0;

    /// <summary>Whether the staged key is acknowledged, so that ProtoDone may come for it.</summary>
    public bool AwaitsDone => State is RunState.AwaitingDone or RunState.BlockedStaged;

    /// <inheritdoc/>
    public override bool IsBlocked => State is RunState.Blocked or RunState.BlockedStaged;
}

/// <summary>A member's state: what it kept, what it was told, what is open.</summary>
/// <typeparam name="TKept">What a member of the protocol keeps.</typeparam>
/// <typeparam name="TOpen">An open run of the protocol.</typeparam>
public abstract record RunMember<TKept, TOpen> : RunMember
    where TKept : Kept
    where TOpen : OpenRun
{
    /// <summary>What it kept of the run that it committed last, in this view or an earlier one; null for a newcomer, and in protocols that keep nothing.</summary>
    public TKept? Kept { get; init; }

    /// <summary>The open run; null where none is open.</summary>
    public TOpen? Open { get; init; }

    /// <inheritdoc/>
    public sealed override OpenRun? Running => Open;

    /// <inheritdoc/>
    public sealed override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Control, Self.Fingerprint);
            hash = Core.Fingerprint.Mix(hash, View?.Id.Fingerprint ?? 0);
            hash = Core.Fingerprint.Mix(hash, Staged?.Fingerprint ?? 0);
            hash = Core.Fingerprint.Mix(hash, Core.Fingerprint.Mix(Acked.Fingerprint, Traffic.Fingerprint));
            hash = Core.Fingerprint.Mix(hash, Stamps?.Fingerprint ?? 0);
            hash = Core.Fingerprint.Mix(hash, Core.Fingerprint.Mix(Kept?.Fingerprint ?? 0, Open?.Fingerprint ?? 0));
            foreach (var told in Reports)
            {
                hash = Core.Fingerprint.Mix(hash, told?.Fingerprint ?? 0);
            }

            return hash;
        }
    }
}
