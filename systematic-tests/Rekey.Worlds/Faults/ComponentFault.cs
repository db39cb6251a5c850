using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>A membership fault that happens to a component.</summary>
public abstract class ComponentFault : Fault
{
    /// <inheritdoc/>
    public sealed override FaultKind Kind => FaultKind.Membership;

    /// <summary>In how many ways it can happen to a component now, if the depth of its cascade allows it; 0 where it cannot.</summary>
    public abstract int Options<TStore>(TStore store, int component)
        where TStore : IVsStore, allows ref struct;

    /// <inheritdoc/>
    public sealed override void Offer<TStore>(TStore store, List<Offer> offers)
    {
        for (var c = 0; c < store.Components; c++)
        {
            if (VirtualSynchronyEnvironment.DepthAllows(store, c) && Options(store, c) is > 0 and var options)
            {
                offers.Add(At(c, options));
            }
        }
    }

    /// <inheritdoc/>
    public sealed override void Strike(VsWorld world, in Choice choice) => world.Struck(this, choice.A);

    /// <inheritdoc/>
    public sealed override Process? Victim(VsWorld world, in Choice choice) => null;
}
