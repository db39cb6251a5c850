using Rekey.Core;
using Rekey.Explorer;
using Rekey.GroupCommunication.Groups;
using Rekey.Spec.Layers;
using Rekey.Worlds;

namespace Rekey.Mutants.Groups;

/// <summary>What clients ask for is sent while states are told.</summary>
public sealed class SendsWhileGathering : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-sends-while-gathering";

    /// <inheritdoc/>
    public override string Bug => "What clients ask for is sent while states are told.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [ScheduleRunner<IExploredWorld>.SpecificationProperty];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input)
    {
        var outcome = Right(right, state, input);
        return outcome is Moved { State: GroupsDaemon after } moved && input is SessionDown && (GroupsState)state.Control == GroupsState.Gathering && after.Outbox.Length > state.Outbox.Length
            ? moved with { Effects = [.. moved.Effects, new RingMulticast(Service.Agreed, new ClientRequest(state.Configuration!.Id, after.Numbered, after.Outbox[^1].Client, after.Outbox[^1].Asked))] }
            : outcome;
    }
}
