using Rekey.Core;
using Rekey.Spec.Protocols;
using Rekey.Wire.Traffic;

namespace Rekey.KeyTrees.P;

/// <summary>A member's state in protocol P.</summary>
public sealed record PMember : MemberState
{
    /// <summary>Places of the members whose acks the leader counted in the open run (T-03).</summary>
    public MemberSet Acked { get; init; }

    /// <summary>Group data of this view.</summary>
    public TrafficState Traffic { get; init; } = TrafficState.Empty;

    /// <summary>The control state.</summary>
    public PState State => (PState)Control;

    /// <summary>Whether this member leads its view.</summary>
    public bool Leads => View is { } view && view.Leader == Self;

    /// <summary>The run of the newest key held in this view, committed or not; 0 before the first.</summary>
    public uint LastRun => (Staged ?? Current)?.Epoch.Run ?? 0;

    /// <inheritdoc/>
    public override bool IsBlocked => State is PState.Blocked or PState.BlockedStaged;

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Control, Self.Fingerprint);
            hash = Core.Fingerprint.Mix(hash, View?.Id.Fingerprint ?? 0);
            hash = Core.Fingerprint.Mix(hash, Staged?.Fingerprint ?? 0);
            return Core.Fingerprint.Mix(hash, Core.Fingerprint.Mix(Acked.Fingerprint, Traffic.Fingerprint));
        }
    }
}
