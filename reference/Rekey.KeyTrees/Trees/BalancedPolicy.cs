using System.Collections.Immutable;

namespace Rekey.KeyTrees.Trees;

/// <summary>
/// The policy that keeps trees flat, and makes deep ones flat: what is intact is put together anew, so that the heights of a node's children differ by at most 1 and
/// the height is below 1.45 log2 n (Adelson-Velsky and Landis). A key above an insertion is replaced, and a key that was a group key
/// encrypts nothing.
/// </summary>
/// <param name="degree">Most children of a node; at least 2.</param>
public sealed class BalancedPolicy(int degree = 2) : TreePolicy(degree)
{
    /// <inheritdoc/>
    public override string Name => "balanced";

    /// <summary>K-08: the two lowest pieces are joined until one is left.</summary>
    protected override KeyTree Combine(IReadOnlyList<Component> components)
    {
        var pieces = new PriorityQueue<Piece, (int Height, int Place)>();
        foreach (var component in components)
        {
            Collect(component.Tree, component, isRoot: true, pieces);
        }

        while (true)
        {
            var first = pieces.Dequeue();
            if (!pieces.TryDequeue(out var second, out _))
            {
                return first.Tree;
            }

            var joined = Join(first, second);
            pieces.Enqueue(joined, (joined.Tree.Height, joined.Place));
        }
    }

    /// <summary>The largest intact and balanced subtrees, in order; an intact root was a group key, so it is replaced (K-09).</summary>
    private static void Collect(KeyTree tree, Component component, bool isRoot, PriorityQueue<Piece, (int Height, int Place)> pieces)
    {
        if (tree.IsBalanced && !component.Touched.Contains(tree))
        {
            var piece = isRoot && tree is Branch root ? root.Renewed() : tree;
            pieces.Enqueue(new Piece(piece, pieces.Count), (piece.Height, pieces.Count));
        }
        else if (tree is Branch branch)
        {
            foreach (var child in branch.Children)
            {
                Collect(child, component, isRoot: false, pieces);
            }
        }
    }

    private Piece Join(Piece a, Piece b)
    {
        var (high, low) = a.Tree.Height > b.Tree.Height || (a.Tree.Height == b.Tree.Height && a.Place < b.Place) ? (a, b) : (b, a);
        var place = Math.Min(a.Place, b.Place);
        return high.Tree.Height <= low.Tree.Height + 1 && !HasRoomFor(high.Tree, low.Tree)
            ? new Piece(a.Place < b.Place ? Above(a.Tree, b.Tree) : Above(b.Tree, a.Tree), place)
            : new Piece(Insert(high.Tree, low.Tree), place);
    }

    /// <summary>Puts a lower tree into a higher one, where it is lowest; everything above is replaced (K-08).</summary>
    private KeyTree Insert(KeyTree high, KeyTree low)
    {
        if (HasRoomFor(high, low))
        {
            var wide = ((Branch)high).Children.Add(low);
            return new Branch(default, wide, FirstNew(wide));
        }

        if (high.Height <= low.Height + 1)
        {
            return Above(high, low);
        }

        var children = ((Branch)high).Children;
        var lowest = 0;
        for (var i = 1; i < children.Length; i++)
        {
            // Among equals the rightmost, so that the oldest members' keys last longest.
            lowest = children[i].Height <= children[lowest].Height ? i : lowest;
        }

        return new Branch(default, children.SetItem(lowest, Insert(children[lowest], low)), lowest);
    }

    /// <summary>Whether a tree may become one more child: there is room, and it is neither too low nor too high.</summary>
    private bool HasRoomFor(KeyTree tree, KeyTree child) =>
        tree is Branch { Children.Length: > 1 } branch && branch.Children.Length < Degree
        && child.Height < branch.Height && branch.Children.All(c => Math.Abs(c.Height - child.Height) <= 1);

    private static Branch Above(KeyTree left, KeyTree right)
    {
        ImmutableArray<KeyTree> children = [left, right];
        return new Branch(default, children, FirstNew(children));
    }

    // The leftmost new child, else the leftmost: who chose a key below chooses this one too.
    private static int FirstNew(ImmutableArray<KeyTree> children)
    {
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is Branch { IsUnnamed: true })
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>A tree on the way, with the place of its leftmost part in the order of all parts.</summary>
    private readonly record struct Piece(KeyTree Tree, int Place);
}
