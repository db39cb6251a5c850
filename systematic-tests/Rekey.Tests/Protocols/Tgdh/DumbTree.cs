namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>
/// The tree algebra once more, as slowly and plainly as the paper's words: a tree is its text, every change is one small change of the text, and the place of an
/// insertion is found by trying all. It shares nothing with the code that it checks.
/// </summary>
internal static class DumbTree
{
    public static int Height(string tree) => Parts(tree) is var (left, right) ? 1 + Math.Max(Height(left), Height(right)) : 0;

    /// <summary>All nodes, each with the way to it: 0 to the left, 1 to the right.</summary>
    public static IEnumerable<(string Way, string Node)> Nodes(string tree, string way = "") => Parts(tree) is var (left, right)
        ? [(way, tree), .. Nodes(left, way + "0"), .. Nodes(right, way + "1")]
        : [(way, tree)];

    /// <summary>The members who are there, as a set that can be compared.</summary>
    public static string Members(string tree) => string.Join(' ', tree.Split(['(', ')', ' '], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    public static string Last(string tree) => tree.Split(['(', ')', ' '], StringSplitOptions.RemoveEmptyEntries)[^1];

    /// <summary>TGDH-03: one leaver after the other, deepest first; if two siblings leave, their parent does.</summary>
    public static string Prune(string tree, IReadOnlySet<string> staying)
    {
        while (true)
        {
            var gone = Nodes(tree).Where(n => Parts(n.Node) is null && !staying.Contains(n.Node)).OrderByDescending(static n => n.Way.Length).FirstOrDefault();
            if (gone.Node is null)
            {
                return tree;
            }

            tree = Remove(tree, gone.Way);
        }
    }

    /// <summary>TGDH-08: of all places where a tree can be put, those where the height stays; of these the shallowest, of these the rightmost; else the root.</summary>
    public static string Insert(string tree, string inserted)
    {
        var best = Nodes(tree)
            .Where(n => Height(Put(tree, n.Way, $"({n.Node} {inserted})")) == Height(tree))
            .OrderBy(static n => n.Way.Length).ThenByDescending(static n => n.Way, StringComparer.Ordinal).FirstOrDefault();
        return best.Node is null ? $"({tree} {inserted})" : Put(tree, best.Way, $"({best.Node} {inserted})");
    }

    /// <summary>TGDH-08.</summary>
    public static string Merge(IEnumerable<string> trees)
    {
        var left = trees.ToList();
        left.Sort(static (a, b) => Height(a) != Height(b) ? Height(b) - Height(a) : string.CompareOrdinal(Last(a), Last(b)));
        return left.Aggregate(Insert);
    }

    private static string Remove(string tree, string way)
    {
        var parent = way[..^1];
        var (left, right) = Parts(Nodes(tree).Single(n => n.Way == parent).Node)!.Value;
        return Put(tree, parent, way[^1] == '0' ? right : left);
    }

    private static string Put(string tree, string way, string replacement)
    {
        if (way.Length == 0)
        {
            return replacement;
        }

        var (left, right) = Parts(tree)!.Value;
        return way[0] == '0' ? $"({Put(left, way[1..], replacement)} {right})" : $"({left} {Put(right, way[1..], replacement)})";
    }

    /// <summary>The children; null for a leaf.</summary>
    private static (string Left, string Right)? Parts(string tree)
    {
        for (var (i, open) = (0, 0); i < tree.Length; i++)
        {
            open += tree[i] == '(' ? 1 : tree[i] == ')' ? -1 : 0;
            if (tree[i] == ' ' && open == 1)
            {
                return (tree[1..i], tree[(i + 1)..^1]);
            }
        }

        return null;
    }
}
