using Rekey.Explorer;
using Rekey.Worlds.Environments;
using Rekey.Worlds.Faults;

namespace Rekey.Worlds.Groups.Shared;

/// <summary>A part of the network splits, and every group that is on more than one side of it.</summary>
public sealed class PartitionOfAll : SharedFault
{
    /// <inheritdoc/>
    public override Fault Fault => Move.Of<Partition>();

    /// <inheritdoc/>
    public override void Offer(GroupsWorld world, List<Offer> offers)
    {
        for (var part = 0; part < world.Parts.Count; part++)
        {
            if (world.Parts[part].Count is >= 2 and <= SetPartitions.MaxSize and var size && world.Worlds.All(w => CanSplit(world, w, part)))
            {
                offers.Add(At(part, SetPartitions.Count(size)));
            }
        }
    }

    /// <inheritdoc/>
    public override void Apply(GroupsWorld world, in Choice choice)
    {
        var split = world.Parts[choice.A];
        var sides = SetPartitions.Unrank(split.Count, choice.Option);
        for (var group = 0; group < world.Worlds.Count; group++)
        {
            if (Within(world, group, split, sides) is { } option)
            {
                world.ApplyIn(world.Worlds[group], new Choice(choice.Kind, (short)world.ComponentOf(world.Worlds[group], choice.A), 0, option));
            }
        }

        List<Person> stayed = [.. split];
        split.Clear();
        for (var side = 0; side <= sides.Max(); side++)
        {
            var those = stayed.Where((_, i) => sides[i] == side);
            if (side == 0)
            {
                split.AddRange(those);
            }
            else
            {
                world.Parts.Add([.. those]);
            }
        }
    }

    /// <inheritdoc/>
    public override string Tell(GroupsWorld world, in Choice choice) => $"the network splits: {world.PartsForPeople}";

    private static bool CanSplit(GroupsWorld world, VsWorld group, int part) =>
        world.ComponentOf(group, part) is var component && (component < 0 || group.Parted[component].Processes.Count < 2 || VirtualSynchronyEnvironment.DepthAllows(group.Store, component));

    /// <summary>How a group splits: the option of the same fault in it; null where all its processes are on one side.</summary>
    private static int? Within(GroupsWorld world, int group, List<Person> split, int[] sides)
    {
        var named = new List<int>();
        var parts = split.Select((person, i) => (Process: person.Seats[group], Side: sides[i])).Where(static p => p.Process is { IsAlive: true }).OrderBy(static p => p.Process!.Index)
            .Select(p =>
            {
                if (!named.Contains(p.Side))
                {
                    named.Add(p.Side);
                }

                return named.IndexOf(p.Side);
            }).ToArray();
        return named.Count < 2 ? null : SetPartitions.Rank(parts);
    }
}
