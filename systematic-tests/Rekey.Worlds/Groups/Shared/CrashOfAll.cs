using Rekey.Explorer;
using Rekey.Worlds.Environments;
using Rekey.Worlds.Faults;

namespace Rekey.Worlds.Groups.Shared;

/// <summary>A process that stops, stops in all its groups.</summary>
public sealed class CrashOfAll : PersonFault
{
    /// <inheritdoc/>
    public override Fault Fault => Move.Of<Crash>();

    /// <inheritdoc/>
    /// <remarks>A group that it has left is not struck.</remarks>
    public override bool Strikes(Process process) => process.IsAlive;

    /// <inheritdoc/>
    public override bool IsAllowed(VsWorld world, Process process) => VirtualSynchronyEnvironment.DepthAllows(world.Store, process.Component.Index);

    /// <inheritdoc/>
    public override void Apply(GroupsWorld world, in Choice choice)
    {
        base.Apply(world, choice);
        world.Stop(world.People[choice.A]);
    }

    /// <inheritdoc/>
    public override string Tell(GroupsWorld world, in Choice choice) => $"{world.People[choice.A].Id} crashes, in all its groups";
}
