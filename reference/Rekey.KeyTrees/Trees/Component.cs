using Rekey.Core;

namespace Rekey.KeyTrees.Trees;

/// <summary>
/// What some members of a view bring along: the key tree of the run that all of them committed last, and which of its places are gone
/// (K-02). A newcomer brings its own leaf.
/// </summary>
/// <param name="Tree">The tree.</param>
/// <param name="Touched">The leaves that are gone, with all nodes above them: their keys were known to somebody who is gone.</param>
public sealed record Component(KeyTree Tree, IReadOnlySet<KeyTree> Touched)
{
    private static readonly HashSet<KeyTree> None = [];
    private readonly (int Members, MemberId Leader) rest = Rest(Tree, Touched);

    /// <summary>How many are left.</summary>
    public int Members => rest.Members;

    /// <summary>The leftmost of those who are left.</summary>
    public MemberId Leader => rest.Leader;

    /// <summary>A tree of which nobody is gone.</summary>
    public static Component Whole(KeyTree tree) => new(tree, None);

    /// <summary>A tree of which some are gone; null where nobody is left. Looks at every leaf.</summary>
    public static Component? Without(KeyTree tree, Func<MemberId, bool> gone)
    {
        var touched = new HashSet<KeyTree>(ReferenceEqualityComparer.Instance);
        return Touch(tree, gone, touched) == tree.Members ? null : new Component(tree, touched);
    }

    // Looks at what is touched, and just below.
    private static (int Members, MemberId Leader) Rest(KeyTree tree, IReadOnlySet<KeyTree> touched)
    {
        if (!touched.Contains(tree))
        {
            return (tree.Members, tree.Leader);
        }

        var (members, leader) = (0, default(MemberId));
        foreach (var child in tree is Branch branch ? branch.Children : [])
        {
            var below = Rest(child, touched);
            (members, leader) = (members + below.Members, members == 0 ? below.Leader : leader);
        }

        return (members, leader);
    }

    // Gives how many leaves below are gone.
    private static int Touch(KeyTree tree, Func<MemberId, bool> gone, HashSet<KeyTree> touched)
    {
        var lost = 0;
        if (tree is Leaf leaf)
        {
            lost = gone(leaf.Member) ? 1 : 0;
        }
        else
        {
            foreach (var child in ((Branch)tree).Children)
            {
                lost += Touch(child, gone, touched);
            }
        }

        if (lost > 0)
        {
            touched.Add(tree);
        }

        return lost;
    }
}
