using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.KeyTrees.Trees;
using Shouldly;
using Xunit;

namespace Rekey.Tests.KeyTrees;

/// <summary>The index of a tree, against searches of the tree.</summary>
public sealed class TreeIndexTests
{

    [Property(MaxTest = 300)]
    public Property It_finds_the_path_that_a_search_finds() => Always(static (tree, index, _) =>
        tree.Leaves().All(m => index.PathTo(m).SequenceEqual(tree.PathTo(m))) && index.PathTo(TreeSamples.Name(99999)).IsEmpty);

    [Property(MaxTest = 300)]
    public Property It_touches_what_a_scan_touches() => Always(static (tree, index, sample) =>
    {
        var random = new Random(sample.Seed);
        var gone = tree.Leaves().Where(_ => random.Next(3) == 0).Append(TreeSamples.Name(99999)).ToHashSet();
        var (found, scanned) = (index.Without(gone), Component.Without(tree, gone.Contains));
        return found is null ? scanned is null : found.Tree == scanned!.Tree && found.Touched.ToHashSet().SetEquals(scanned.Touched);
    });

    [Property(MaxTest = 300)]
    public Property Carried_from_tree_to_tree_it_is_as_one_made_anew() => Prop.ForAll(TreeSamples.Arbitrary, static sample =>
    {
        var samples = new TreeSamples(sample);
        var tree = samples.Grown();
        var index = TreeIndex.Of(tree);
        foreach (var operation in sample.Past.Append(sample.Next))
        {
            var before = tree.Leaves().ToList();
            tree = samples.Named(sample.Policy, samples.ComponentsOf(tree, operation));
            index = index.Next(tree);
            if (!tree.Leaves().All(m => index.PathTo(m).SequenceEqual(tree.PathTo(m))) || !before.Except(tree.Leaves()).All(m => index.PathTo(m).IsEmpty))
            {
                return false;
            }
        }

        return index.Tree == tree && index.Size == TreeIndex.Of(tree).Size;
    });

    [Property(MaxTest = 300)]
    public Property The_old_index_stays_as_it_was() => Always(static (tree, index, sample) =>
    {
        var samples = new TreeSamples(sample with { Seed = sample.Seed ^ 1 });
        _ = index.Next(samples.Grown());
        return index.Tree == tree && tree.Leaves().All(m => index.PathTo(m).SequenceEqual(tree.PathTo(m)));
    });

    [Fact]
    public void Nobody_left_is_no_component()
    {
        var alone = TreeIndex.Of(new Leaf(TreeSamples.Name(1)));

        alone.Without([TreeSamples.Name(1)]).ShouldBeNull();
        alone.Without([]).ShouldNotBeNull().Touched.ShouldBeEmpty();
    }

    private static Property Always(Func<KeyTree, TreeIndex, Sample, bool> holds) => Prop.ForAll(TreeSamples.Arbitrary, sample =>
    {
        var tree = new TreeSamples(sample).Grown();
        return holds(tree, TreeIndex.Of(tree), sample);
    });
}
