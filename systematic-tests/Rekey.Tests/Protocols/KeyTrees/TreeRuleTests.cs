using Rekey.Core;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Shouldly;
using Xunit;
using static Rekey.Tests.Protocols.KeyTrees.TreeText;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>What the tree of a view looks like and which keys in it are new (K-02 to K-09).</summary>
public sealed class TreeRuleTests
{
    private static readonly KeyTreeProtocol Paper = TreeBench.Find("O");
    private static readonly KeyTreeProtocol Balanced = TreeBench.Find("O-balanced");

    /// <summary>K-02: members whose paths have one root bring one tree; of its members, those who did not report that root are gone from it.</summary>
    [Fact]
    public void A_tree_is_put_together_from_the_paths_of_those_who_are_left()
    {
        var tree = Built(Paper, 8);
        var paths = new[] { "m01", "m02", "m04", "m07" }.Select(n => (MemberId.Parse(n), PathUnion.PathOf(tree, MemberId.Parse(n)))).ToList();

        PathUnion.Tree(paths)!.ToString().ShouldBe("(((m01 m02) (? m04)) (? (m07 ?)))");
    }

    /// <summary>K-02: two that say they are in one place bring no tree.</summary>
    [Fact]
    public void Paths_that_contradict_each_other_are_of_no_tree()
    {
        var tree = Built(Paper, 4);
        var path = PathUnion.PathOf(tree, MemberId.Parse("m01"));

        PathUnion.Tree([(MemberId.Parse("m01"), path), (MemberId.Parse("m02"), path)]).ShouldBeNull();
        PathUnion.Tree([(MemberId.Parse("m01"), path), (MemberId.Parse("m02"), [path[0] with { Arity = 3 }])]).ShouldBeNull();
    }

    /// <summary>K-03: every run makes a new group key, and replaces every key that somebody held who is not, or no more, below it.</summary>
    [Fact]
    public void Keys_above_a_leaver_and_the_group_key_are_new_and_no_other()
    {
        var tree = Built(Paper, 8);

        Of(Without(Paper, tree, 2, "m05"), 2).ShouldBe("#0(1#1(1#2(m01 m02) 1#3(m03 m04)) #1(m06 1#6(m07 m08)))");
        Of(Naming.Name(Naming.WithNewRoot(tree), Run(2)), 2).ShouldBe("#0(1#1(1#2(m01 m02) 1#3(m03 m04)) 1#4(1#5(m05 m06) 1#6(m07 m08)))");
        foreach (var branch in Without(Balanced, tree, 2, "m05").Branches().Where(static b => b.Name.Epoch.View.Counter == 1))
        {
            tree.Branches().Single(b => b.Name == branch.Name).Leaves().ShouldBe(branch.Leaves());
        }
    }

    /// <summary>K-04: a key is named by the run that made it and its number among that run's new keys in preorder; the group key is number 0.</summary>
    [Fact]
    public void New_keys_are_numbered_in_preorder()
    {
        Of(Built(Paper, 8), 1).ShouldBe("#0(#1(#2(m01 m02) #3(m03 m04)) #4(#5(m05 m06) #6(m07 m08)))");
        ((Branch)Built(Paper, 8)).Name.ShouldBe(new KeyName(Run(1), 0));
    }

    /// <summary>K-05: who is gone is cut out, a node with one child left gives way to it, and every key above is new.</summary>
    [Fact]
    public void Whoever_leaves_is_cut_out()
    {
        Of(Without(Paper, Built(Paper, 8), 2, "m01"), 2).ShouldBe("#0(#1(m02 1#3(m03 m04)) 1#4(1#5(m05 m06) 1#6(m07 m08)))");
        Of(Without(Paper, Built(Paper, 8), 2, "m01", "m02", "m03"), 2).ShouldBe("#0(m04 1#4(1#5(m05 m06) 1#6(m07 m08)))");
        Of(Without(Paper, Built(Paper, 4), 2, "m01", "m02"), 2).ShouldBe("#0(m03 m04)");
    }

