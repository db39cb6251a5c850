using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Wire;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>What members say, compute and refuse (spec/protocols/tgdh.md, TGDH-01, TGDH-02, TGDH-07 and TGDH-09 to TGDH-12).</summary>
public sealed class RunRuleTests
{
    private readonly TgdhBench bench = new();

    /// <summary>TGDH-01: by hand, for three members.</summary>
    [Fact]
    public void The_key_of_a_node_is_the_blinded_key_of_one_child_to_the_key_of_the_other()
    {
        bench.Plant("((m1 m2) m3)");
        var run = bench.Open("m1", "m2", "m3").Settle().Commit();
        var (group, g) = (bench.Group, bench.Group.Generator);
        var (a, b, c) = (ShareOf("m1"), ShareOf("m2"), ShareOf("m3"));
        var ab = group.ScalarOf(group.Raise(group.Raise(g, a), b));

        run.Element.ShouldBe(group.Raise(group.Raise(g, ab), c));
        run.Story.ShouldBe(["1 m3: 1 keys"]);
    }

    /// <summary>TGDH-02: all blinded keys but the root's, and the keys of one's own path below the root.</summary>
    [Fact]
    public void A_member_keeps_the_tree_and_the_keys_of_its_path()
    {
        bench.Agree("m1", "m2", "m3", "m4", "m5");
        foreach (var member in bench.Bases.Keys)
        {
            var tree = bench.TreeOf(member.ToString());
            (tree.Blinded, tree.Key).ShouldBe((null, null));
            foreach (var node in TgdhRun.Nodes(tree).Skip(1))
            {
                node.Blinded.ShouldNotBeNull();
                (node.Key is not null).ShouldBe(node.Leaves().Contains(member), $"{member} at {TreeText.Of(node)}");
                (node.Key is null || bench.Group.Raise(bench.Group.Generator, node.Key).Equals(node.Blinded)).ShouldBeTrue();
            }
        }
    }

    /// <summary>TGDH-02: what a member alone draws is no share of a later key, for it draws another (TGDH-07).</summary>
    [Fact]
    public void A_member_alone_keeps_a_share_that_it_replaces_when_others_come()
    {
        var alone = (TgdhFoundation)bench.Protocol.Alone(bench.Group, TgdhBench.Id("m1"), bench.EntropyOf(TgdhBench.Id("m1")));
        bench.Bases[TgdhBench.Id("m1")] = new Base(new Epoch(Anywhere.Group, new ViewId(9, TgdhBench.Id("m1")), 1), [TgdhBench.Id("m1")], alone);
        bench.Agree("m1", "m2");

        ShareOf("m1").ShouldNotBe(alone.Tree.Key);
    }

    /// <summary>TGDH-07: neither the sponsor's keys nor anybody's go with a tree.</summary>
    [Fact]
    public void A_tree_that_is_announced_has_nobody_s_keys()
    {
        bench.Plant("((m1 m2) (m3 m4))");
        var run = bench.Open("m1", "m2", "m3", "m4", "m5");

        run.Said.Count.ShouldBe(2);
        run.Said.SelectMany(static s => TgdhRun.Nodes(((ComponentTree)s.Message).Tree)).ShouldAllBe(static n => n.Key == null && n.Blinded != null);
        run["m4"].Trees[0]!.Key.ShouldNotBeNull();
    }

    /// <summary>TGDH-07.</summary>
    [Fact]
    public void A_wrong_tree_is_refused()
    {
        bench.Plant("((m1 m2) m3)");
        var run = bench.Open("m1", "m2", "m3", "m4");
        var (own, other) = (((ComponentTree)run.Next("m3", "m1")).Tree, ((ComponentTree)run.Next("m4", "m1")).Tree);
        var strange = bench.Strange;

        Refused(run, "m1", Tree("m3", TreeText.Read("(m1 (m2 m3))", strange)), RejectionKind.WrongTree, "TGDH-07");
        Refused(run, "m4", Tree("m3", TreeText.Read("(m1 m3)", strange)), RejectionKind.WrongTree, "TGDH-07");
        Refused(run, "m4", Tree("m3", TreeText.Read("((m1 m1) m3)", strange)), RejectionKind.WrongTree, "TGDH-07");
        Refused(run, "m4", Tree("m3", TreeText.Read("((m1 m4) m3)", strange)), RejectionKind.WrongTree, "TGDH-07");
        Refused(run, "m4", Tree("m3", TreeText.Read("((m1? m2) m3)", strange)), RejectionKind.WrongTree, "TGDH-07");
        Refused(run, "m4", Tree("m3", TreeText.Read("((m1 m2)? m3)", strange)), RejectionKind.WrongTree, "TGDH-07");
        Refused(run, "m4", Tree("m2", own), RejectionKind.NotEntitled, "TGDH-07");
        Refused(run, "m1", Tree("m2", own), RejectionKind.NotEntitled, "TGDH-07");
        Refused(run, "m3", Tree("m4", TreeText.Read("m4", bench.Group.Power(strange, 0))), RejectionKind.WrongGroupElement, "A-15");
        Refused(run, "m3", Tree("m2", own), RejectionKind.Duplicate, "TGDH-07");

        run.Offer("m1", Tree("m3", own)).Next.ShouldNotBeNull();
        run.Deliver("m4", "m1");
        Refused(run, "m1", Tree("m4", other), RejectionKind.Duplicate, "TGDH-07");

        Message Tree(string sender, KeyNode tree) => new ComponentTree(run.Head(sender), tree);
    }

