using Rekey.KeyTrees.Trees;

namespace Rekey.Mutants.KeyTrees;

/// <summary>The trees of another policy, but for some keys below the root that are not replaced.</summary>
/// <param name="inner">The other policy.</param>
/// <param name="same">Given an old place and a new one, whether the new one gets the old one's key.</param>
internal sealed class RestoringPolicy(TreePolicy inner, Func<Branch, Branch, bool> same) : TreePolicy(inner.Degree)
{
    /// <inheritdoc/>
    public override string Name => inner.Name;

    /// <inheritdoc/>
    protected override KeyTree Combine(IReadOnlyList<Component> components) =>
        Restore(inner.Next(components), [.. components.SelectMany(static c => c.Tree.Branches().Where(b => !c.Touched.Contains(b)))]);

    private KeyTree Restore(KeyTree tree, IReadOnlyList<Branch> old)
    {
        if (tree is not Branch { IsUnnamed: true } branch)
        {
            return tree;
        }

        KeyTree[] children = [.. branch.Children.Select(c => Restore(c, old))];
        var kept = children.Any(static c => c is Branch { IsUnnamed: true }) ? null : old.FirstOrDefault(b => same(b, branch));
        return new Branch(kept?.Name ?? default, [.. children], branch.Head);
    }
}
