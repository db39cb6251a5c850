using Rekey.Core;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Spec.Shared;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>How the leader of a new view learns what its members bring along (K-01, K-02, K-10, K-20, K-21).</summary>
public sealed class ReportRuleTests
{
    public static TheoryData<string> Protocols() => TreeBench.WithPaperTrees;

    /// <summary>K-01: in a new view with others, every member reports to the leader its path in the tree of the run that it committed last.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Everybody_reports_its_path_and_a_newcomer_an_empty_one(string protocol)
    {
        var bench = new TreeBench(protocol).Install(1, "m1", "m2", "m3", "m4");
        bench.Sent<Report>().Select(static r => (r.To, r.Message.Path.IsEmpty)).ShouldBe([("m1", true), ("m1", true), ("m1", true)]);
        bench.Settle();
        var path = PathUnion.PathOf(bench["m4"].Ring!.Tree, TreeBench.Id("m4"));
        bench.Install(2, "m1", "m2", "m4", "m5");

        bench.Sent<Report>().Single(static r => r.Message.Header.Sender == TreeBench.Id("m4")).Message.Path.ShouldBe(path);
        bench.Sent<Report>().Single(static r => r.Message.Header.Sender == TreeBench.Id("m5")).Message.Path.ShouldBeEmpty();
        bench["m2"].State.ShouldBe(RunState.Reporting);
    }

    /// <summary>K-02: whoever does not report the root of a tree is gone from it, whether it left or merely missed the end of the run.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Whoever_missed_the_last_run_comes_as_a_newcomer(string protocol)
    {
        var bench = new TreeBench(protocol).Install(1, "m1", "m2", "m3", "m4").Settle(static (m, to) => to == "m4" && m is Rekey.Runs.ProtoDone);
        var old = bench["m3"].Ring!.Tree;
        bench["m4"].Ring.ShouldBeNull();
        bench.Keyed(2, "m1", "m2", "m3", "m4");

        var above = bench["m4"].Ring!.Tree.PathTo(TreeBench.Id("m4")).Select(static b => b.Name);
        above.ShouldAllBe(n => old.Branches().All(b => b.Name != n));
    }

    /// <summary>K-02: two groups with trees of their own merge into one tree that keeps both.</summary>
    [Theory]
    [InlineData("B")]
    [InlineData("O")]
    [InlineData("O3")]
    public void Two_groups_with_trees_merge(string protocol)
    {
        var bench = new TreeBench(protocol).Keyed(1, "m1", "m2");
        bench.Keyed(2, "m3", "m4").Keyed(3, "m1", "m2", "m3", "m4");

        bench["m1"].Ring!.Tree.ToString().ShouldBe("((m1 m2) (m3 m4))");
        bench["m1"].Ring!.Tree.Branches().Skip(1).Select(static b => (b.Name.Epoch.View.Counter, b.Name.Number)).ShouldBe([(1u, 0u), (2u, 0u)]);
    }

    /// <summary>K-10: with all reports in, and not before, the leader multicasts the tree of the run.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_tree_goes_out_with_the_last_report(string protocol)
    {
        var bench = new TreeBench(protocol).Install(1, "m1", "m2", "m3");
        bench.Deliver("m1", static m => m is Report).Rule.ShouldBe(KeyTreeRules.Components);
        bench.Sent<TreeAnnouncement>().ShouldBeEmpty();
        bench.Deliver("m1", static m => m is Report).Rule.ShouldBe(KeyTreeRules.Announce);

        bench["m1"].State.ShouldBe(RunState.Leading);
        bench.Sent<TreeAnnouncement>().Select(static t => t.To).ShouldBe(["m2", "m3"]);
        bench.Sent<TreeAnnouncement>().First().Message.Tree.ShouldBeSameAs(bench.Plan.Tree);
    }

