using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.KeyTrees.Trees;

/// <summary>One step on a member's way from the root down: a key, and where the way goes on below it.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="Position">Which child.</param>
/// <param name="Arity">How many children there are.</param>
public readonly record struct PathStep(KeyName Name, uint Position, uint Arity);

/// <summary>
/// Puts a key tree together from what its members know of it, each its own path (K-02): no member needs to hold more than its keys. Where
/// nobody speaks for a place, it is marked with an unknown member.
/// </summary>
public static class PathUnion
{
    /// <summary>A member's path in a tree, from the root down.</summary>
    public static ImmutableArray<PathStep> PathOf(KeyTree tree, MemberId member)
    {
        var branches = tree.PathTo(member);
        var steps = ImmutableArray.CreateBuilder<PathStep>(branches.Length);
        for (var i = 0; i < branches.Length; i++)
        {
            var children = branches[i].Children;
            var position = 0;
            while (i + 1 < branches.Length ? children[position] != branches[i + 1] : !(children[position] is Leaf leaf && leaf.Member == member))
            {
                position++;
            }

            steps.Add(new PathStep(branches[i].Name, (uint)position, (uint)children.Length));
        }

        return steps.MoveToImmutable();
    }

    /// <summary>Whether two members' paths cannot both be of one tree. Paths with different roots are of different trees, and never contradict.</summary>
    public static bool Contradict(ImmutableArray<PathStep> a, ImmutableArray<PathStep> b)
    {
        if (a.IsEmpty || b.IsEmpty || a[0].Name != b[0].Name)
        {
            return false;
        }

        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i].Name != b[i].Name || a[i].Arity != b[i].Arity)
            {
                return true;
            }

            if (a[i].Position != b[i].Position)
            {
                return Meet(a.AsSpan()[(i + 1)..], b.AsSpan()[(i + 1)..]);
            }
        }

        return true;
    }

    // Ways that have parted have no key in common.
    private static bool Meet(ReadOnlySpan<PathStep> a, ReadOnlySpan<PathStep> b)
    {
        foreach (var step in a)
        {
            foreach (var other in b)
            {
                if (step.Name == other.Name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The tree of some members, at least one, whose paths have one root and do not contradict each other.</summary>
    public static KeyTree Tree(IReadOnlyList<(MemberId Member, ImmutableArray<PathStep> Path)> members) => Tree(members, 0);

    private static KeyTree Tree(IReadOnlyList<(MemberId Member, ImmutableArray<PathStep> Path)> members, int depth)
    {
        if (members.Count == 1 && members[0].Path.Length == depth)
        {
            return new Leaf(members[0].Member);
        }

        var here = members[0].Path[depth];
        var below = new List<(MemberId, ImmutableArray<PathStep>)>?[here.Arity];
        foreach (var member in members)
        {
            (below[member.Path[depth].Position] ??= []).Add(member);
        }

        return new Branch(here.Name, [.. below.Select(b => b is null ? new Leaf(default) : Tree(b, depth + 1))]);
    }
}
