using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;
using Rekey.Spec.Layers;

namespace Rekey.Mutants.Groups;

/// <summary>A join that is ordered after the end of a configuration takes effect at once.</summary>
public sealed class JoinBetween : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-join-between";

    /// <inheritdoc/>
    public override string Bug => "A join that is ordered after the end of a configuration takes effect at once.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input)
    {
        var isBetween = (GroupsState)state.Control == GroupsState.Transitional && input is RingDelivered { Body: ClientRequest { Asked: EvsJoin } };
        return isBetween
            ? After(Right(right, state with { Control = (byte)GroupsState.Operational }, input), static d => d with { Control = (byte)GroupsState.Transitional })
            : Right(right, state, input);
    }
}
