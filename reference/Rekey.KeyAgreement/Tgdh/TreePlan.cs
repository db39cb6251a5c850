using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>What one message of a run announces: the blinded keys of consecutive nodes on the way from its sender's leaf to the root.</summary>
/// <param name="Sponsor">The sender.</param>
/// <param name="Round">The round of the run's announcements in which it can be sent, from 1; a later one of the same sender has a higher round.</param>
/// <param name="From">The level of the lowest node above the sender's leaf; 0 for the leaf.</param>
/// <param name="Count">How many nodes.</param>
public sealed record Announcement(MemberId Sponsor, int Round, int From, int Count)
{
    /// <summary>TGDH-10: whether all blinded keys that it rests on are there.</summary>
    public bool IsReady(KeyNode tree)
    {
        var path = tree.PathOf(Sponsor);
        if (From > 0 && path[From - 1].Blinded is null)
        {
            return false;
        }

        for (var level = Math.Max(From, 1); level < From + Count; level++)
        {
            if (path.SiblingAt(level - 1).Blinded is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint => Core.Fingerprint.Mix(Sponsor.Fingerprint, ((ulong)(uint)Round << 42) | ((ulong)(uint)From << 21) | (uint)Count);
}

/// <summary>Who announces which node (TGDH-09): a function of the tree's shape, and of which nodes have blinded keys.</summary>
public static class TreePlan
{
    /// <summary>All announcements that a tree needs until only its root is without a blinded key; each sponsor's own in the order of its sending.</summary>
    public static ImmutableArray<Announcement> Of(KeyNode tree)
    {
        var found = new List<Announcement>();
        if (tree is KeyBranch root)
        {
            Visit(root.Left, found);
            Visit(root.Right, found);
        }

        return [.. found.OrderBy(static a => a.Round)];
    }

    /// <summary>TGDH-07: what the sponsor of a component's tree announces: its leaf, and the nodes above it as far up as their other children have blinded keys.</summary>
    public static Announcement First(KeyNode tree)
    {
        var path = tree.PathOf(tree.Last);
        var count = 1;
        while (count < path.Length && path.SiblingAt(count - 1).Blinded is not null)
        {
            count++;
        }

        return new Announcement(tree.Last, 1, 0, count);
    }

    /// <summary>Plans all below a node and the node itself; gives the place of the announcement that has the node, -1 where it has its blinded key.</summary>
    private static int Visit(KeyNode node, List<Announcement> found)
    {
        if (node.Blinded is not null)
        {
            return -1;
        }

        if (node is not KeyBranch branch)
        {
            return Add(new Announcement(node.Last, 1, 0, 1), found);
        }

        var (left, right) = (Visit(branch.Left, found), Visit(branch.Right, found));
        if (left < 0 && right < 0)
        {
            return Add(new Announcement(branch.Sponsor, 1, node.PathOf(branch.Sponsor).Length - 1, 1), found);
        }

        var (leftRound, rightRound) = (left < 0 ? 0 : found[left].Round, right < 0 ? 0 : found[right].Round);
        if (leftRound == rightRound)
        {
            var below = found[right];
            return Add(below with { Round = rightRound + 1, From = below.From + below.Count, Count = 1 }, found);
        }

        var later = leftRound > rightRound ? left : right;
        found[later] = found[later] with { Count = found[later].Count + 1 };
        return later;
    }

    private static int Add(Announcement announcement, List<Announcement> found)
    {
        found.Add(announcement);
        return found.Count - 1;
    }
}
