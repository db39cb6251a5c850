using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Groups;

/// <summary>The end of a session takes its client out of the first of its groups alone.</summary>
public sealed class EndOfOneGroup : GroupsMutant
{
    /// <inheritdoc/>
    public override string Name => "groups-end-of-one-group";

    /// <inheritdoc/>
    public override string Bug => "The end of a session takes its client out of the first of its groups alone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(GroupPrecision)];

    /// <inheritdoc/>
    protected override Outcome Step(GroupsLayer right, GroupsDaemon state, PortEvent input)
    {
        var outcome = Right(right, state, input);
        if (outcome is not Moved { State: GroupsDaemon after } moved || input is not RingDelivered { Body: ClientRequest { Asked: null } request })
        {
            return outcome;
        }

        var others = state.Groups.Where(g => g.Value.Members.Any(m => m.Client == request.Client)).Skip(1).Select(static g => g.Key).ToHashSet();
        return moved with
        {
            State = after with { Groups = after.Groups.SetItems(state.Groups.Where(g => others.Contains(g.Key))) },
            Effects = [.. moved.Effects.Where(e => e is not ToClient { Event: EvsMembership told } || !others.Contains(told.Group))],
        };
    }
}
