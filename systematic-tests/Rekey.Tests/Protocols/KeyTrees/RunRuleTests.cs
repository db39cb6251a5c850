using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>How a plan is carried out, taken into use, and begun again (K-11 to K-19).</summary>
public sealed class RunRuleTests
{
    public static TheoryData<string> Protocols() => TreeBench.WithPaperTrees;

    public static TheoryData<string> Distributed() => ["B", "O", "O3"];

    /// <summary>K-11: a member takes the first tree of the expected run from the view's leader, if it covers the view.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_leaders_first_tree_is_taken_and_no_other(string protocol)
    {
        var bench = Gathered(protocol);
        var tree = bench.Plan.Tree;
        bench.Reject("m4", new TreeAnnouncement(bench.Head("m3"), tree), RejectionKind.NotEntitled, TerminationRules.Strangers);
        bench.Reject("m4", new TreeAnnouncement(bench.Head("m1", 2), tree), RejectionKind.WrongRun, TerminationRules.OnceInOrder);
        bench.Reject("m4", new TreeAnnouncement(bench.Head("m1"), new Leaf(TreeBench.Id("m4"))), RejectionKind.WrongTree, KeyTreeRules.TakePlan);
        bench.Deliver("m4", static m => m is TreeAnnouncement).ShouldBeOfType<Moved>().Rule.ShouldBe(KeyTreeRules.TakePlan);

        bench["m4"].State.ShouldBe(RunState.Keying);
        bench.Reject("m4", new TreeAnnouncement(bench.Head("m1"), tree), RejectionKind.WrongRun, TerminationRules.OnceInOrder);
    }

    /// <summary>K-11: a tree that keeps, on the member's path, a key that it does not hold is rejected; and so is one that keeps a key of its own elsewhere.</summary>
    [Theory]
    [MemberData(nameof(Distributed))]
    public void A_kept_key_is_above_those_who_hold_it_and_above_nobody_else(string protocol)
    {
        var bench = new TreeBench(protocol).Keyed(1, "m1", "m2", "m3", "m4");
        bench.Install(2, "m1", "m2", "m3", "m4").Settle(static (m, _) => m is not Report);
        var (one, two) = (new KeyName(new Epoch(Anywhere.Group, new ViewId(1, TreeBench.Id("m1")), 1), 1), new KeyName(new Epoch(Anywhere.Group, new ViewId(1, TreeBench.Id("m1")), 1), 2));

        bench.Reject("m3", Tree(bench, (one, "m3", "m4"), (New(bench, 1), "m1", "m2")), RejectionKind.WrongTree, KeyTreeRules.TakePlan).Reason.Expected.ShouldContain("above m3");
        bench.Reject("m3", Tree(bench, (New(bench, 1), "m3", "m4"), (two, "m1", "m2")), RejectionKind.WrongTree, KeyTreeRules.TakePlan).Reason.Expected.ShouldContain("not below");
        bench.Tell("m3", Tree(bench, (one, "m1", "m2"), (two, "m3", "m4"))).ShouldBeOfType<Moved>();
    }

    /// <summary>K-12: a member chooses its keys when it has the plan, and sends each of its messages when it has seen all that the plan puts before it.</summary>
    [Theory]
    [MemberData(nameof(Distributed))]
    public void A_member_chooses_with_the_plan_and_sends_when_it_can(string protocol)
    {
        var bench = Gathered(protocol);
        bench.Deliver("m3", static m => m is TreeAnnouncement);
        var mine = Enumerable.Range(0, 3).Where(i => bench.Plan.Choosers[i] == TreeBench.Id("m3")).ShouldHaveSingleItem();
        bench["m3"].Open!.Keys[mine].ShouldNotBeNull();
        bench.Sent<SecretKeys>().Count(static s => s.Message.Header.Sender == TreeBench.Id("m3")).ShouldBe(1);
        bench.Sent<EncryptedKeys>().ShouldNotContain(static e => e.Message.Header.Sender == TreeBench.Id("m3"));
        bench.Settle(static (m, to) => m is not SecretKeys || to != "m3");

        bench.Sent<EncryptedKeys>().ShouldContain(static e => e.Message.Header.Sender == TreeBench.Id("m3"));
    }

