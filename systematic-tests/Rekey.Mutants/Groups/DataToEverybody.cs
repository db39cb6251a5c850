using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Groups;

/// <summary>A message is handed to every local client, member or not.</summary>
public sealed class DataToEverybody : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-data-to-everybody";

    /// <inheritdoc/>
    public override string Bug => "A message is handed to every local client, member or not.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input)
    {
        var outcome = Right(right, state, input);
        return outcome is Moved moved && input is RingDelivered { Body: ClientRequest { Asked: EvsMulticast multicast } request }
            ? moved with { Effects = [.. state.Clients.Where(static c => !c.Value).Select(c => new ToClient(c.Key, new EvsDelivered(multicast.Group, request.Client, multicast.Service, multicast.Body)))] }
            : outcome;
    }
}
