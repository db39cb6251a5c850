using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.KeyTrees.Trees;
using Shouldly;
using Xunit;

namespace Rekey.Tests.KeyTrees;

/// <summary>A tree from what its members know of it (K-02).</summary>
public sealed class PathUnionTests
{
    private static readonly KeyName Root = Key(0);

    [Property(MaxTest = 300)]
    public Property The_paths_of_all_give_back_the_tree() => Always(static (tree, _) => Same(PathUnion.Tree(PathsOf(tree, tree.Leaves()))!, tree));

    [Property(MaxTest = 300)]
    public Property The_order_of_the_members_does_not_matter() => Always(static (tree, _) => Same(PathUnion.Tree(PathsOf(tree, tree.Leaves().Reverse()))!, tree));

    [Property(MaxTest = 300)]
    public Property Where_nobody_speaks_there_are_gaps_and_the_next_tree_is_the_same_as_without_those_who_are_silent() => Always(static (tree, sample) =>
    {
        var random = new Random(sample.Seed);
        var speakers = tree.Leaves().Where(_ => random.Next(2) == 0).ToHashSet();
        if (speakers.Count == 0)
        {
            return true;
        }

        var union = PathUnion.Tree(PathsOf(tree, speakers))!;
        var fromPaths = Component.Without(union, static m => m == default)!;
        var fromTree = Component.Without(tree, m => !speakers.Contains(m))!;
        return union.Leaves().Where(static m => m != default).SequenceEqual(tree.Leaves().Where(speakers.Contains))
            && (fromPaths.Members, fromPaths.Leader) == (fromTree.Members, fromTree.Leader)
            && Same(sample.Policy.Next([fromPaths]), sample.Policy.Next([fromTree]));
    });

    /// <summary>Gaps have no name to order by, and do not count.</summary>
    [Fact]
    public void Components_with_gaps_are_ordered_by_who_is_there()
    {
        var history = new History(TreeProtocol.O, new PaperPolicy());
        Component Half(int first, params int[] speakers)
        {
            var tree = history.Install(Enumerable.Range(first, 4).Select(TreeSamples.Name)).Tree;
            return Component.Without(PathUnion.Tree(PathsOf(tree, speakers.Select(TreeSamples.Name)))!, static m => m == default)!;
        }

        Component[] halves = [Half(10, 11, 12), Half(20, 21, 22, 23), Half(30, 31, 33)];
        foreach (var order in (int[][])[[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]])
        {
            new PaperPolicy(3).Next(order.Select(i => halves[i])).Leaves().ShouldBe(((int[])[21, 22, 23, 11, 12, 31, 33]).Select(TreeSamples.Name));
        }
    }

    [Property(MaxTest = 300)]
    public Property Honest_paths_of_one_tree_do_not_contradict_each_other() => Always(static (tree, _) =>
    {
        var paths = PathsOf(tree, tree.Leaves());
        return paths.All(a => paths.All(b => a == b || !Contradict(a.Path, b.Path)));
    });

    /// <summary>Whoever tells one step of its way wrong is found out by somebody, unless nobody but itself knows that step.</summary>
    [Property(MaxTest = 300)]
    public Property A_wrong_step_is_found_where_another_knows_better() => Always(static (tree, sample) =>
    {
        var paths = PathsOf(tree, tree.Leaves());
        var random = new Random(sample.Seed);
        var (liar, path) = paths[random.Next(paths.Count)];
        if (path.IsEmpty)
        {
            return true;
        }

        var at = random.Next(path.Length);
        var known = paths.Where(p => p.Member != liar && p.Path.Length > at && p.Path[at].Name == path[at].Name).ToList();
        var renamed = path.SetItem(at, path[at] with { Name = Key(99) });
        var wider = path.SetItem(at, path[at] with { Arity = path[at].Arity + 1 });
        return known.All(k => (at == 0 || Contradict(renamed, k.Path)) && Contradict(wider, k.Path));
    });

