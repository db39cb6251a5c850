using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.KeyTrees.Trees;

/// <summary>
/// A key tree (paper A, section 3): leaves are members, inner nodes are keys, and a member holds the keys from its leaf to the root, which
/// is the group key. Immutable; trees share what they have in common. It knows names of keys, never the keys.
/// </summary>
public abstract class KeyTree
{
    private protected KeyTree(int height, int members, MemberId leader, bool isBalanced) =>
        (Height, Members, Leader, IsBalanced) = (height, members, leader, isBalanced);

    /// <summary>Edges on the longest way down; 0 for a leaf.</summary>
    public int Height { get; }

    /// <summary>How many leaves there are.</summary>
    public int Members { get; }

    /// <summary>The leader of the subtree: its leftmost member (paper A, section 4: "m_l is the leader of L and R, and it is also the leader of L").</summary>
    public MemberId Leader { get; }

    /// <summary>Whether, at every node, the heights of the children differ by at most 1.</summary>
    public bool IsBalanced { get; }

    /// <summary>Whether two trees have the same keys, heads and members in the same places.</summary>
    public bool IsSameAs(KeyTree other) => ReferenceEquals(this, other) || (this, other) switch
    {
        (Leaf one, Leaf two) => one.Member == two.Member,
        (Branch one, Branch two) => one.Name == two.Name && one.Head == two.Head && SameChildren(one, two),
        _ => false,
    };

    /// <summary>The members, from left to right.</summary>
    public IEnumerable<MemberId> Leaves()
    {
        var rest = new Stack<KeyTree>([this]);
        while (rest.TryPop(out var tree))
        {
            if (tree is Leaf leaf)
            {
                yield return leaf.Member;
                continue;
            }

            var children = ((Branch)tree).Children;
            for (var i = children.Length - 1; i >= 0; i--)
            {
                rest.Push(children[i]);
            }
        }
    }

    /// <summary>The keys, parents before children, left before right.</summary>
    public IEnumerable<Branch> Branches()
    {
        var rest = new Stack<KeyTree>([this]);
        while (rest.TryPop(out var tree))
        {
            if (tree is Branch branch)
            {
                yield return branch;
                for (var i = branch.Children.Length - 1; i >= 0; i--)
                {
                    rest.Push(branch.Children[i]);
                }
            }
        }
    }

    /// <summary>The keys that a member holds, from the root down to the one above its leaf; empty where it has no leaf, or is alone.</summary>
    public ImmutableArray<Branch> PathTo(MemberId member)
    {
        var path = new List<Branch>();
        return Find(this, member, path) ? [.. path] : [];
    }

    private static bool SameChildren(Branch one, Branch two)
    {
        if (one.Children.Length != two.Children.Length)
        {
            return false;
        }

        for (var i = 0; i < one.Children.Length; i++)
        {
            if (!one.Children[i].IsSameAs(two.Children[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Find(KeyTree tree, MemberId member, List<Branch> path)
    {
        if (tree is not Branch branch)
        {
            return ((Leaf)tree).Member == member;
        }

        path.Add(branch);
        foreach (var child in branch.Children)
        {
            if (Find(child, member, path))
            {
                return true;
            }
        }

        path.RemoveAt(path.Count - 1);
        return false;
    }
}

/// <summary>A member's place.</summary>
/// <param name="member">The member; the default value marks a place whose member is not known (see <see cref="PathUnion"/>).</param>
public sealed class Leaf(MemberId member) : KeyTree(0, 1, member, true)
{
    /// <summary>The member.</summary>
    public MemberId Member => Leader;

    /// <summary>The member's name.</summary>
    public override string ToString() => Member == default ? "?" : Member.ToString();
}

/// <summary>A key, and the subtrees whose members hold it.</summary>
public sealed class Branch : KeyTree
{
    /// <summary>Makes a branch.</summary>
    /// <param name="name">The key's name; the default value for a new key that is not named yet.</param>
    /// <param name="children">The subtrees, from left to right; at least one.</param>
    /// <param name="head">Which child has the member that chooses the key, if the key is new (K-07); counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such child.</exception>
    public Branch(KeyName name, ImmutableArray<KeyTree> children, int head = 0)
        : base(1 + Highest(children), Count(children), children[0].Leader, Level(children)) =>
        (Name, Children, Head) = (name, children, head >= 0 && head < children.Length
            ? head
            : throw new ArgumentOutOfRangeException(nameof(head), head, $"the head is one of {children.Length} children, counted from 0"));

    /// <summary>The key's name.</summary>
    public KeyName Name { get; }

    /// <summary>The subtrees, from left to right.</summary>
    public ImmutableArray<KeyTree> Children { get; }

    /// <summary>Which child has the member that chooses the key, if it is new.</summary>
    public int Head { get; }

    /// <summary>Whether the key is new and has no name yet.</summary>
    public bool IsUnnamed => Name.Epoch.Run == 0;

    /// <summary>The same place with a new key, which its leader chooses, whoever chose the old one.</summary>
    public Branch Renewed() => new(default, Children);

    private static int Highest(ImmutableArray<KeyTree> children)
    {
        var highest = 0;
        foreach (var child in children)
        {
            highest = Math.Max(highest, child.Height);
        }

        return highest;
    }

    private static int Count(ImmutableArray<KeyTree> children)
    {
        var count = 0;
        foreach (var child in children)
        {
            count += child.Members;
        }

        return count;
    }

    private static bool Level(ImmutableArray<KeyTree> children)
    {
        var highest = Highest(children);
        foreach (var child in children)
        {
            if (!child.IsBalanced || child.Height < highest - 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>For example <c>(m1 m2)</c>.</summary>
    public override string ToString() => $"({string.Join(' ', Children)})";
}
