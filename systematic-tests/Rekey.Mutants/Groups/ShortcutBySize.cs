using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;
using Rekey.Spec.Layers;

namespace Rekey.Mutants.Groups;

/// <summary>A configuration of no more daemons than came along is thought to share the state, whoever they are.</summary>
public sealed class ShortcutBySize : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-shortcut-by-size";

    /// <inheritdoc/>
    public override string Bug => "A configuration of no more daemons than came along is thought to share the state, whoever they are.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(ExtendedVirtualSynchrony)];

    /// <inheritdoc/>
    public override string Faults => "crash=1,partition=3,merge=3,join=2,depth=5";

    /// <inheritdoc/>
    public override string? BeyondCoyote => "It takes a split inside an exchange of states, and a merge of as many daemons; the explorer needs hundreds of schedules too.";

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input)
    {
        var isCut = input is RegularConfiguration regular && (GroupsState)state.Control == GroupsState.GatheringAgain && regular.View.Members.Length == state.Along.Length;
        return Right(right, isCut ? state with { Shared = [.. ((RegularConfiguration)input).View.Members] } : state, input);
    }
}
