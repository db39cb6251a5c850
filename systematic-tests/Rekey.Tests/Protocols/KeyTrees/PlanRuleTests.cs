using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;
using Shouldly;
using Xunit;
using static Rekey.Tests.Protocols.KeyTrees.TreeText;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>The plans of C, B, O and O3 beside paper A's examples of eight members, and their costs (C-01 to C-04, B-01 to B-03, O-01 to O-06, O3-01 to O3-03).</summary>
public sealed class PlanRuleTests
{
    /// <summary>C-01: the leader of the view is the key server: it chooses every key, holds every key, and has no leaf.</summary>
    [Fact]
    public void The_server_of_C_chooses_everything()
    {
        var plan = Build("C", 9);

        plan.Choosers.ShouldAllBe(static c => c == MemberId.Parse("m01"));
        plan.Transmissions.ShouldAllBe(static t => t.From == MemberId.Parse("m01"));
        plan.Tree.Leaves().ShouldNotContain(MemberId.Parse("m01"));
        var bench = new TreeBench("C").Keyed(1, "m1", "m2", "m3", "m4");
        bench["m1"].Ring!.Keys.Keys.ShouldBe(bench["m1"].Ring!.Tree.Branches().Select(static b => b.Name), ignoreOrder: true);
        bench["m3"].Ring!.Keys.Count.ShouldBe(3);
    }

    /// <summary>C-02: a member that is new to the server gets an individual key on the secure channel.</summary>
    [Fact]
    public void A_newcomer_of_C_is_registered_and_nobody_else()
    {
        var protocol = TreeBench.Find("C");
        var joined = Merged(protocol, 2, Built(protocol, 5), New(protocol, "m06"));

        Lines(PlanOf(protocol, joined, 2), 2).ShouldBe(["m01->m06 #1", "m01->* #0/1#0 #0/#1"]);
    }

    /// <summary>C-03: all other new keys go in one multicast, each encrypted under the key of every child. Paper A: 14, 2 and 4 ciphertexts.</summary>
    [Fact]
    public void The_server_of_C_multicasts_once()
    {
        var protocol = TreeBench.Find("C");
        var built = Build("C", 9);

        built.Transmissions.Count(static t => t.IsMulticast).ShouldBe(1);
        built.Transmissions[^1].Wraps.Length.ShouldBe(14);
        Lines(PlanOf(protocol, Without(protocol, built.Tree, 2, "m02"), 2), 2).ShouldBe(["m01->* #1/1#4 #1/1#5 #0/#1 #0/1#8"]);
    }

    /// <summary>C-04: a tree lives as long as its server: a leader that did not make the tree registers every member anew.</summary>
    [Fact]
    public void A_new_server_registers_everybody_anew()
    {
        var bench = new TreeBench("C").Keyed(1, "m1", "m2", "m3", "m4");
        bench.Keyed(2, "m2", "m3", "m4");
        bench["m2"].Ring!.Tree.Branches().ShouldAllBe(b => b.Name.Epoch == bench.FirstRun);
        bench.Keyed(3, "m2", "m3", "m4", "m5");
        bench["m2"].Ring!.Tree.Branches().Count(b => b.Name.Epoch != bench.FirstRun).ShouldBe(3, "it made this tree itself");
        bench.Keyed(4, "m1", "m2", "m3", "m4", "m5");
        bench["m1"].Ring!.Tree.Branches().ShouldAllBe(b => b.Name.Epoch == bench.FirstRun);
    }

    /// <summary>B-01: in an agree, the chooser of a key sends it on the secure channel to the representative of every other child.</summary>
    [Fact]
    public void The_chooser_of_B_sends_a_key_across()
    {
        Sealed(Build("B", 8), 1).ShouldBe(["m01->m02 #2", "m01->m03 #1", "m01->m05 #0", "m03->m04 #3", "m05->m06 #5", "m05->m07 #4", "m07->m08 #6"], ignoreOrder: true);
    }

