using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.KeyTrees.Trees;
using Shouldly;
using Xunit;

namespace Rekey.Tests.KeyTrees;

/// <summary>Both policies, every operation, degrees 2 to 5, against sets of names (K-03 to K-06, K-08, K-09).</summary>
public sealed class TreeOperationTests
{

    [Property(MaxTest = 500)]
    public Property The_new_tree_has_who_is_left_and_who_came_each_once() => Always(static step =>
        step.Twin.IsTree() && step.Twin.Members.ToHashSet().SetEquals(step.Expected));

    [Property(MaxTest = 500)]
    public Property A_kept_key_has_the_same_holders_as_before_and_all_others_are_new() => Always(static step =>
        step.Twin.Holders.All(h => h.Key.Epoch == step.Epoch || (step.Before.TryGetValue(h.Key, out var holders) && holders.SetEquals(h.Value))));

    /// <summary>K-03.</summary>
    [Property(MaxTest = 500)]
    public Property The_group_key_is_new() => Always(static step => step.Tree is not Branch root || root.Name == new KeyName(step.Epoch, 0));

    /// <summary>K-03.</summary>
    [Property(MaxTest = 500)]
    public Property Who_is_gone_knows_no_key_and_who_came_gets_no_old_one() => Always(static step =>
    {
        var old = step.Gone.SelectMany(g => step.Before.Where(h => h.Value.Contains(g))).Select(static h => h.Key).ToHashSet();
        var came = step.Expected.Where(m => !step.Before.Values.Any(h => h.Contains(m)));
        return !step.Twin.Holders.Keys.Any(old.Contains) && came.All(m => step.Twin.KeysOf(m).All(k => k.Epoch == step.Epoch));
    });

    [Property(MaxTest = 500)]
    public Property A_key_above_a_new_key_is_new() => Always(static step =>
    {
        var fresh = step.Twin.Holders.Where(h => h.Key.Epoch == step.Epoch).Select(static h => h.Value).ToList();
        return step.Twin.Holders.All(h => h.Key.Epoch == step.Epoch || !fresh.Exists(f => f.IsProperSubsetOf(h.Value)));
    });

    /// <summary>K-04.</summary>
    [Property(MaxTest = 500)]
    public Property New_keys_are_numbered_in_preorder() => Always(static step =>
        step.Tree.Branches().Where(b => b.Name.Epoch == step.Epoch).Select(static b => (int)b.Name.Number).SequenceEqual(Enumerable.Range(0, step.Tree.Branches().Count(b => b.Name.Epoch == step.Epoch))));

    [Property(MaxTest = 500)]
    public Property No_node_has_more_children_than_the_degree_or_fewer_than_two() => Always(static step =>
        step.Tree.Branches().All(b => b.Children.Length >= 2 && b.Children.Length <= step.Sample.Degree && b.Head >= 0 && b.Head < b.Children.Length));

    [Property(MaxTest = 500)]
    public Property A_path_is_all_keys_that_the_member_holds_the_group_key_first() => Always(static step => step.Twin.Members.All(m =>
    {
        var path = step.Tree.PathTo(m);
        return path.Select(static b => b.Name).ToHashSet().SetEquals(step.Twin.KeysOf(m)) && path.Zip(path.Skip(1)).All(static p => p.First.Children.Contains(p.Second));
    }));

    [Property(MaxTest = 500)]
    public Property Heights_members_leaders_and_balance_are_what_they_say() => Always(static step => step.Tree.Branches().All(static b =>
        b.Members == b.Leaves().Count() && b.Leader == b.Leaves().First() && b.Height == NaiveHeight(b) && b.IsBalanced == NaiveBalance(b)));

    [Property(MaxTest = 500)]
    public Property The_order_of_the_components_does_not_matter() => Always(static step =>
        Same(step.Tree, Naming.Name(step.Sample.Policy.Next(step.Components.Reverse()), step.Epoch)));

    /// <summary>K-05, K-06.</summary>
    [Property(MaxTest = 500)]
    public Property The_paper_policy_keeps_and_replaces_exactly_what_the_sets_say() => Always(static step =>
    {
        if (step.Sample.IsBalanced)
        {
            return true;
        }

        // Below the new keys that put components together is what pruning left of each, but for a root of one component alone.
        var pruned = step.Components.SelectMany(c => new KeySets(c.Tree).Pruned(step.Gone)).ToList();
        var kept = step.Twin.Holders.Where(h => h.Key.Epoch != step.Epoch).ToDictionary();
        return pruned.All(p => step.Twin.Holders.Any(h => h.Value.SetEquals(p.Holders) && (h.Key == p.Kept || p.Holders.Count == step.Expected.Count || (p.Kept is null && h.Key.Epoch == step.Epoch))))
            && step.Twin.Holders.Count == pruned.Count + NaiveSplits(step.Components.Count, step.Sample.Degree)
            && kept.Keys.All(k => pruned.Exists(p => p.Kept == k));
    });

    /// <summary>K-08, K-09.</summary>
    [Property(MaxTest = 500)]
    public Property The_balanced_policy_makes_flat_trees_and_keeps_no_group_key() => Always(static step =>
        !step.Sample.IsBalanced
        || (step.Tree.IsBalanced && step.Tree.Height <= (1.45 * Math.Log2(step.Tree.Members)) && !step.Components.Any(c => c.Tree is Branch root && step.Twin.Holders.ContainsKey(root.Name))));

