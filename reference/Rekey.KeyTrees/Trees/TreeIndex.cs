using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.KeyTrees.Trees;

/// <summary>
/// Finds a member's place in a tree without a search: what is above each node. Immutable, and carried from one tree to the next by what
/// has changed between them, because trees share what is kept.
/// </summary>
public sealed class TreeIndex
{
    private readonly ImmutableDictionary<MemberId, Leaf> leaves;
    private readonly ImmutableDictionary<KeyTree, Branch> parents;

    private TreeIndex(KeyTree tree, ImmutableDictionary<MemberId, Leaf> leaves, ImmutableDictionary<KeyTree, Branch> parents) =>
        (Tree, this.leaves, this.parents) = (tree, leaves, parents);

    /// <summary>The tree.</summary>
    public KeyTree Tree { get; }

    /// <summary>How many nodes it knows: all but the root.</summary>
    public int Size => parents.Count;

    /// <summary>Looks at every node of a tree, in which no member has two leaves.</summary>
    public static TreeIndex Of(KeyTree tree)
    {
        var nothing = new Leaf(default);
        var empty = ImmutableDictionary.Create<KeyTree, Branch>(ReferenceEqualityComparer.Instance);
        return new TreeIndex(nothing, ImmutableDictionary<MemberId, Leaf>.Empty, empty).Next(tree);
    }

    /// <summary>The index of another tree; looks at what the two do not share.</summary>
    public TreeIndex Next(KeyTree tree)
    {
        var (newLeaves, newParents) = (leaves.ToBuilder(), parents.ToBuilder());
        var shared = new HashSet<KeyTree>(ReferenceEqualityComparer.Instance);
        Walk(tree, node => Has(node) && shared.Add(node), static _ => { });
        Walk(Tree, shared.Contains, node =>
        {
            newParents.Remove(node);
            if (node is Leaf leaf)
            {
                newLeaves.Remove(leaf.Member);
            }
        });
        newParents.Remove(tree);
        Walk(tree, shared.Contains, node =>
        {
            foreach (var child in node is Branch branch ? branch.Children : [])
            {
                newParents[child] = (Branch)node;
            }

            if (node is Leaf leaf)
            {
                newLeaves[leaf.Member] = leaf;
            }
        });
        return new TreeIndex(tree, newLeaves.ToImmutable(), newParents.ToImmutable());
    }

    /// <summary>The keys that a member holds, from the root down; empty where it has no leaf, or is alone. As <see cref="KeyTree.PathTo"/>, which searches.</summary>
    public ImmutableArray<Branch> PathTo(MemberId member)
    {
        var path = ImmutableArray.CreateBuilder<Branch>();
        KeyTree? node = leaves.GetValueOrDefault(member);
        while (node is not null && parents.TryGetValue(node, out var parent))
        {
            path.Add(parent);
            node = parent;
        }

        path.Reverse();
        return path.DrainToImmutable();
    }

    /// <summary>The tree of which some are gone; null where nobody is left. As <see cref="Component.Without"/>, which looks at every leaf.</summary>
    /// <param name="gone">Who is gone; who has no leaf does not matter.</param>
    public Component? Without(IEnumerable<MemberId> gone)
    {
        var touched = new HashSet<KeyTree>(ReferenceEqualityComparer.Instance);
        foreach (var member in gone)
        {
            KeyTree? node = leaves.GetValueOrDefault(member);
            while (node is not null && touched.Add(node))
            {
                node = parents.GetValueOrDefault(node);
            }
        }

        var component = new Component(Tree, touched);
        return component.Members == 0 ? null : component;
    }

    private bool Has(KeyTree node) => node == Tree || parents.ContainsKey(node);

    /// <summary>Visits a tree from above, but nothing from where it is to stop.</summary>
    private static void Walk(KeyTree tree, Func<KeyTree, bool> stop, Action<KeyTree> visit)
    {
        var rest = new Stack<KeyTree>([tree]);
        while (rest.TryPop(out var node))
        {
            if (stop(node))
            {
                continue;
            }

            visit(node);
            foreach (var child in node is Branch branch ? branch.Children : [])
            {
                rest.Push(child);
            }
        }
    }
}
