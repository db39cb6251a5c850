using System.Numerics;
using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>Components merge; the option says which.</summary>
public sealed class Merge : Fault
{
    /// <summary>So many components, the first ones, can take part: what they can be chosen from fits a number.</summary>
    internal const int MaxComponents = 16;

    /// <inheritdoc/>
    public override int Order => 5;

    /// <inheritdoc/>
    public override string Meaning => "merges of any number of components";

    /// <inheritdoc/>
    public override FaultKind Kind => FaultKind.Membership;

    /// <inheritdoc/>
    public override Sign Sign => Sign.Heal;

    /// <inheritdoc/>
    public override void Offer<TStore>(TStore store, List<Offer> offers)
    {
        if (store.Components > 1 && VirtualSynchronyEnvironment.DepthAllowsAll(store))
        {
            var count = Math.Min(store.Components, MaxComponents);
            offers.Add(At(0, (1 << count) - count - 1));
        }
    }

    /// <inheritdoc/>
    /// <remarks>It strikes every component that takes part, and keeps the largest depth.</remarks>
    public override void Apply<TStore>(TStore store, in Choice choice)
    {
        var chosen = Subset(choice.Option);
        var (target, depth) = (BitOperations.TrailingZeroCount(chosen), 0);
        for (var c = 0; c < store.Components; c++)
        {
            if ((chosen >> c & 1) != 0)
            {
                VirtualSynchronyEnvironment.Strike(store, c);
                depth = Math.Max(depth, store.DepthOf(c));
            }
        }

        for (var c = store.Components - 1; c > target; c--)
        {
            if ((chosen >> c & 1) == 0)
            {
                continue;
            }

            for (var p = 0; p < store.Processes; p++)
            {
                if (VirtualSynchronyEnvironment.IsIn(store, p, c))
                {
                    store.SetComponent(p, target);
                }
            }

            store.RemoveComponent(c);
        }

        store.SetDepth(target, depth);
    }

    /// <inheritdoc/>
    public override void Strike(VsWorld world, in Choice choice)
    {
        var chosen = Subset(choice.Option);
        for (var c = 0; c < world.Components.Count; c++)
        {
            if ((chosen >> c & 1) != 0)
            {
                world.Struck(this, c);
            }
        }
    }

    /// <inheritdoc/>
    public override Process? Victim(VsWorld world, in Choice choice) => null;

    /// <inheritdoc/>
    public override string Tell(VsWorld world, in Choice choice) => $"the network heals: {world.Parts}";

    /// <summary>The option that names some components, at least two, as bits.</summary>
    internal static int OptionOf(uint components)
    {
        var option = 0;
        for (var bits = 3u; bits < components; bits++)
        {
            option += BitOperations.PopCount(bits) >= 2 ? 1 : 0;
        }

        return option;
    }

    /// <summary>The option's number among the subsets of components with at least two elements, as bits.</summary>
    internal static uint Subset(int option)
    {
        for (var bits = 3u; ; bits++)
        {
            if (BitOperations.PopCount(bits) >= 2 && option-- == 0)
            {
                return bits;
            }
        }
    }
}