    /// <summary>K-13: a message of the plan is taken once, from its sender, if it is exactly what the plan says.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_message_that_is_not_as_planned_is_rejected(string protocol)
    {
        var bench = Gathered(protocol).Settle(static (m, to) => to == "m4" && m is SecretKeys or EncryptedKeys);
        var secret = bench.Sent<SecretKeys>().Single(static s => s.To == "m4").Message;
        var other = secret.Header.Sender == TreeBench.Id("m1") ? "m3" : "m1";
        WrongPlan(secret with { Index = 99 });
        WrongPlan(secret with { Keys = [] });
        WrongPlan(secret with { Keys = secret.Keys.Add(secret.Keys[0]) });
        WrongPlan(secret with { Keys = [(uint.MaxValue, secret.Keys[0].Key)] });
        bench.Reject("m4", secret with { Header = bench.Head(other) }, RejectionKind.NotEntitled, TerminationRules.Strangers);
        bench.Reject("m4", secret with { Header = secret.Header with { Run = 3 } }, RejectionKind.WrongRun, TerminationRules.OnceInOrder);
        bench.Tell("m4", secret).Rule.ShouldBe(KeyTreeRules.TakePart);
        bench.Reject("m4", secret, RejectionKind.Duplicate, TerminationRules.OnceInOrder);
        bench.Settle(static (m, _) => m is SecretKeys);
        bench.ShouldBeKeyed();

        void WrongPlan(Message part) => bench.Reject("m4", part, RejectionKind.WrongPlan, KeyTreeRules.TakePart);
    }

    /// <summary>K-13: what lies on the member's path is decrypted, to a fixpoint, in whatever order it stands.</summary>
    [Fact]
    public void A_bundle_is_opened_to_a_fixpoint()
    {
        var bench = new TreeBench("O3").Keyed(1, "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8");
        var bundle = bench["m8"].Ring!;

        // m8 finds the key of m5 to m8 behind the entry that needs it: {0}4 comes before {4}6.
        bundle.Keys.Count.ShouldBe(3);
        bundle.Keys[new KeyName(bench.FirstRun, 0)].ShouldBe(bench["m1"].Current!.Key);
    }

    /// <summary>K-13: a ciphertext that does not open is rejected.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_ciphertext_that_does_not_open_is_rejected(string protocol)
    {
        var bench = Gathered(protocol).Settle(static (m, to) => to == "m4" && m is EncryptedKeys);
        var encrypted = NeededBy(bench, "m4");
        var forged = encrypted with { Keys = [.. encrypted.Keys.Select(k => (k.Wrap, bench.Suite.Wrap(bench.OtherKey(), bench.OtherKey())))] };

        bench.Reject("m4", forged, RejectionKind.BadCiphertext, KeyTreeRules.TakePart);
        bench.Tell("m4", encrypted).ShouldBeOfType<Moved>();
    }

    /// <summary>K-14: a message that comes before the tree, or before the key that opens it, waits.</summary>
    [Theory]
    [MemberData(nameof(Distributed))]
    public void What_comes_early_waits(string protocol)
    {
        var bench = Gathered(protocol).Settle(static (_, to) => to == "m4");
        bench.Deliver("m4", static m => m is SecretKeys).ShouldBeOfType<Deferred>().Rule.ShouldBe(KeyTreeRules.EarlyPart);
        bench.Deliver("m4", static m => m is EncryptedKeys).ShouldBeOfType<Deferred>();
        bench["m4"].State.ShouldBe(RunState.Reporting);
        bench.Settle();

        bench.ShouldBeKeyed();
        bench.DeferredAt("m4").ShouldBe(0);
    }

    /// <summary>K-14: encrypted keys wait for the key that opens them.</summary>
    [Theory]
    [MemberData(nameof(Distributed))]
    public void Encrypted_keys_wait_for_the_key_that_opens_them(string protocol)
    {
        var bench = Gathered(protocol).Settle(static (m, to) => to == "m4" && m is SecretKeys or EncryptedKeys);
        bench.Tell("m4", NeededBy(bench, "m4")).ShouldBeOfType<Deferred>().Rule.ShouldBe(KeyTreeRules.EarlyPart);
        bench.Deliver("m4", static m => m is SecretKeys);

        bench["m4"].State.ShouldBe(RunState.AwaitingDone);
    }

