using System.Collections.Immutable;
using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Groups;

/// <summary>A client whose session is over is told what its groups do until its end is ordered.</summary>
public sealed class ToldWithoutSession : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-told-without-session";

    /// <inheritdoc/>
    public override string Bug => "A client whose session is over is told what its groups do until its end is ordered.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input) =>
        After(Right(right, state with { Clients = state.Clients.ToImmutableSortedDictionary(static c => c.Key, c => c.Value && input is not RingUp) }, input), d =>
            d with { Clients = d.Clients.ToImmutableSortedDictionary(static c => c.Key, c => c.Value || state.Clients.GetValueOrDefault(c.Key)) });
}
