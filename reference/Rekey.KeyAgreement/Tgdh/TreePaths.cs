using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>Ways from leaves to the root.</summary>
public static class TreePaths
{
    /// <summary>All members, from left to right.</summary>
    public static IEnumerable<MemberId> Leaves(this KeyNode tree) => tree.DeepLeaves().Select(static l => l.Member);

    /// <summary>All members from left to right, each with the depth of its leaf.</summary>
    public static IEnumerable<(MemberId Member, int Depth)> DeepLeaves(this KeyNode tree)
    {
        var waiting = new Stack<(KeyNode Node, int Depth)>([(tree, 0)]);
        while (waiting.TryPop(out var next))
        {
            if (next.Node is KeyBranch branch)
            {
                waiting.Push((branch.Right, next.Depth + 1));
                waiting.Push((branch.Left, next.Depth + 1));
            }
            else
            {
                yield return (next.Node.Last, next.Depth);
            }
        }
    }

    /// <summary>The nodes from a member's leaf up to the root; empty where the member has no leaf.</summary>
    public static ImmutableArray<KeyNode> PathOf(this KeyNode tree, MemberId member)
    {
        var path = ImmutableArray.CreateBuilder<KeyNode>();
        return Find(tree, member, path) ? path.ToImmutable() : [];
    }

    /// <summary>The tree with a path changed from its leaf up: first the leaf, then each branch, which has got its changed child already.</summary>
    /// <param name="path">The path, from a leaf up to the root of the tree.</param>
    /// <param name="change">Given a node and its level above the leaf, the node in its place.</param>
    public static KeyNode Change(this ImmutableArray<KeyNode> path, Func<KeyNode, int, KeyNode> change)
    {
        var changed = change(path[0], 0);
        for (var level = 1; level < path.Length; level++)
        {
            changed = change(((KeyBranch)path[level]).Replace(path[level - 1], changed), level);
        }

        return changed;
    }

    /// <summary>The sibling of the node at a level of a path.</summary>
    public static KeyNode SiblingAt(this ImmutableArray<KeyNode> path, int level)
    {
        var parent = (KeyBranch)path[level + 1];
        return parent.Left == path[level] ? parent.Right : parent.Left;
    }

    private static bool Find(KeyNode node, MemberId member, ImmutableArray<KeyNode>.Builder path)
    {
        if (node is KeyBranch branch ? Find(branch.Left, member, path) || Find(branch.Right, member, path) : node.Last == member)
        {
            path.Add(node);
            return true;
        }

        return false;
    }
}
