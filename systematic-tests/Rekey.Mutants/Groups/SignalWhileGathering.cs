using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;
using Rekey.Spec.Layers;

namespace Rekey.Mutants.Groups;

/// <summary>A configuration that ends while states are told signals at once.</summary>
public sealed class SignalWhileGathering : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-signal-while-gathering";

    /// <inheritdoc/>
    public override string Bug => "A configuration that ends while states are told signals at once.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input)
    {
        var outcome = Right(right, state, input);
        return outcome is Moved moved && input is TransitionalConfiguration end && (GroupsState)state.Control == GroupsState.Gathering
            ? moved with
            {
                Effects = [.. moved.Effects, .. state.Groups.Where(g => !g.Value.IsSignalled && g.Value.Members.Any(m => !end.Daemons.Contains(m.Daemon)))
                    .SelectMany(g => g.Value.Members.Where(m => m.Daemon == state.Self && state.Clients.TryGetValue(m.Client, out var over) && !over).Select(m => new ToClient(m.Client, new EvsTransitional(g.Key))))],
            }
            : outcome;
    }
}