    /// <summary>B-02: in an agree, the representative of each child with a key of its own multicasts the new key under that key.</summary>
    [Fact]
    public void Representatives_of_B_multicast_below_them()
    {
        Casts(Build("B", 8), 1).ShouldBe(["m01->* #1/#2", "m03->* #1/#3", "m05->* #4/#5", "m07->* #4/#6", "m01->* #0/#1", "m05->* #0/#4"], ignoreOrder: true);
        var protocol = TreeBench.Find("B");
        var left = PlanOf(protocol, Without(protocol, Built(protocol, 8), 2, "m01"), 2);
        Lines(left, 2).ShouldBe(["m02->m03 #1", "m03->* #1/1#3", "m02->* #0/#1", "m02->m05 #0", "m05->* #0/1#4"]);
    }

    /// <summary>B-03: an agree begins, at each of its representatives, when the agree of that child is over: when all its multicasts are seen.</summary>
    [Fact]
    public void Agrees_of_B_go_level_by_level()
    {
        var plan = Build("B", 8);
        var (toFive, below) = (IndexOf(plan, 1, "m01->m05 #0"), new[] { IndexOf(plan, 1, "m01->* #1/#2"), IndexOf(plan, 1, "m03->* #1/#3") });

        plan.Transmissions[toFive].After.ShouldBe(below, ignoreOrder: true);
        plan.Transmissions[IndexOf(plan, 1, "m05->* #0/#4")].After.ShouldBe([toFive, IndexOf(plan, 1, "m05->* #4/#5"), IndexOf(plan, 1, "m07->* #4/#6")], ignoreOrder: true);
    }

    /// <summary>O-01: the chooser of a key sends it on the secure channel to the representative of every child other than its head. O-02: with all above it that it chose.</summary>
    [Fact]
    public void Stage_1_of_O_is_that_of_the_paper()
    {
        Sealed(Build("O", 8), 1).ShouldBe(["m01->m02 #2 #1 #0", "m01->m03 #1 #0", "m01->m05 #0", "m03->m04 #3", "m05->m06 #5 #4", "m05->m07 #4", "m07->m08 #6"], ignoreOrder: true);
        var protocol = TreeBench.Find("O");
        Sealed(PlanOf(protocol, Without(protocol, Built(protocol, 8), 2, "m01"), 2), 2).ShouldBe(["m02->m03 #1 #0", "m02->m05 #0"]);
        Sealed(PlanOf(protocol, Without(protocol, Built(protocol, 8), 2, "m05"), 2), 2).ShouldBe(["m06->m07 #1 #0", "m06->m01 #0"]);
    }

    /// <summary>O-03: all sends of stage 1 are made at once; none waits for another.</summary>
    [Theory]
    [InlineData("O")]
    [InlineData("O3")]
    public void Nothing_in_stage_1_waits(string protocol) =>
        Build(protocol, 13).Transmissions.Where(static t => t.IsSealed).ShouldAllBe(static t => t.After.IsEmpty);

    /// <summary>O-04: who received keys for a subtree encrypts the lowest under the key of the subtree, and each other one under the one below it.</summary>
    [Fact]
    public void Stage_2_of_O_is_that_of_the_paper()
    {
        Casts(Build("O", 8), 1).ShouldBe(["m03->* #1/#3 #0/#1", "m05->* #0/#4", "m07->* #4/#6"], ignoreOrder: true);
        var protocol = TreeBench.Find("O");
        Casts(PlanOf(protocol, Without(protocol, Built(protocol, 8), 2, "m01"), 2), 2).ShouldBe(["m03->* #1/1#3 #0/#1", "m05->* #0/1#4"], ignoreOrder: true);
    }

    /// <summary>O-05: who chose keys above a subtree that keeps its key encrypts them, in the same chain, under that key.</summary>
    [Fact]
    public void A_kept_head_of_O_is_told_by_its_leader()
    {
        var protocol = TreeBench.Find("O");

        Lines(PlanOf(protocol, Without(protocol, Built(protocol, 8), 2, "m02", "m01"), 2), 2).ShouldBe(["m03->m05 #0", "m03->* #0/1#3", "m05->* #0/1#4"]);
        Lines(PlanOf(protocol, Merged(protocol, 2, Built(protocol, 8), New(protocol, "m09")), 2), 2).ShouldBe(["m01->m09 #0", "m01->* #0/1#0"]);
    }