    /// <summary>K-15: a message of which a member needs nothing any more is ignored, and so is any while blocked.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void What_nobody_needs_is_ignored(string protocol)
    {
        var bench = Gathered(protocol);
        var plan = bench.Plan.Transmissions;
        bench.Settle(static (m, _) => m is ProtoDone);
        if (protocol is "O" or "O3")
        {
            var moot = new EncryptedKeys(bench.Head(plan[^1].From.ToString()), (uint)plan.Length - 1, Ciphertexts(bench, plan[^1]));
            bench.Tell("m2", moot).ShouldBeOfType<Ignored>().Rule.ShouldBe(KeyTreeRules.MootPart);
        }

        bench.Move("m2", BlockRequested.Instance);
        bench.Tell("m2", new SecretKeys(bench.Head("m1"), 99, [])).ShouldBeOfType<Ignored>().Rule.ShouldBe(KeyTreeRules.MootPart);
        bench.Settle();
        bench.Tell("m3", new SecretKeys(bench.Head("m1"), 99, [])).ShouldBeOfType<Ignored>().Rule.ShouldBe(KeyTreeRules.MootPart);
    }

    /// <summary>K-16: a member acknowledges when it holds every key of its path and has sent all its messages.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Who_is_complete_acknowledges_and_who_is_not_does_not(string protocol)
    {
        var bench = Gathered(protocol).Settle(static (m, to) => m is Ack || (to == "m4" && m is EncryptedKeys));
        Acks(bench).ShouldBe(["m2", "m3"]);
        bench.Settle(static (m, _) => m is Ack);

        Acks(bench).ShouldBe(["m2", "m3", "m4"]);
    }

    /// <summary>K-16: the leader counts acks from when it is complete itself, and they wait until then.</summary>
    [Theory]
    [MemberData(nameof(Distributed))]
    public void Acks_wait_for_the_leader(string protocol)
    {
        var bench = new TreeBench(protocol).Keyed(1, "m1", "m2", "m3");
        bench.Install(2, "a1", "m1", "m2", "m3").Settle(static (m, to) => to == "a1" && m is Ack or SecretKeys);
        bench.Deliver("a1", static m => m is Ack).ShouldBeOfType<Deferred>().Rule.ShouldBe(KeyTreeRules.Complete);
        bench.Settle();

        bench.ShouldBeKeyed();
    }

    /// <summary>K-17: tree, keys of the path and group key are taken into use together, at the commit; a run that was cut off leaves no trace.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_run_that_was_cut_off_leaves_no_trace(string protocol)
    {
        var bench = new TreeBench(protocol).Keyed(1, "m1", "m2", "m3", "m4");
        var before = bench["m4"].Ring;
        bench.Install(2, "m1", "m2", "m3", "m4", "m5").Settle(static (m, _) => m is ProtoDone);
        (bench["m4"].Ring, bench["m4"].State).ShouldBe((before, RunState.AwaitingDone));
        bench.Move("m4", BlockRequested.Instance);
        bench.Install(3, "m1", "m3", "m4");

        var report = bench.Sent<Report>().Single(static r => r.Message.Header.Sender == TreeBench.Id("m4")).Message;
        report.Path.ShouldBe(PathUnion.PathOf(before!.Tree, TreeBench.Id("m4")));
        bench["m4"].Open.ShouldBeNull();
        bench["m1"].Ring!.Tree.Branches().First().Name.Epoch.View.Counter.ShouldBe(2u, "the leader alone committed in view 2");
    }

