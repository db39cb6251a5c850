using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Groups;

/// <summary>A view is named by the count of changes alone, and not by the configuration.</summary>
public sealed class CountAlone : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-count-alone";

    /// <inheritdoc/>
    public override string Bug => "A view is named by the count of changes alone, and not by the configuration.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input) =>
        Edited(Right(right, state, input), static e => e is ToClient { Event: EvsMembership membership } told
            ? told with { Event = membership with { View = new View(new ViewId(membership.View.Id.Counter % ((ViewNames.MostChanges + 1) * 2), membership.View.Id.Proposer), membership.View.Members) } }
            : e);
}
