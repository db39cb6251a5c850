using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>A tree from which members were removed.</summary>
/// <param name="Tree">What is left.</param>
/// <param name="Sponsors">The sponsors of all places where a subtree moved up, from left to right.</param>
public sealed record Pruned(KeyNode Tree, ImmutableArray<MemberId> Sponsors)
{
    /// <summary>TGDH-06: the one sponsor that draws a new share in a run of one component.</summary>
    public MemberId Refresher
    {
        get
        {
            var (chosen, least) = (default(MemberId), int.MaxValue);
            foreach (var (member, depth) in Tree.DeepLeaves())
            {
                if (depth <= least && (Sponsors.IsEmpty || Sponsors.Contains(member)))
                {
                    (chosen, least) = (member, depth);
                }
            }

            return chosen;
        }
    }
}

/// <summary>How trees change with memberships (CCS 2000, section 5): the shape of the result is a function of the shapes of the trees that it is made of.</summary>
public static class TreeChanges
{
    /// <summary>
    /// TGDH-03, TGDH-04, TGDH-05: the tree without the leaves of all others. A subtree whose sibling is gone moves up into the place of its parent; what is above it
    /// has no keys any more.
    /// </summary>
    /// <param name="tree">The tree; at least one of the members has a leaf.</param>
    /// <param name="staying">Who stays.</param>
    /// <param name="isWhole">
    /// Whether all members of the run know this tree. Others do not see where subtrees moved up; for their sake the sponsor of a node is then a function of
    /// what is left (TGDH-09).
    /// </param>
    public static Pruned Prune(KeyNode tree, IEnumerable<MemberId> staying, bool isWhole)
    {
        var sponsors = ImmutableArray.CreateBuilder<MemberId>();
        var (node, moved) = Prune(tree, staying.ToHashSet(), isWhole, sponsors);
        if (moved)
        {
            sponsors.Add(node!.Last);
        }

        return new Pruned(node!, [.. sponsors.Distinct()]);
    }

    /// <summary>
    /// TGDH-04, TGDH-06, TGDH-07: the tree without the keys on a member's path, which are about to change, and with the share that the member has drawn, where it is
    /// the member's own tree.
    /// </summary>
    public static KeyNode Refresh(KeyNode tree, MemberId member, CryptoValue? share) => tree.PathOf(member).Change((node, _) =>
        node is KeyBranch branch ? branch.With(null, null) : new KeyLeaf(member, null, share));

    /// <summary>A tree as others may see it: without the keys of the member whose it is.</summary>
    public static KeyNode Publish(KeyNode tree, MemberId member) => tree.PathOf(member).Change(static (node, _) =>
        node is KeyBranch branch ? branch.With(branch.Blinded, null) : new KeyLeaf(node.Last, node.Blinded, null));

    /// <summary>TGDH-08: one tree of several: higher ones first, equals by the name of their sponsors, each inserted into what the ones before it make.</summary>
    public static KeyNode Merge(IEnumerable<KeyNode> trees) =>
        trees.OrderByDescending(static t => t.Height).ThenBy(static t => t.Last).Aggregate(Insert);

    /// <summary>TGDH-08, TGDH-09: a tree inserted at the rightmost shallowest node where the height does not grow; if there is none, at the root.</summary>
    /// <param name="tree">The tree, which is at least as high.</param>
    /// <param name="inserted">The tree that is inserted.</param>
    public static KeyNode Insert(KeyNode tree, KeyNode inserted)
    {
        KeyNode place = tree;
        ImmutableArray<KeyNode> path = [];
        foreach (var level in Levels(tree))
        {
            if (level.Nodes.LastOrDefault(n => level.Depth + 1 + Math.Max(n.Height, inserted.Height) <= tree.Height) is { } found)
            {
                place = found;
                path = tree.PathOf(found.Last);
                break;
            }
        }

        var joined = new KeyBranch(place, inserted, place.Last);
        if (path.IsEmpty)
        {
            return joined;
        }

        KeyNode grown = joined;
        for (var at = path.IndexOf(place) + 1; at < path.Length; at++)
        {
            grown = ((KeyBranch)path[at]).Replace(path[at - 1], grown).With(null, null);
        }

        return grown;
    }

    /// <summary>The nodes of each depth from left to right, from the root down.</summary>
    private static IEnumerable<(int Depth, List<KeyNode> Nodes)> Levels(KeyNode tree)
    {
        List<KeyNode> nodes = [tree];
        for (var depth = 0; nodes.Count > 0; depth++)
        {
            yield return (depth, nodes);
            nodes = [.. nodes.OfType<KeyBranch>().SelectMany(static b => (IEnumerable<KeyNode>)[b.Left, b.Right])];
        }
    }

    /// <summary>What is left of a node, and whether that is a child of it that moved up.</summary>
    private static (KeyNode? Node, bool Moved) Prune(KeyNode node, HashSet<MemberId> staying, bool isWhole, ImmutableArray<MemberId>.Builder sponsors)
    {
        if (node is not KeyBranch branch)
        {
            return (staying.Contains(node.Last) ? node : null, false);
        }

        var (left, right) = (Prune(branch.Left, staying, isWhole, sponsors), Prune(branch.Right, staying, isWhole, sponsors));
        if (left.Node is null || right.Node is null)
        {
            return (left.Node ?? right.Node, true);
        }

        if (left.Node == branch.Left && right.Node == branch.Right)
        {
            return (branch, false);
        }

        if (left.Moved)
        {
            sponsors.Add(left.Node.Last);
        }

        if (right.Moved)
        {
            sponsors.Add(right.Node.Last);
        }

        return (new KeyBranch(left.Node, right.Node, isWhole && left.Moved && !right.Moved ? left.Node.Last : null), false);
    }
}
