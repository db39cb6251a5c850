using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.KeyTrees.Trees;

/// <summary>Gives the new keys of a tree their names (K-04). Only new keys are visited.</summary>
public static class Naming
{
    /// <summary>Names the unnamed keys of a tree: the run, and a number in preorder from 0. A key above an unnamed one is unnamed too.</summary>
    public static KeyTree Name(KeyTree tree, Epoch epoch)
    {
        var next = 0u;
        return Name(tree, epoch, ref next);
    }

    /// <summary>The tree with a new key at its root, if it has none yet: every run makes a new group key (K-03).</summary>
    public static KeyTree WithNewRoot(KeyTree tree) => tree is Branch { IsUnnamed: false } root ? root.Renewed() : tree;

    private static KeyTree Name(KeyTree tree, Epoch epoch, ref uint next)
    {
        if (tree is not Branch { IsUnnamed: true } branch)
        {
            return tree;
        }

        var name = new KeyName(epoch, next++);
        var children = ImmutableArray.CreateBuilder<KeyTree>(branch.Children.Length);
        foreach (var child in branch.Children)
        {
            children.Add(Name(child, epoch, ref next));
        }

        return new Branch(name, children.MoveToImmutable(), branch.Head);
    }
}