    /// <summary>K-06: components, the largest first and equals by leader's name, are split into as many equal parts as the degree allows.</summary>
    [Fact]
    public void Components_are_put_together_the_largest_first()
    {
        var (pair, four) = (Built(Paper, 2, 1), Naming.Name(Paper.Policy.Next(new[] { "m05", "m06", "m07", "m08" }.Select(n => Paper.Newcomer(MemberId.Parse(n)))), Run(2)));

        Of(Merged(Paper, 3, pair, New(Paper, "m09"), four), 3).ShouldBe("#0(2#0(2#1(m05 m06) 2#2(m07 m08)) #1(1#0(m01 m02) m09))");
        Of(Merged(Paper, 3, New(Paper, "m02"), New(Paper, "m01"), New(Paper, "m03")), 3).ShouldBe("#0(m01 #1(m02 m03))");
        Naming.Name(new PaperPolicy(3).Next(Enumerable.Range(1, 7).Select(static i => Component.Whole(new Leaf(MemberId.Parse($"m{i}"))))), Run(1)).ToString()
            .ShouldBe("((m1 m2) (m3 m4) (m5 m6 m7))");
    }

    /// <summary>K-07: a new key is chosen by who chose the key at its head, or leads its head: the first child that lost a member, else the first.</summary>
    [Fact]
    public void The_head_is_the_first_child_that_lost_a_member()
    {
        Choosers(Built(Paper, 8), 1).ShouldBe("m01 m01 m01 m03 m05 m05 m07");
        Choosers(Without(Paper, Built(Paper, 8), 2, "m05"), 2).ShouldBe("m06 m06");
        Choosers(Without(Paper, Built(Paper, 8), 2, "m01"), 2).ShouldBe("m02 m02");
        Choosers(Without(Paper, Built(Paper, 8), 2, "m04", "m07"), 2).ShouldBe("m03 m03 m08");
    }

    /// <summary>K-07: where nobody left, the first child is the head, whoever chose the key before.</summary>
    [Fact]
    public void A_key_that_is_merely_renewed_is_chosen_by_its_first_child()
    {
        var tree = (Branch)Without(Paper, Built(Paper, 8), 2, "m05");
        tree.Head.ShouldBe(1);

        Choosers(Naming.Name(Naming.WithNewRoot(tree), Run(3)), 3).ShouldBe("m01");
    }

    /// <summary>K-08: the largest intact subtrees are joined, the lowest first, so that heights of siblings differ by at most 1.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Balanced_trees_stay_flat_whatever_happens(uint seed)
    {
        var (rng, tree, names) = (new Rekey.Explorer.Rng(seed), Built(Balanced, 9), 9);
        for (var view = 2u; view < 60; view++)
        {
            var leaves = tree.Leaves().ToList();
            if (leaves.Count > 3 && rng.Below(2) == 0)
            {
                tree = Without(Balanced, tree, view, leaves[rng.Below(leaves.Count)].ToString(), leaves[rng.Below(leaves.Count)].ToString());
            }
            else
            {
                tree = Merged(Balanced, view, tree, New(Balanced, $"m{++names:00}"));
            }

            tree.IsBalanced.ShouldBeTrue(tree.ToString());
            ((double)tree.Height).ShouldBeLessThan((1.45 * Math.Log2(tree.Members + 2)) + 0.01);
            TreeCheck.Objection(tree, Run(view), new View(Run(view).View, [.. tree.Leaves().Order()]), Balanced).ShouldBeNull();
        }
    }

    /// <summary>K-09: a key that was a group key is replaced where it would become the key of a subtree; the paper's trees keep it.</summary>
    [Fact]
    public void A_group_key_becomes_no_key_of_a_subtree_of_balanced_trees()
    {
        var (left, right) = (Built(Balanced, 4), Naming.Name(Balanced.Policy.Next(new[] { "m05", "m06", "m07", "m08" }.Select(n => Balanced.Newcomer(MemberId.Parse(n)))), Run(2)));

        Of(Merged(Balanced, 3, left, right), 3).ShouldBe("#0(#1(1#1(m01 m02) 1#2(m03 m04)) #2(2#1(m05 m06) 2#2(m07 m08)))");
        Of(Merged(Paper, 3, left, right), 3).ShouldBe("#0(1#0(1#1(m01 m02) 1#2(m03 m04)) 2#0(2#1(m05 m06) 2#2(m07 m08)))");
    }

    private static string Choosers(KeyTree tree, uint view) => string.Join(' ', PlanOf(Paper, tree, view).Choosers);
}