    /// <summary>O-06: a member puts all its encryptions into one multicast, sent when it has received its part of stage 1.</summary>
    [Fact]
    public void Nobody_in_O_multicasts_twice()
    {
        var plan = Build("O", 13);
        var casts = plan.Transmissions.Where(static t => t.IsMulticast).ToList();

        casts.Select(static t => t.From).ShouldBeUnique();
        casts.ShouldAllBe(t => t.After.All(i => plan.Transmissions[i].IsSealed && plan.Transmissions[i].To == t.From));
    }

    /// <summary>O3-01: the collector m_x of a run is the member that chooses the group key.</summary>
    [Fact]
    public void The_collector_of_O3_chooses_the_group_key()
    {
        var protocol = TreeBench.Find("O3");
        foreach (var (gone, collector) in new[] { ("m05", "m06"), ("m01", "m02"), ("m04", "m03") })
        {
            var plan = PlanOf(protocol, Without(protocol, Built(protocol, 8), 2, gone), 2);
            (plan.Choosers[0], plan.Transmissions.Single(static t => t.IsMulticast).From).ShouldBe((MemberId.Parse(collector), MemberId.Parse(collector)));
        }
    }

    /// <summary>O3-02: what stage 2 of O would multicast goes to the collector instead, in the clear and signed.</summary>
    [Fact]
    public void Stage_2_of_O3_goes_to_the_collector() =>
        Lines(Build("O3", 8), 1)[7..^1].ShouldBe(["m03->m01 #1/#3 #0/#1", "m05->m01 #0/#4", "m07->m01 #4/#6"], ignoreOrder: true);

    /// <summary>O3-03: the collector multicasts all of it in one message, when it has all of it.</summary>
    [Fact]
    public void The_collector_of_O3_multicasts_once()
    {
        var plan = Build("O3", 8);

        Lines(plan, 1)[^1].ShouldBe("m01->* #1/#3 #0/#1 #0/#4 #4/#6");
        plan.Transmissions[^1].After.ShouldBe([7, 8, 9], ignoreOrder: true);
        plan.Rounds.ShouldBe(3);
    }

    /// <summary>The costs of building a group of n = 2^k, counted by hand from the paper's rules: members that multicast, ciphertexts, secure sends, keys in them.</summary>
    [Theory]
    [InlineData(4, 2)]
    [InlineData(8, 3)]
    [InlineData(16, 4)]
    [InlineData(64, 6)]
    public void A_group_is_built_at_the_papers_cost(int n, int k)
    {
        Cost(Build("C", n + 1)).ShouldBe((1, 2 * (n - 1), n, n));
        Cost(Build("B", n)).ShouldBe((n - 2, n - 2, n - 1, n - 1));
        Cost(Build("O", n)).ShouldBe(((n / 2) - 1, n - k - 1, n - 1, (2 * n) - k - 2));
        Cost(Build("O3", n)).ShouldBe((1, n - k - 1, n - 1, (2 * n) - k - 2));

        // Each agree of B but the lowest is two messages in a row: across, and down on the other side.
        (Build("B", n).Rounds, Build("O", n).Rounds, Build("O3", n).Rounds).ShouldBe((2 * (k - 1), 2, 3));
        Build("O3", n).Transmissions.Count(static t => !t.IsMulticast && !t.IsSealed).ShouldBe((n / 2) - 1);
    }

    private static (int Casts, int Ciphertexts, int Sends, int Keys) Cost(Plan plan) => (
        plan.Transmissions.Count(static t => t.IsMulticast), plan.Transmissions.Where(static t => t.IsMulticast).Sum(static t => t.Wraps.Length),
        plan.Transmissions.Count(static t => t.IsSealed), plan.Transmissions.Sum(static t => t.Keys.Length));

    private static Plan Build(string protocol, int members) => PlanOf(TreeBench.Find(protocol), Built(TreeBench.Find(protocol), members), 1);

    private static string[] Sealed(Plan plan, uint view) => [.. Lines(plan, view).Where((_, i) => plan.Transmissions[i].IsSealed)];

    private static string[] Casts(Plan plan, uint view) => [.. Lines(plan, view).Where((_, i) => plan.Transmissions[i].IsMulticast)];

    private static int IndexOf(Plan plan, uint view, string line) => Array.IndexOf(Lines(plan, view), line);
}
