using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;
using Rekey.Spec.Layers;

namespace Rekey.Mutants.Groups;

/// <summary>At the end of a configuration all groups get the transitional signal, also those that lose nobody.</summary>
public sealed class SignalToAll : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-signal-to-all";

    /// <inheritdoc/>
    public override string Bug => "At the end of a configuration all groups get the transitional signal, also those that lose nobody.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input)
    {
        var outcome = Right(right, state, input);
        return outcome is Moved moved && input is TransitionalConfiguration && (GroupsState)state.Control == GroupsState.Operational
            ? moved with
            {
                Effects = [.. moved.Effects, .. state.Groups.Where(g => !((GroupsDaemon)moved.State).Groups[g.Key].IsSignalled)
                    .SelectMany(g => g.Value.Members.Where(m => m.Daemon == state.Self && state.Clients.TryGetValue(m.Client, out var over) && !over).Select(m => new ToClient(m.Client, new EvsTransitional(g.Key))))],
            }
            : outcome;
    }
}
