using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Groups;

/// <summary>The members of a group that loses some get no transitional signal.</summary>
public sealed class NoSignal : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-no-signal";

    /// <inheritdoc/>
    public override string Bug => "The members of a group that loses some get no transitional signal.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input) =>
        Edited(Right(right, state, input), static e => e is ToClient { Event: EvsTransitional } ? null : e);
}