    [Property(MaxTest = 500)]
    public Property The_balanced_policy_makes_a_deep_tree_of_the_paper_policy_flat() => Always(static step =>
    {
        var samples = new TreeSamples(step.Sample);
        var deep = Enumerable.Range(0, 30).Aggregate((KeyTree)new Leaf(TreeSamples.Name(90000)), (tree, i) =>
            samples.Named(new PaperPolicy(step.Sample.Degree), [Component.Whole(tree), Component.Whole(new Leaf(TreeSamples.Name(90001 + i)))]));
        var flat = samples.Named(new BalancedPolicy(step.Sample.Degree), [Component.Whole(deep)]);
        return deep.Height == 30 && flat.IsBalanced && flat.Height <= 7 && flat.Members == 31 && new KeySets(flat).IsTree();
    });

    [Theory]
    [InlineData(2, 8, 3)]
    [InlineData(3, 27, 3)]
    [InlineData(4, 64, 3)]
    [InlineData(5, 25, 2)]
    [InlineData(4, 65, 4)]
    public void Both_policies_build_trees_as_wide_as_the_degree(int degree, int members, int height)
    {
        foreach (var policy in (TreePolicy[])[new PaperPolicy(degree), new BalancedPolicy(degree)])
        {
            var tree = policy.Next(Enumerable.Range(0, members).Select(static i => Component.Whole(new Leaf(TreeSamples.Name(i)))));
            tree.Height.ShouldBe(height, policy.Name);
            tree.Leaves().ShouldBe(Enumerable.Range(0, members).Select(TreeSamples.Name), ignoreOrder: policy is BalancedPolicy);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_balanced_leave_or_join_replaces_few_keys(int degree)
    {
        var policy = new BalancedPolicy(degree);
        var samples = new TreeSamples(new Sample(true, degree, [], Operation.JoinOne, 1));
        var tree = samples.Named(policy, Enumerable.Range(0, 500).Select(static i => Component.Whole(new Leaf(TreeSamples.Name(i)))));
        for (var i = 0; i < 500; i++)
        {
            var left = policy.Next([Component.Without(tree, m => m == tree.Leaves().ElementAt(i * 37 % 500))!]);
            left.Branches().Count(static b => b.IsUnnamed).ShouldBeLessThanOrEqualTo(2 * tree.Height);
            var joined = policy.Next([Component.Whole(tree), Component.Whole(new Leaf(TreeSamples.Name(10000 + i)))]);
            joined.Branches().Count(static b => b.IsUnnamed).ShouldBeLessThanOrEqualTo(1 + tree.Height);
            tree = Naming.Name(policy.Next([Component.Without(joined, m => m == TreeSamples.Name(i))!]), samples.NextEpoch());
            tree.Members.ShouldBe(500);
        }
    }

    [Fact]
    public void A_degree_below_two_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => new PaperPolicy(1));
        Should.Throw<ArgumentOutOfRangeException>(static () => new BalancedPolicy(0));
    }

    [Fact]
    public void Nobody_left_is_no_component() => Component.Without(new Leaf(TreeSamples.Name(1)), static _ => true).ShouldBeNull();

    private static Property Always(Func<Step, bool> holds) => Prop.ForAll(TreeSamples.Arbitrary, sample => holds(new Step(sample)));

    private static bool Same(KeyTree a, KeyTree b) => a.Leaves().SequenceEqual(b.Leaves())
        && a.Branches().Select(static x => (x.Name, x.Head, x.Members, x.Children.Length)).SequenceEqual(b.Branches().Select(static x => (x.Name, x.Head, x.Members, x.Children.Length)));

    private static int NaiveHeight(KeyTree tree) => tree is Branch b ? 1 + b.Children.Max(NaiveHeight) : 0;

    private static bool NaiveBalance(KeyTree tree) => tree is not Branch b || (b.Children.All(NaiveBalance) && b.Children.Max(NaiveHeight) - b.Children.Min(NaiveHeight) <= 1);

    /// <summary>Nodes above some parts in halves, thirds, ...</summary>
    private static int NaiveSplits(int parts, int degree) => parts == 1 ? 0
        : parts <= degree ? 1
        : 1 + Enumerable.Range(0, degree).Sum(i => NaiveSplits((parts * (i + 1) / degree) - (parts * i / degree), degree));

    /// <summary>One operation, seen by the twins.</summary>
    private sealed class Step
    {
        public Step(Sample sample)
        {
            (Sample, var samples) = (sample, new TreeSamples(sample));
            Components = samples.ComponentsOf(samples.Grown(), sample.Next);
            var all = Components.SelectMany(static c => c.Tree.Leaves()).ToList();
            Gone = Components.SelectMany(static c => c.Touched.OfType<Leaf>()).Select(static l => l.Member).ToHashSet();
            Expected = [.. all.Except(Gone)];
            foreach (var component in Components)
            {
                new KeySets(component.Tree).Holders.ToList().ForEach(h => Before.Add(h.Key, h.Value));
            }

            Epoch = samples.NextEpoch();
            Tree = Naming.Name(sample.Policy.Next(Components), Epoch);
            Twin = new KeySets(Tree);
        }

        public Sample Sample { get; }

        public IReadOnlyList<Component> Components { get; }

        public HashSet<MemberId> Gone { get; }

        public HashSet<MemberId> Expected { get; }

        public Dictionary<KeyName, HashSet<MemberId>> Before { get; } = [];

        public Epoch Epoch { get; }

        public KeyTree Tree { get; }

        public KeySets Twin { get; }
    }
}
