using System.Numerics;
using Rekey.Explorer;
using Rekey.Worlds.Environments;
using Rekey.Worlds.Faults;

namespace Rekey.Worlds.Groups.Shared;

/// <summary>Parts of the network merge, and with them the components of every group.</summary>
public sealed class MergeOfAll : SharedFault
{
    /// <inheritdoc/>
    public override Fault Fault => Move.Of<Merge>();

    /// <inheritdoc/>
    public override void Offer(GroupsWorld world, List<Offer> offers)
    {
        if (world.Parts.Count > 1 && world.Worlds.All(static w => w.Components.Count <= Merge.MaxComponents && VirtualSynchronyEnvironment.DepthAllowsAll(w.Store)))
        {
            var count = Math.Min(world.Parts.Count, Merge.MaxComponents);
            offers.Add(At(0, (1 << count) - count - 1));
        }
    }

    /// <inheritdoc/>
    public override void Apply(GroupsWorld world, in Choice choice)
    {
        var chosen = Merge.Subset(choice.Option);
        var parts = Enumerable.Range(0, world.Parts.Count).Where(p => (chosen >> p & 1) != 0).ToList();
        foreach (var group in world.Worlds)
        {
            var components = parts.Select(p => world.ComponentOf(group, p)).Where(static c => c >= 0).Aggregate(0u, static (bits, c) => bits | 1u << c);
            if (BitOperations.PopCount(components) >= 2)
            {
                world.ApplyIn(group, new Choice(choice.Kind, 0, 0, Merge.OptionOf(components)));
            }
        }

        foreach (var part in parts.Skip(1).Reverse())
        {
            world.Parts[parts[0]].AddRange(world.Parts[part]);
            world.Parts.RemoveAt(part);
        }

        world.Parts[parts[0]].Sort(static (a, b) => a.Index.CompareTo(b.Index));
    }

    /// <inheritdoc/>
    public override string Tell(GroupsWorld world, in Choice choice) => $"the network heals: {world.PartsForPeople}";
}