    /// <summary>TGDH-07, TGDH-11: what was kept must be as it was, and what changed must fit the receiver's own keys.</summary>
    [Fact]
    public void A_tree_of_one_s_own_component_with_another_blinded_key_is_refused()
    {
        bench.Plant("(((m1 m2) m3) (m4 m5))");
        var run = bench.Open("m1", "m2", "m3", "m4", "m5", "m6");
        var right = ((ComponentTree)run.Next("m5", "m4")).Tree;
        foreach (var at in Enumerable.Range(0, 9).Where(static i => i != 8))
        {
            // m4 and m3 each compute some of the changed keys, and both know all that did not change. The share of m5 itself nobody can judge; but what is above it.
            foreach (var to in new[] { "m3", "m4" })
            {
                Refused(run, to, new ComponentTree(run.Head("m5"), Changed(right, at, bench.Strange)), RejectionKind.WrongContribution, "TGDH-11");
            }
        }

        Refused(run, "m4", new ComponentTree(run.Head("m5"), Changed(right, 8, bench.Strange)), RejectionKind.WrongContribution, "TGDH-11");
        Refused(run, "m4", new ComponentTree(run.Head("m5"), Changed(right, 0, null)), RejectionKind.WrongContribution, "TGDH-11");
        run.Offer("m4", new ComponentTree(run.Head("m5"), right)).Next.ShouldNotBeNull();
    }

    /// <summary>TGDH-07: where there is one component, there are no trees to be told of.</summary>
    [Fact]
    public void A_tree_in_a_run_of_one_component_is_refused()
    {
        bench.Plant("((m1 m2) m3)");
        var run = bench.Open("m1", "m2", "m3");

        Refused(run, "m1", new ComponentTree(run.Head("m3"), TreeText.Read("((m1 m2) m3)", bench.Strange)), RejectionKind.NotEntitled, "TGDH-07");
    }

    /// <summary>TGDH-09, TGDH-10, A-15.</summary>
    [Fact]
    public void Blinded_keys_are_refused_from_others_than_the_sponsor_in_another_number_and_as_identities()
    {
        bench.Plant("((m1 m2) (m3 m4))");
        var run = bench.Open("m1", "m2", "m3", "m4");
        var right = ((BlindedKeys)run.Next("m4", "m1")).Keys;
        right.Length.ShouldBe(2);

        Refused(run, "m1", new BlindedKeys(run.Head("m3"), right), RejectionKind.NotEntitled, "TGDH-09");
        Refused(run, "m1", new BlindedKeys(run.Head("m4"), right.RemoveAt(1)), RejectionKind.WrongContribution, "TGDH-10");
        Refused(run, "m1", new BlindedKeys(run.Head("m4"), right.Add(bench.Strange)), RejectionKind.WrongContribution, "TGDH-10");
        Refused(run, "m1", new BlindedKeys(run.Head("m4"), []), RejectionKind.WrongContribution, "TGDH-10");
        Refused(run, "m1", new BlindedKeys(run.Head("m4"), right.SetItem(0, bench.Group.Power(bench.Strange, 0))), RejectionKind.WrongGroupElement, "A-15");
    }

    /// <summary>TGDH-11.</summary>
    [Fact]
    public void A_blinded_key_on_one_s_own_path_must_be_the_one_that_one_computes()
    {
        bench.Plant("((m1 m2) (m3 m4))");
        var run = bench.Open("m1", "m2", "m3", "m4");
        var right = ((BlindedKeys)run.Next("m4", "m1")).Keys;

        Refused(run, "m3", new BlindedKeys(run.Head("m4"), right.SetItem(0, bench.Strange)), RejectionKind.WrongContribution, "TGDH-11");
        Refused(run, "m3", new BlindedKeys(run.Head("m4"), right.SetItem(1, bench.Strange)), RejectionKind.WrongContribution, "TGDH-11");
        run.Offer("m3", new BlindedKeys(run.Head("m4"), right)).Next!.Result.ShouldNotBeNull();

        // m1 is not below that node and takes what it is told; its group key is another one then, and its ack does not fit (T-03).
        run.Offer("m1", new BlindedKeys(run.Head("m4"), right.SetItem(1, bench.Strange))).Next!.Result!.Element.ShouldNotBe(run["m4"].Result!.Element);
    }

