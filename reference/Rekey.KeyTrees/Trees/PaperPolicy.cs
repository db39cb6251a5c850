using System.Collections.Immutable;

namespace Rekey.KeyTrees.Trees;

/// <summary>
/// The policy of paper A's figures: who leaves is cut out and the keys above are replaced (section 3, <i>Leave</i>); who joins comes under a
/// new root beside the old one (<i>Join</i>); groups are split in halves (section 2). Trees grow as deep as joins are many.
/// </summary>
/// <param name="degree">Most children of a node; at least 2.</param>
public sealed class PaperPolicy(int degree = 2) : TreePolicy(degree)
{
    /// <inheritdoc/>
    public override string Name => "paper";

    /// <inheritdoc/>
    protected override KeyTree Combine(IReadOnlyList<Component> components) => Split([.. components.Select(static c => Prune(c.Tree, c)!)]);

    /// <summary>K-05: replaces the keys above those who are gone; a node with one child left gives way to it.</summary>
    private static KeyTree? Prune(KeyTree tree, Component component)
    {
        if (!component.Touched.Contains(tree))
        {
            return tree;
        }

        if (tree is not Branch branch)
        {
            return null;
        }

        var (left, head) = (new List<KeyTree>(), -1);
        foreach (var child in branch.Children)
        {
            if (Prune(child, component) is { } rest)
            {
                head = head < 0 && component.Touched.Contains(child) ? left.Count : head;
                left.Add(rest);
            }
        }

        return left.Count switch
        {
            0 => null,
            1 => left[0],
            _ => new Branch(default, [.. left], Math.Max(head, 0)),
        };
    }

    /// <summary>K-06: splits a list into as many parts as the degree allows, equal but for one, the smaller ones first.</summary>
    private KeyTree Split(ReadOnlySpan<KeyTree> items)
    {
        if (items.Length == 1)
        {
            return items[0];
        }

        var parts = Math.Min(Degree, items.Length);
        var children = ImmutableArray.CreateBuilder<KeyTree>(parts);
        for (var i = 0; i < parts; i++)
        {
            var (from, to) = (items.Length * i / parts, items.Length * (i + 1) / parts);
            children.Add(Split(items[from..to]));
        }

        return new Branch(default, children.MoveToImmutable());
    }
}
