using System.Collections.Immutable;
using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Groups;

/// <summary>A state does not say that a group has lost members.</summary>
public sealed class LossNotTold : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-loss-not-told";

    /// <inheritdoc/>
    public override string Bug => "A state does not say that a group has lost members.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(GroupPrecision)];

    /// <inheritdoc/>
    public override string Faults => "leave=2,partition=2,merge=2,depth=4";

    /// <inheritdoc/>
    public override string? BeyondCoyote => "It takes a split inside an exchange of states after a leave; the explorer needs hundreds of schedules too.";

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input) =>
        Edited(Right(right, state, input), static e => e is RingMulticast { Body: GroupsTold told } multicast
            ? multicast with { Body = new GroupsTold(told.Configuration, told.Shared, told.Groups.ToImmutableSortedDictionary(static g => g.Key, static g => g.Value with { HasLost = false, IsSignalled = false })) }
            : e);
}
