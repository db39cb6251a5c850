using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member that is blocked still passes its application's request for a refresh on, though it promised the system to be silent (VS-6).</summary>
public sealed class RequestWhileBlocked : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-request-while-blocked";

    /// <inheritdoc/>
    public override string Bug => "A member that is blocked still passes its application's request for a refresh on to the leader.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.VirtualSynchrony];

    /// <inheritdoc/>
    public override string Faults => "join=1,refresh=3";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Ignored { Cell: var cell } && input is RefreshRequested && member is { Leads: false, State: RunState.Blocked, Current: { } current }
            ? new Moved(cell, member, [new Unicast(member.View!.Leader, binding.Envelopes.Sign(new RefreshRequest(new Header(binding.Group, member.View.Id, current.Epoch.Run, member.Self))))], Spec.Protocols.P.ForwardRefresh)
            : outcome;
    }
}
