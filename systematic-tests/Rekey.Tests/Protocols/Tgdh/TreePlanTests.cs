using Rekey.Core;
using Rekey.KeyAgreement.Tgdh;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>Who announces which nodes, and in which round (spec/protocols/tgdh.md, TGDH-07, TGDH-09 and TGDH-10).</summary>
public sealed class TreePlanTests
{
    private static readonly CryptoValue Some = new TgdhBench().Strange;

    /// <summary>TGDH-09. A line is round, sponsor, level of the lowest node above its leaf, number of nodes.</summary>
    [Theory]
    [InlineData("(m1 m2?)?", "1 m2 0+1")]
    [InlineData("((m1 m2)(m3 m4?)?)?", "1 m4 0+2")]
    [InlineData("((m1? m2)?(m3 m4))?", "1 m1 0+2")]
    [InlineData("(((m1 m2)?(m3 m4?)?)? m5)?", "1 m2 1+1, 1 m4 0+2, 2 m4 2+1")]
    [InlineData("(((m1 m2)? m3)?(m4 (m5 m6?)?)?)?", "1 m2 1+2, 1 m6 0+3")]
    [InlineData("((((m1 m2)? m3)?(m4 m5?)?)? m6)?", "1 m2 1+2, 1 m5 0+2, 2 m5 2+1")]
    [InlineData("((((m1 m2)?(m3 m4)?)?(m5 m6)?)? m7?)?", "1 m2 1+1, 1 m4 1+1, 1 m6 1+1, 1 m7 0+1, 2 m4 2+2")]
    [InlineData("((m1 m2)(m3 m4))?", "")]
    public void A_node_is_announced_with_the_later_of_its_children_or_in_the_next_round_by_the_right_one(string tree, string plan) =>
        Text(TreePlan.Of(Read(tree))).ShouldBe(plan);

    /// <summary>TGDH-05, TGDH-09: where both children have their blinded keys, the sponsor of the place begins.</summary>
    [Theory]
    [InlineData("(((m1 m2) m3)(m4 (m5 m6)))", "m2,m3,m5,m6", "m6", "1 m2 1+1, 1 m6 0+2")]
    [InlineData("(((m1 (m2 m7)) m3)(m4 (m5 m6)))", "m2,m7,m3,m5", "m5", "1 m7 2+1, 1 m5 0+1")]
    [InlineData("((m1 (m2 m3))(m4 m5))", "m2,m3,m5", "m5", "1 m5 0+1")]
    public void After_a_partition_each_sponsor_goes_as_far_up_as_it_can(string tree, string staying, string refresher, string plan)
    {
        var pruned = TreeChanges.Prune(Read(tree), staying.Split(',').Select(TgdhBench.Id), isWhole: true);

        pruned.Refresher.ShouldBe(TgdhBench.Id(refresher));
        Text(TreePlan.Of(TreeChanges.Refresh(pruned.Tree, pruned.Refresher, null))).ShouldBe(plan);
    }

    /// <summary>TGDH-09: others than the component do not know what moved up; the rightmost leaf below the node is the sponsor then.</summary>
    [Fact]
    public void In_a_run_of_several_components_the_sponsor_of_a_gap_is_its_rightmost_leaf()
    {
        var tree = Read("(((m1 m2) m3)(m4 (m5 m6)))");
        var staying = new[] { "m2", "m3", "m5", "m6" }.Select(TgdhBench.Id).ToList();

        Text(TreePlan.Of(TreeChanges.Refresh(TreeChanges.Prune(tree, staying, isWhole: false).Tree, TgdhBench.Id("m6"), null))).ShouldBe("1 m3 1+1, 1 m6 0+2");
    }

    /// <summary>TGDH-08, TGDH-09: an insertion is the business of the rightmost leaf of what stood there.</summary>
    [Theory]
    [InlineData("((m1 m2)(m3 (m4 m5)))", "(m6 m7)", "1 m2 2+1")]
    [InlineData("((m1 m2) m3)", "m4", "1 m3 1+1")]
    [InlineData("((m1 m2)(m3 m4))", "m5", "")]
    public void The_sponsor_of_an_insertion_is_the_rightmost_leaf_of_the_old_subtree(string tree, string inserted, string plan) =>
        Text(TreePlan.Of(TreeChanges.Insert(Read(tree), Read(inserted)))).ShouldBe(plan);

    /// <summary>TGDH-07.</summary>
    [Theory]
    [InlineData("m1?", "1 m1 0+1")]
    [InlineData("((m1 m2) m3?)?", "1 m3 0+2")]
    [InlineData("((m1 m2)?(m3 m4?)?)?", "1 m4 0+2")]
    [InlineData("(((m1 m2)(m3 m4)?)?(m5 m6?)?)?", "1 m6 0+2")]
    public void A_component_s_sponsor_goes_as_far_up_as_it_can(string tree, string first) => Text([TreePlan.First(Read(tree))]).ShouldBe(first);

    /// <summary>TGDH-10.</summary>
    [Theory]
    [InlineData("((((m1 m2)? m3)?(m4 m5?)?)? m6)?", "true, true, false")]
    [InlineData("((((m1 m2) m3)(m4 m5?)?)? m6)?", "true")]
    [InlineData("((((m1 m2)? m3)?(m4 m5))? m6)?", "true")]
    public void An_announcement_is_ready_when_all_is_there_that_it_rests_on(string tree, string ready)
    {
        var read = Read(tree);
        string.Join(", ", TreePlan.Of(read).Select(a => a.IsReady(read) ? "true" : "false")).ShouldBe(ready);
    }

    private static string Text(IEnumerable<Announcement> plan) => string.Join(", ", plan.Select(static a => $"{a.Round} {a.Sponsor} {a.From}+{a.Count}"));

    private static KeyNode Read(string text) => TreeText.Read(text.Replace(")(", ") (").Replace("?(", "? ("), Some);
}