    /// <summary>K-18: on request, a keyed and unblocked leader opens the next run of the same view with the same tree and a new group key.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_refresh_keeps_the_tree_and_replaces_its_root(string protocol)
    {
        var bench = new TreeBench(protocol).Keyed(1, "m1", "m2", "m3", "m4");
        var (tree, key) = (bench["m4"].Ring!.Tree, bench["m4"].Current!);
        bench.Move("m1", RefreshRequested.Instance).Rule.ShouldBe(KeyTreeRules.Refresh);
        bench.Sent<Report>().ShouldBeEmpty();
        bench.Settle();

        bench.ShouldBeKeyed();
        bench["m4"].Current!.Epoch.ShouldBe(bench.FirstRun with { Run = 2 });
        bench["m4"].Current!.Key.ShouldNotBe(key.Key);
        bench["m4"].Ring!.Tree.ToString().ShouldBe(tree.ToString());
        bench["m4"].Ring!.Tree.Branches().Skip(1).Select(static b => b.Name).ShouldBe(tree.Branches().Skip(1).Select(static b => b.Name));
    }

    /// <summary>K-18: a refresh after somebody has left is chosen by the first child again (K-07).</summary>
    [Theory]
    [MemberData(nameof(Distributed))]
    public void After_a_leave_on_the_right_a_refresh_is_chosen_on_the_left(string protocol)
    {
        var bench = new TreeBench(protocol).Keyed(1, "m1", "m2", "m3", "m4").Keyed(2, "m1", "m2", "m4");
        bench.Protocol.Definition.Designated(bench["m1"]).ShouldBe(TreeBench.Id("m4"));
        bench.Move("m1", RefreshRequested.Instance);
        bench.Settle();

        bench.Protocol.Definition.Designated(bench["m1"]).ShouldBe(TreeBench.Id("m1"));
    }

    /// <summary>K-19: another member sends the request to the leader, signed; a request that crosses an open run or a block is ignored.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_request_goes_to_the_leader_and_is_ignored_when_it_crosses_a_run(string protocol)
    {
        var bench = new TreeBench(protocol).Keyed(1, "m1", "m2", "m3");
        bench.Move("m2", RefreshRequested.Instance).Rule.ShouldBe(KeyTreeRules.ForwardRefresh);
        bench.Move("m3", RefreshRequested.Instance);
        bench.Deliver("m1", static m => m is RefreshRequest).Rule.ShouldBe(KeyTreeRules.Refresh);
        bench.Deliver("m1", static m => m is RefreshRequest).ShouldBeOfType<Ignored>().Rule.ShouldBe(KeyTreeRules.ForwardRefresh);
        bench.Settle();
        bench.ShouldBeKeyed();
        bench.Move("m2", BlockRequested.Instance);

        bench.Feed("m2", RefreshRequested.Instance).ShouldBeOfType<Ignored>().Rule.ShouldBe(KeyTreeRules.ForwardRefresh);
    }

    private static TreeBench Gathered(string protocol) => new TreeBench(protocol).Install(1, "m1", "m2", "m3", "m4").Settle(static (m, _) => m is not Report);

    private static KeyName New(TreeBench bench, uint number) => new(bench.FirstRun, number);

    private static TreeAnnouncement Tree(TreeBench bench, params (KeyName Name, string Left, string Right)[] pairs) => new(bench.Head("m1"), new Branch(
        New(bench, 0), [.. pairs.Select(static p => new Branch(p.Name, [new Leaf(TreeBench.Id(p.Left)), new Leaf(TreeBench.Id(p.Right))]))]));

    /// <summary>The message on the table that carries the root under a key of somebody's path.</summary>
    private static EncryptedKeys NeededBy(TreeBench bench, string name)
    {
        var path = bench.Plan.Tree.PathTo(TreeBench.Id(name)).Select(static b => b.Name).ToHashSet();
        return bench.Sent<EncryptedKeys>().First(e => e.To == name && e.Message.Keys.Any(k => path.Contains(k.Wrap.Under))).Message;
    }

    private static System.Collections.Immutable.ImmutableArray<(Wrap, CryptoValue)> Ciphertexts(TreeBench bench, Transmission planned) =>
        [.. planned.Wraps.Select(w => (w, bench.Suite.Wrap(bench.OtherKey(), bench.OtherKey())))];

    private static IEnumerable<string> Acks(TreeBench bench) => bench.Sent<Ack>().Select(static a => a.Message.Header.Sender.ToString()).Order();
}