    /// <summary>TGDH-10, A-07: blinded keys wait for trees.</summary>
    [Fact]
    public void Blinded_keys_before_the_trees_wait()
    {
        bench.Plant("((m1 m2) m3)");
        var run = bench.Open("m1", "m2", "m3", "m4");
        run.Deliver("m4", "m3");
        run.Deliver("m3", "m1");
        run.Deliver("m3", "m1");
        run.Waiting.ShouldBe(1);
        run["m1"].IsWhole.ShouldBeFalse();

        run.Deliver("m4", "m1");
        run.Waiting.ShouldBe(0);
        run["m1"].Result.ShouldNotBeNull();
    }

    /// <summary>TGDH-10, A-07: the second message of a sponsor waits for what its first one waits for, and they stay in order.</summary>
    [Fact]
    public void Blinded_keys_before_those_that_they_rest_on_wait()
    {
        bench.Plant("((((m1 m2) m3) ((m4 m5) m6)) m7)");
        var run = bench.Open("m2", "m3", "m5", "m6", "m7");
        run.Deliver("m2", "m5");
        run.Deliver("m5", "m7");
        run.Deliver("m5", "m7");
        run.Waiting.ShouldBe(1);
        run["m7"].Ahead.Select(static a => a.Round).ShouldBe([1, 2]);

        run.Deliver("m2", "m7");
        run.Waiting.ShouldBe(0);
        run["m7"].Ahead.ShouldBeEmpty();
        run["m7"].Result.ShouldNotBeNull();
    }

    /// <summary>TGDH-12: also a member that could compute the key before waits for what others below other nodes announce.</summary>
    [Fact]
    public void A_member_is_complete_when_the_tree_is()
    {
        bench.Plant("((((m1 m2) m3) ((m4 m5) m6)) m7)");
        var run = bench.Open("m2", "m3", "m5", "m6", "m7");
        run.Deliver("m5", "m2");
        run.IsComplete.ShouldBeFalse();
        run["m2"].Result.ShouldBeNull();
        run.Settle();
        run.IsComplete.ShouldBeTrue();
        run["m2"].Result!.Foundation.ShouldBe(new TgdhFoundation(run["m2"].Tree));
    }

    /// <summary>TGDH-04 and A-09: a run that was cut off has changed nothing, at whichever message.</summary>
    [Fact]
    public void A_run_that_is_cut_off_leaves_no_trace()
    {
        bench.Plant("((m1 m2) (m3 m4))");
        var before = bench.Bases.ToDictionary(static b => b.Key, static b => b.Value.Foundation.Fingerprint);
        bench.Open("m1", "m2", "m3", "m4", "m5").Settle();
        bench.Open("m1", "m3").Settle();

        bench.Bases.ToDictionary(static b => b.Key, static b => b.Value.Foundation.Fingerprint).ShouldBe(before);
        bench.Agree("m1", "m2", "m3", "m4");
    }

    private CryptoValue ShareOf(string name) => bench.TreeOf(name).PathOf(TgdhBench.Id(name))[0].Key!;

    private static void Refused(TgdhRun run, string to, Message message, RejectionKind kind, string rule)
    {
        var advance = run.Offer(to, message);
        advance.Next.ShouldBeNull($"{to}: {message}");
        advance.Refusal.ShouldNotBeNull($"{to}: {message}");
        (advance.Refusal!.Reason.Kind, advance.Refusal.Rule.Id).ShouldBe((kind, rule), $"{to}: {advance.Refusal.Reason}");
        advance.Refusal.Reason.Field.Length.ShouldBeGreaterThan(0);
    }

    /// <summary>The tree with another blinded key at a place in preorder.</summary>
    private static KeyNode Changed(KeyNode tree, int at, CryptoValue? blinded)
    {
        var next = 0;
        return Visit(tree);

        KeyNode Visit(KeyNode node)
        {
            var here = next++ == at ? blinded : node.Blinded;
            if (node is not KeyBranch branch)
            {
                return new KeyLeaf(node.Last, here, null);
            }

            var left = Visit(branch.Left);
            return new KeyBranch(left, Visit(branch.Right)).With(here, null);
        }
    }
}
