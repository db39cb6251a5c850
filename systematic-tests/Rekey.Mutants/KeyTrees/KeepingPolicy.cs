using Rekey.Core;
using Rekey.KeyTrees.Trees;

namespace Rekey.Mutants.KeyTrees;

/// <summary>The trees of another policy, but for some keys that are kept though somebody below them is gone.</summary>
/// <param name="inner">The other policy.</param>
/// <param name="keeps">Given the old place of a key and how many below it are gone, whether the key is kept.</param>
/// <param name="where">In the trees of which components keys are kept at all; null for all.</param>
internal sealed class KeepingPolicy(TreePolicy inner, Func<Branch, int, bool> keeps, Func<Component, bool>? where = null) : TreePolicy(inner.Degree)
{
    /// <inheritdoc/>
    public override string Name => inner.Name;

    /// <inheritdoc/>
    protected override KeyTree Combine(IReadOnlyList<Component> components)
    {
        var kept = new List<(HashSet<MemberId> Below, KeyName Name)>();
        foreach (var component in components.Where(c => where is null || where(c)))
        {
            foreach (var branch in component.Touched.OfType<Branch>())
            {
                var below = Left(branch, component).ToHashSet();
                if (keeps(branch, branch.Members - below.Count))
                {
                    kept.Add((below, branch.Name));
                }
            }
        }

        return Restore(inner.Next(components), kept);
    }

    private static IEnumerable<MemberId> Left(KeyTree tree, Component component) =>
        tree is Branch branch ? branch.Children.SelectMany(c => Left(c, component)) : component.Touched.Contains(tree) ? [] : tree.Leaves();

    /// <summary>A key is put back where the same members are below as are left below its old place, if nothing below is new.</summary>
    private static KeyTree Restore(KeyTree tree, List<(HashSet<MemberId> Below, KeyName Name)> kept)
    {
        if (tree is not Branch { IsUnnamed: true } branch)
        {
            return tree;
        }

        KeyTree[] children = [.. branch.Children.Select(c => Restore(c, kept))];
        var old = children.Any(static c => c is Branch { IsUnnamed: true }) ? default : kept.Find(k => k.Below.SetEquals(branch.Leaves())).Name;
        return new Branch(old, [.. children], branch.Head);
    }
}
