using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Groups;

/// <summary>At a merge all members are told to have come together.</summary>
public sealed class TogetherWithStrangers : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-together-with-strangers";

    /// <inheritdoc/>
    public override string Bug => "At a merge all members are told to have come together.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input) =>
        Edited(Right(right, state, input), e => e is ToClient { Event: EvsMembership membership } told && input is RingDelivered { Body: GroupsTold }
            ? told with { Event = membership with { Together = membership.View.Members } }
            : e);
}
