using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Spec.Shared;
using Rekey.Termination;

namespace Rekey.KeyAgreement.Runs;

/// <summary>A run that is open at a member.</summary>
/// <param name="Epoch">The run.</param>
/// <param name="Lineup">Who takes part.</param>
/// <param name="Agreement">How far it is.</param>
public sealed record OpenRun(Epoch Epoch, Lineup Lineup, Agreement Agreement);

/// <summary>A member's state in the key agreements.</summary>
public sealed record AgreementMember : GroupMember
{
    /// <summary>What it committed last, in this view or an earlier one; null for a newcomer.</summary>
    public Base? Base { get; init; }

    /// <summary>At the leader of a new view: by place, whether the member has reported; empty elsewhere and once all have.</summary>
    public MemberSet Reported { get; init; }

    /// <summary>At the leader of a new view: the reported bases, by place.</summary>
    public ImmutableArray<Epoch?> Bases { get; init; } = [];

    /// <summary>The open run; null where none is open.</summary>
    public OpenRun? Open { get; init; }

    /// <summary>The control state.</summary>
    public RunState State => (RunState)Control;

    /// <inheritdoc/>
    public override uint LastRun => Open?.Epoch.Run ?? base.LastRun;

    /// <inheritdoc/>
    public override bool AwaitsDone => State is RunState.AwaitingDone or RunState.BlockedStaged;

    /// <inheritdoc/>
    public override bool IsBlocked => State is RunState.Blocked or RunState.BlockedStaged;

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(base.Fingerprint, Base is { } kept ? Core.Fingerprint.Mix(kept.Epoch.Fingerprint, kept.Foundation.Fingerprint) : 0);
            hash = Core.Fingerprint.Mix(hash, Open is { } open ? Core.Fingerprint.Mix(open.Epoch.Fingerprint, open.Agreement.Fingerprint) : 0);
            hash = Core.Fingerprint.Mix(hash, Reported.Fingerprint);
            foreach (var reported in Bases)
            {
                hash = Core.Fingerprint.Mix(hash, reported?.Fingerprint ?? 0);
            }

            return hash;
        }
    }
}
