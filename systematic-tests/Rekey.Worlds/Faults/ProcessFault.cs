using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>A fault that happens to one process.</summary>
public abstract class ProcessFault(bool isOfMember) : Fault(isOfMember)
{
    /// <summary>In how many ways it can happen to a process now; 0 where it cannot.</summary>
    public abstract int Options<TStore>(TStore store, int process)
        where TStore : IVsStore, allows ref struct;

    /// <inheritdoc/>
    public sealed override void Offer<TStore>(TStore store, List<Offer> offers)
    {
        for (var p = 0; p < store.Processes; p++)
        {
            if (Options(store, p) is > 0 and var options)
            {
                offers.Add(At(p, options));
            }
        }
    }

    /// <inheritdoc/>
    public override void Strike(VsWorld world, in Choice choice) => world.Struck(this, world.Processes[choice.A], 0);
}