    /// <summary>K-20: a member alone in its view chooses a fresh group key and commits it at once; its tree is its leaf.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_member_alone_needs_nobody(string protocol)
    {
        var bench = new TreeBench(protocol).Keyed(1, "m1", "m2", "m3").Install(2, "m2");
        var first = bench["m2"].Current!;
        bench["m2"].Ring!.Tree.ShouldBeOfType<Leaf>().Member.ShouldBe(TreeBench.Id("m2"));
        first.ShouldNotBe(bench["m1"].Current);
        bench.Table.ShouldBeEmpty();
        bench.Move("m2", RefreshRequested.Instance).Rule.ShouldBe(KeyTreeRules.Refresh);

        bench["m2"].Current!.Epoch.ShouldBe(bench.FirstRun with { Run = 2 });
        bench["m2"].Current!.Key.ShouldNotBe(first.Key);
        bench.Keyed(3, "m1", "m2", "m3");
    }

    /// <summary>K-21: a report that comes twice, or cannot be of a tree of this degree, is rejected.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_second_report_is_rejected(string protocol)
    {
        var bench = new TreeBench(protocol).Install(1, "m1", "m2", "m3");
        bench.Deliver("m1", static m => m is Report);
        var step = new PathStep(new KeyName(bench.FirstRun, 0), 0, 2);

        bench.Reject("m1", new Report(bench.Head("m2"), []), RejectionKind.Duplicate, KeyTreeRules.Contradiction);
        bench.Reject("m1", new Report(bench.Head("m2"), [step]), RejectionKind.Duplicate, KeyTreeRules.Contradiction);
        bench.Reject("m1", new Report(bench.Head("m3"), [step with { Arity = 3 }]), RejectionKind.WrongTree, KeyTreeRules.Contradiction);
        bench.Reject("m1", new Report(bench.Head("m3"), [step with { Position = 2 }]), RejectionKind.WrongTree, KeyTreeRules.Contradiction);
        bench.Reject("m1", new Report(bench.Head("m3"), [.. Enumerable.Repeat(step, 1_025)]), RejectionKind.WrongTree, KeyTreeRules.Contradiction);
        bench.Reject("m1", new Report(bench.Head("m3", 2), []), RejectionKind.WrongRun, TerminationRules.OnceInOrder);
        bench.Reject("m2", new Report(bench.Head("m3"), []), RejectionKind.NotEntitled, TerminationRules.Strangers);
        bench.Settle();
        bench.ShouldBeKeyed();
        bench.Reject("m1", new Report(bench.Head("m3"), []), RejectionKind.Duplicate, KeyTreeRules.Contradiction);
    }

    /// <summary>K-21: reports that contradict each other do not stop the run; they count as those of newcomers.</summary>
    [Theory]
    [InlineData("B")]
    [InlineData("O")]
    [InlineData("O3")]
    public void Reports_that_cannot_all_be_true_give_a_tree_of_newcomers(string protocol)
    {
        var bench = new TreeBench(protocol).Keyed(1, "m1", "m2", "m3", "m4");
        var claimed = PathUnion.PathOf(bench["m2"].Ring!.Tree, TreeBench.Id("m2"));
        bench.Install(2, "m1", "m2", "m3", "m4");
        bench.Tell("m1", new Report(bench.Head("m4"), claimed)).ShouldBeOfType<Moved>();
        bench.Settle(static (m, _) => m is Report && m.Header.Sender == TreeBench.Id("m4"));

        bench.ShouldBeKeyed();
        bench["m1"].Ring!.Tree.Branches().ShouldAllBe(b => b.Name.Epoch == bench.FirstRun);
    }

    /// <summary>K-21: what two insiders agree to report may be of a tree; where it does not fit the rest, all count as newcomers.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Reports_of_keys_that_do_not_exist_do_no_harm(string protocol)
    {
        var bench = new TreeBench(protocol).Keyed(1, "m1", "m2", "m3", "m4");
        bench.Install(2, "m1", "m2", "m3", "m4");
        foreach (var (name, position) in new[] { ("m3", 0u), ("m4", 1u) })
        {
            // Of the run that is about to begin, and one of them numbered as its root.
            bench.Tell("m1", new Report(bench.Head(name), [new PathStep(new KeyName(bench.FirstRun, 0), position, 2)]));
        }

        bench.Settle(static (m, _) => m is Report && m.Header.Sender >= TreeBench.Id("m3"));
        bench.ShouldBeKeyed();
    }
}
