using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Groups;

/// <summary>Who leaves is not told that it is out.</summary>
public sealed class LeaverNotTold : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-leaver-not-told";

    /// <inheritdoc/>
    public override string Bug => "Who leaves is not told that it is out.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(GroupPrecision)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input) =>
        Edited(Right(right, state, input), static e => e is ToClient { Event: EvsLeft } ? null : e);
}
