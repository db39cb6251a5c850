using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Tgdh;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>How trees change (spec/protocols/tgdh.md, TGDH-03 to TGDH-06 and TGDH-08). A question mark stands behind a node without a blinded key.</summary>
public sealed class TreeChangeTests
{
    private static readonly CryptoValue Some = new TgdhBench().Strange;

    /// <summary>TGDH-03, TGDH-04, TGDH-05.</summary>
    [Theory]
    [InlineData("((m1 m2) m3)", "m1,m2,m3", "((m1 m2) m3)", "")]
    [InlineData("((m1 m2) m3)", "m1,m2", "(m1 m2)", "m2")]
    [InlineData("((m1 m2) m3)", "m2,m3", "(m2 m3)?", "m2")]
    [InlineData("((m1 m2)(m3 (m4 m5)))", "m1,m2,m4,m5", "((m1 m2) (m4 m5))?", "m5")]
    [InlineData("((m1 m2)(m3 (m4 m5)))", "m1,m2,m3,m4", "((m1 m2) (m3 m4)?)?", "m4")]
    [InlineData("((m1 m2)((m3 m4) m5))", "m1,m2,m5", "((m1 m2) m5)?", "m5")]
    [InlineData("((m1 m2)(m3 m4))", "m1,m2", "(m1 m2)", "m2")]
    [InlineData("(((m1 m2) m3)(m4 (m5 m6)))", "m2,m3,m5,m6", "((m2 m3)? (m5 m6))?", "m2,m6")]
    [InlineData("((((m1 m2) m3) m4) m5)", "m2,m4", "(m2 m4)?", "m2,m4")]
    [InlineData("((((m1 m2) m3) m4) m5)", "m5", "m5", "m5")]
    [InlineData("(m1 ((m2 m3) m4))", "m1,m2,m3", "(m1 (m2 m3))?", "m3")]
    public void A_subtree_whose_sibling_is_gone_moves_up_and_has_a_sponsor(string tree, string staying, string left, string sponsors)
    {
        var pruned = TreeChanges.Prune(Read(tree), staying.Split(',').Select(TgdhBench.Id), isWhole: true);

        TreeText.Marked(pruned.Tree).ShouldBe(left);
        string.Join(',', pruned.Sponsors).ShouldBe(sponsors);
    }

    /// <summary>TGDH-06.</summary>
    [Theory]
    [InlineData("((m1 m2)(m3 m4))", "m1,m2,m3,m4", "m4")]
    [InlineData("((m1 m2) m3)", "m1,m2,m3", "m3")]
    [InlineData("(m1 (m2 m3))", "m1,m2,m3", "m1")]
    [InlineData("((m1 m2)(m3 (m4 m5)))", "m1,m2,m3,m4,m5", "m3")]
    [InlineData("((m1 m2)(m3 (m4 m5)))", "m1,m2,m4,m5", "m5")]
    [InlineData("(((m1 m2) m3)(m4 (m5 m6)))", "m2,m3,m5,m6", "m6")]
    [InlineData("(((m1 m2) m3)(m4 (m5 (m6 m7))))", "m1,m3,m4,m6,m7", "m1")]
    public void One_member_draws_a_new_share_the_shallowest_and_of_these_the_rightmost(string tree, string staying, string refresher) =>
        TreeChanges.Prune(Read(tree), staying.Split(',').Select(TgdhBench.Id), isWhole: true).Refresher.ShouldBe(TgdhBench.Id(refresher));

    /// <summary>TGDH-04: what is not above a change keeps its keys, and with it its place in memory.</summary>
    [Fact]
    public void A_subtree_in_which_nothing_changes_is_the_very_same()
    {
        var tree = (KeyBranch)Read("((m1 m2)(m3 m4))");

        ((KeyBranch)TreeChanges.Prune(tree, new[] { "m1", "m2", "m3" }.Select(TgdhBench.Id), isWhole: true).Tree).Left.ShouldBeSameAs(tree.Left);
        TreeText.Marked(TreeChanges.Refresh(tree, TgdhBench.Id("m3"), null)).ShouldBe("((m1 m2) (m3? m4)?)?");
    }

    /// <summary>TGDH-08, one tree more: the rightmost shallowest place where the height does not grow.</summary>
    [Theory]
    [InlineData("m1", "m2", "(m1 m2)?")]
    [InlineData("(m1 m2)", "m3", "((m1 m2) m3)?")]
    [InlineData("((m1 m2) m3)", "m4", "((m1 m2) (m3 m4)?)?")]
    [InlineData("(m3 (m1 m2))", "m4", "((m3 m4)? (m1 m2))?")]
    [InlineData("((m1 m2)(m3 m4))", "m5", "(((m1 m2) (m3 m4)) m5)?")]
    [InlineData("(((m1 m2)(m3 m4)) m5)", "m6", "(((m1 m2) (m3 m4)) (m5 m6)?)?")]
    [InlineData("(((m1 m2)(m3 m4))(m5 m6))", "m7", "(((m1 m2) (m3 m4)) ((m5 m6) m7)?)?")]
    [InlineData("(((m1 m2) m3)(m5 m6))", "m7", "(((m1 m2) m3) ((m5 m6) m7)?)?")]
    [InlineData("((m1 m2)((m3 m4) m5))", "m7", "(((m1 m2) m7)? ((m3 m4) m5))?")]
    [InlineData("((m1 m2)(m3 (m4 m5)))", "(m6 m7)", "(((m1 m2) (m6 m7))? (m3 (m4 m5)))?")]
    [InlineData("((m1 m2)(m3 m4))", "(m5 m6)", "(((m1 m2) (m3 m4)) (m5 m6))?")]
    [InlineData("(((m1 m2)(m3 m4)) m5)", "(m6 m7)", "(((m1 m2) (m3 m4)) (m5 (m6 m7))?)?")]
    public void A_tree_is_inserted_at_the_rightmost_shallowest_place_that_keeps_the_height_or_at_the_root(string tree, string inserted, string merged) =>
        TreeText.Marked(TreeChanges.Insert(Read(tree), Read(inserted))).ShouldBe(merged);

    /// <summary>TGDH-08, several: by height, and by the name of the sponsor.</summary>
    [Theory]
    [InlineData("m1|m2|m3|m4", "((m1 m2) (m3 m4))")]
    [InlineData("m1|(m2 m3)", "((m2 m3) m1)")]
    [InlineData("(m1 m4)|(m2 m3)", "((m2 m3) (m1 m4))")]
    [InlineData("m5|(m3 m4)|m1|((m6 m7) m8)", "(((m6 m7) m8) ((m3 m4) (m1 m5)))")]
    [InlineData("m9|(m1 (m2 (m3 m4)))|(m5 m6)", "((m1 (m5 m6)) ((m2 m9) (m3 m4)))")]
    public void Trees_are_merged_from_the_highest_on_equals_by_their_sponsors(string trees, string merged)
    {
        var parts = trees.Split('|');

        TreeText.Of(TreeChanges.Merge(parts.Select(Read))).ShouldBe(merged);
        TreeText.Of(TreeChanges.Merge(parts.Reverse().Select(Read))).ShouldBe(merged);
    }

    private static KeyNode Read(string text) => TreeText.Read(text.Replace(")(", ") ("), Some);
}
