using Rekey.Core;
using Rekey.GroupCommunication.Groups;

namespace Rekey.Mutants.Groups;

/// <summary>A layer of light-weight groups with one thing wrong.</summary>
public abstract class GroupsMutant : LayerMutant<GroupsLayer, GroupsDaemon>
{
    /// <inheritdoc/>
    public sealed override string Protocol => "Groups";

    /// <inheritdoc/>
    public override string Faults => "crash=1,leave=2,join=3,partition=2,merge=2,send=6,depth=4";

    /// <summary>A step of the right layer, which draws nothing.</summary>
    protected static Outcome Right(GroupsLayer right, GroupsDaemon daemon, PortEvent input) => right.Step(daemon, input, null!);

    /// <summary>The same outcome with another state.</summary>
    protected static Outcome After(Outcome outcome, Func<GroupsDaemon, GroupsDaemon> edit) =>
        outcome is Moved { State: GroupsDaemon daemon } moved ? moved with { State = edit(daemon) } : outcome;
}
