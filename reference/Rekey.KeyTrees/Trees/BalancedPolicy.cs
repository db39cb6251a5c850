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

    /// <summary>K-08: the lowest pieces are joined until one is left: as many of one height as the degree allows, or else the lowest two.</summary>
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
            if (!pieces.TryPeek(out var second, out _))
            {
                return first.Tree;
            }

            var joined = second.Tree.Height == first.Tree.Height ? Beside(first, pieces) : Join(first, pieces.Dequeue());
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

    /// <summary>A new key above the first pieces of one height.</summary>
    private Piece Beside(Piece first, PriorityQueue<Piece, (int Height, int Place)> pieces)
    {
        var children = ImmutableArray.Create(first.Tree);
        while (children.Length < Degree && pieces.TryPeek(out var next, out _) && next.Tree.Height == first.Tree.Height)
        {
            children = children.Add(pieces.Dequeue().Tree);
        }

        return new Piece(new Branch(default, children, FirstNew(children)), first.Place);
    }

    /// <summary>Joins two pieces of different heights.</summary>
    private Piece Join(Piece low, Piece high) => high.Tree.Height == low.Tree.Height + 1 && !HasRoomFor(high.Tree, low.Tree)
        ? low.Place < high.Place ? new Piece(Above(low.Tree, high.Tree), low.Place) : new Piece(Above(high.Tree, low.Tree), high.Place)
        : new Piece(Insert(high.Tree, low.Tree), Math.Min(low.Place, high.Place));

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
