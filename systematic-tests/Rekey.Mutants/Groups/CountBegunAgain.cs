using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;
using Rekey.Spec.Layers;

namespace Rekey.Mutants.Groups;

/// <summary>The count of changes begins again when a group has no member left.</summary>
public sealed class CountBegunAgain : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-count-begun-again";

    /// <inheritdoc/>
    public override string Bug => "The count of changes begins again when a group has no member left.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    public override string Faults => "leave=4,join=5,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input) =>
        After(Right(right, state, input), d => d.Groups.Count < state.Groups.Count && (GroupsState)d.Control == GroupsState.Operational ? d with { Changes = 0 } : d);
}
