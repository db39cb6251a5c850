using Rekey.Explorer;
using Rekey.Worlds.Powers;

namespace Rekey.Worlds.Groups.Shared;

/// <summary>Who is shown a process, is shown what it holds for all its groups.</summary>
public sealed class ExposeOfAll : PersonFault
{
    /// <inheritdoc/>
    public override Fault Fault => Move.Of<Expose>();

    /// <inheritdoc/>
    public override bool Strikes(Process process) => process.Status != ProcessStatus.Crashed;

    /// <inheritdoc/>
    public override bool IsAllowed(VsWorld world, Process process) => true;

    /// <inheritdoc/>
    public override string Tell(GroupsWorld world, in Choice choice) => $"the adversary is shown all that is in {world.People[choice.A].Id}, of all its groups";
}
