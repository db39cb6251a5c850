using Rekey.Core;
using Rekey.Wire.Traffic;

namespace Rekey.Termination;

/// <summary>What a member's state has in common in all protocols.</summary>
public abstract record GroupMember : MemberState
{
    /// <summary>Places of the members whose acks the leader counted in the open run (T-03).</summary>
    public MemberSet Acked { get; init; }

    /// <summary>Group data of this view.</summary>
    public TrafficState Traffic { get; init; } = TrafficState.Empty;

    /// <summary>Sequence numbers and times of this view's signed messages; null in protocols whose messages have none.</summary>
    public Stamps? Stamps { get; init; }

    /// <summary>Whether this member leads its view.</summary>
    public bool Leads => View is { } view && view.Leader == Self;

    /// <summary>The newest run of this view that the member knows of, open or not; 0 before the first.</summary>
    public virtual uint LastRun => (Staged ?? Current)?.Epoch.Run ?? 0;

    /// <summary>Whether the staged key is acknowledged, so that ProtoDone may come for it.</summary>
    public abstract bool AwaitsDone { get; }

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Control, Self.Fingerprint);
            hash = Core.Fingerprint.Mix(hash, View?.Id.Fingerprint ?? 0);
            hash = Core.Fingerprint.Mix(hash, Staged?.Fingerprint ?? 0);
            hash = Core.Fingerprint.Mix(hash, Core.Fingerprint.Mix(Acked.Fingerprint, Traffic.Fingerprint));
            return Stamps is { } stamps ? Core.Fingerprint.Mix(hash, stamps.Fingerprint) : hash;
        }
    }
}
