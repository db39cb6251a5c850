using Rekey.Core;
using Rekey.KeyTrees.Trees;

namespace Rekey.KeyTrees.Runs;

/// <summary>Whether a tree can be the tree of a run, as far as one member can tell (K-11).</summary>
public static class TreeCheck
{
    /// <summary>What was expected and is not so; null where the tree is good.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="epoch">The run.</param>
    /// <param name="view">The view.</param>
    /// <param name="protocol">The protocol: its degree, and whether the leader is a server without a leaf.</param>
    public static string? Objection(KeyTree tree, Epoch epoch, View view, KeyTreeProtocol protocol)
    {
        var leaves = new HashSet<MemberId>();
        foreach (var member in tree.Leaves())
        {
            if (!view.Contains(member) || (protocol.HasServer && member == view.Leader) || !leaves.Add(member))
            {
                return "each member of the view once";
            }
        }

        if (leaves.Count != view.Members.Length - (protocol.HasServer ? 1 : 0))
        {
            return "each member of the view";
        }

        if (tree is not Branch root || root.Name != new KeyName(epoch, 0))
        {
            return $"a new root, {new KeyName(epoch, 0)}";
        }

        return tree.Height > TreeNodes.MaxHeight ? $"a tree at most {TreeNodes.MaxHeight} high" : Names(root, epoch, protocol);
    }

    private static string? Names(Branch root, Epoch epoch, KeyTreeProtocol protocol)
    {
        var (names, next) = (new HashSet<KeyName>(), 0u);
        foreach (var branch in root.Branches())
        {
            var isNew = branch.Name.Epoch == epoch;
            if (isNew && branch.Name.Number != next++)
            {
                return "new keys numbered in preorder";
            }

            if (!names.Add(branch.Name))
            {
                return $"one key named {branch.Name}";
            }

            if (!isNew && (branch.Name.Epoch.View.Counter > epoch.View.Counter || branch.Children.Any(c => c is Branch below && below.Name.Epoch == epoch)))
            {
                return $"no new key below {branch.Name}, and no later one";
            }

            var individual = protocol.HasServer && branch.Children is [Leaf];
            if (!individual && (branch.Children.Length < 2 || branch.Children.Length > protocol.Policy.Degree))
            {
                return $"2 to {protocol.Policy.Degree} children below {branch.Name}";
            }

            if (protocol.HasServer && !individual && branch.Children.Any(static c => c is Leaf))
            {
                return "an individual key above every leaf";
            }
        }

        return null;
    }
}
