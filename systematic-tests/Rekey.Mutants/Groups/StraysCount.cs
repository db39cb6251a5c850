using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;
using Rekey.Spec.Layers;

namespace Rekey.Mutants.Groups;

/// <summary>What was sent in another configuration counts where it is ordered.</summary>
public sealed class StraysCount : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-strays-count";

    /// <inheritdoc/>
    public override string Bug => "What was sent in another configuration counts where it is ordered.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input)
    {
        var isOperational = (GroupsState)state.Control == GroupsState.Operational;
        return Right(right, state, isOperational && input is RingDelivered { Body: ClientRequest request } delivered
            ? delivered with { Body = new ClientRequest(state.Configuration!.Id, request.Number, request.Client, request.Asked) }
            : input);
    }
}
