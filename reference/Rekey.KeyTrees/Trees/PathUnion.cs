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

    /// <summary>
    /// The tree of some members, at least one, whose paths have one root; null where their paths cannot all be of one tree.
    /// </summary>
    public static KeyTree? Tree(IReadOnlyList<(MemberId Member, ImmutableArray<PathStep> Path)> members)
    {
        var names = new HashSet<KeyName>();
        return Tree(members, 0, names);
    }

    private static KeyTree? Tree(IReadOnlyList<(MemberId Member, ImmutableArray<PathStep> Path)> members, int depth, HashSet<KeyName> names)
    {
        if (members.Count == 1 && members[0].Path.Length == depth)
        {
            return new Leaf(members[0].Member);
        }

        var here = members[0].Path.Length > depth ? members[0].Path[depth] : default;
        var below = new List<(MemberId, ImmutableArray<PathStep>)>?[here.Arity];
        foreach (var member in members)
        {
            if (member.Path.Length <= depth || member.Path[depth] is var step && (step.Name != here.Name || step.Arity != here.Arity))
            {
                return null;
            }

            (below[member.Path[depth].Position] ??= []).Add(member);
        }

        if (!names.Add(here.Name))
        {
            return null;
        }

        var children = ImmutableArray.CreateBuilder<KeyTree>(below.Length);
        foreach (var part in below)
        {
            if ((part is null ? new Leaf(default) : Tree(part, depth + 1, names)) is not { } child)
            {
                return null;
            }

            children.Add(child);
        }

        return new Branch(here.Name, children.MoveToImmutable());
    }
}
