using Rekey.Core;
using Rekey.Explorer;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;
using Rekey.Spec.Layers;
using Rekey.Worlds;

namespace Rekey.Mutants.Groups;

/// <summary>A state that was told for an earlier configuration counts in the next.</summary>
public sealed class OldStateCounts : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-old-state-counts";

    /// <inheritdoc/>
    public override string Bug => "A state that was told for an earlier configuration counts in the next.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [ScheduleRunner<IExploredWorld>.SpecificationProperty, nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input)
    {
        var isNew = input is RingDelivered { Body: GroupsTold told } && (GroupsState)state.Control is GroupsState.Gathering or GroupsState.GatheringAgain
            && told.Configuration != state.Configuration!.Id && !state.Told.Any(t => t.Shared.Overlaps(told.Shared)) && told.Shared.All(state.Configuration.Contains);
        return Right(right, state, isNew && input is RingDelivered { Body: GroupsTold old } delivered
            ? delivered with { Body = new GroupsTold(state.Configuration!.Id, old.Shared, old.Groups) }
            : input);
    }
}