    [Fact]
    public void Each_sort_of_contradiction_is_found()
    {
        ImmutableArray<PathStep> path = [new(Root, 0, 2), new(Key(1), 1, 2)];

        Contradict(path, path).ShouldBeTrue("one place");
        Contradict(path, [new(Root, 0, 2)]).ShouldBeTrue("a leaf where there is a key");
        Contradict([new(Root, 0, 2)], path).ShouldBeTrue("a leaf where there is a key");
        Contradict(path, [new(Root, 0, 2), new(Key(2), 0, 2)]).ShouldBeTrue("two keys in one place");
        Contradict(path, [new(Root, 1, 3), new(Key(2), 0, 2)]).ShouldBeTrue("two widths of one key");
        Contradict(path, [new(Root, 0, 2), new(Key(1), 0, 3)]).ShouldBeTrue("two widths of one key");
        Contradict(path, [new(Root, 1, 2), new(Key(1), 0, 2)]).ShouldBeTrue("one key in two places");
        Contradict(path, [new(Root, 1, 2), new(Key(2), 0, 2), new(Key(1), 0, 2)]).ShouldBeTrue("one key in two places");
        PathUnion.Tree([(TreeSamples.Name(1), [new(Root, 0, 2), new(Key(1), 0, 2), new(Key(1), 0, 2)])]).ShouldBeNull("one key twice on a way");
    }

    [Fact]
    public void A_contradiction_is_found_among_many() => PathUnion.Tree(
        [
            (TreeSamples.Name(1), [new(Root, 0, 3), new(Key(1), 0, 2)]),
            (TreeSamples.Name(2), [new(Root, 1, 3)]),
            (TreeSamples.Name(3), [new(Root, 2, 3), new(Key(2), 0, 2), new(Key(1), 1, 2)]),
        ]).ShouldBeNull();

    [Fact]
    public void What_can_be_of_one_tree_is_no_contradiction()
    {
        ImmutableArray<PathStep> path = [new(Root, 0, 2), new(Key(1), 1, 2)];

        Contradict(path, [new(Root, 0, 2), new(Key(1), 0, 2)]).ShouldBeFalse();
        Contradict(path, [new(Root, 0, 2), new(Key(1), 0, 2), new(Key(2), 0, 2)]).ShouldBeFalse();
        Contradict(path, [new(Root, 1, 2)]).ShouldBeFalse();
    }

    [Fact]
    public void One_alone_has_an_empty_path()
    {
        var alone = new Leaf(TreeSamples.Name(1));

        PathUnion.PathOf(alone, alone.Member).ShouldBeEmpty();
        PathUnion.Tree([(alone.Member, [])]).ShouldBeOfType<Leaf>().Member.ShouldBe(alone.Member);
    }

    [Fact]
    public void A_key_above_one_leaf_is_a_step_of_its_own()
    {
        var server = new History(TreeProtocol.C, new PaperPolicy()).Install(Enumerable.Range(0, 6).Select(TreeSamples.Name));

        PathUnion.PathOf(server.Tree, TreeSamples.Name(3))[^1].Arity.ShouldBe(1u);
        Same(PathUnion.Tree(PathsOf(server.Tree, server.Tree.Leaves()))!, server.Tree).ShouldBeTrue();
    }

    /// <summary>Whether two members' paths cannot both be of one tree.</summary>
    private static bool Contradict(ImmutableArray<PathStep> a, ImmutableArray<PathStep> b) =>
        PathUnion.Tree([(TreeSamples.Name(1), a), (TreeSamples.Name(2), b)]) is null;

    private static KeyName Key(uint number) => new(new Epoch(Anywhere.Group, new ViewId(1, TreeSamples.Name(0)), 1), number);

    private static Property Always(Func<KeyTree, Sample, bool> holds) =>
        Prop.ForAll(TreeSamples.Arbitrary, sample => holds(new TreeSamples(sample).Grown(), sample));

    private static List<(MemberId Member, ImmutableArray<PathStep> Path)> PathsOf(KeyTree tree, IEnumerable<MemberId> members) =>
        [.. members.Select(m => (m, PathUnion.PathOf(tree, m)))];

    /// <summary>The same shape, names and members; who chose a key is not known from paths, nor needed.</summary>
    private static bool Same(KeyTree a, KeyTree b) => a.Leaves().SequenceEqual(b.Leaves())
        && a.Branches().Select(Content).SequenceEqual(b.Branches().Select(Content));

    private static (KeyName Name, int Members, int Width, int Height, int Head) Content(Branch b) => (b.Name, b.Members, b.Children.Length, b.Height, b.IsUnnamed ? b.Head : 0);
}
