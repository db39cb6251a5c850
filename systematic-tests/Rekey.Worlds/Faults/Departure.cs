using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>A process is gone from its component, at once.</summary>
public abstract class Departure(bool isOfMember) : ProcessFault(isOfMember)
{
    /// <inheritdoc/>
    public sealed override FaultKind Kind => FaultKind.Membership;

    /// <inheritdoc/>
    public sealed override bool TouchesMembers => true;

    /// <inheritdoc/>
    public sealed override int Options<TStore>(TStore store, int process) =>
        store.IsAlive(process) && VirtualSynchronyEnvironment.DepthAllows(store, store.ComponentOf(process)) ? 1 : 0;

    /// <inheritdoc/>
    public sealed override void Strike(VsWorld world, in Choice choice) =>
        world.Struck(this, world.Processes[choice.A], VirtualSynchronyEnvironment.DepthAfter(world.Store, world.Processes[choice.A].Component.Index));
}
