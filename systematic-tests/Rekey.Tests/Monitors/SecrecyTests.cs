using Rekey.Core;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Tests.Worlds;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>
/// The secrecy monitors: for each way in which a key can become known, exactly those properties are violated that are about it
/// (spec/properties.md, "Secrecy"; spec/model/adversary.md).
/// </summary>
public sealed class SecrecyTests
{
    private const string All =
        "BackwardAccessControl BackwardSecrecy ForwardAccessControl ForwardSecrecy KeyIndependence KeySecrecy PerfectForwardSecrecy StrongKeyIndependence";

    private static readonly string[] Secrecy = All.Split(' ');
    private readonly IReadOnlyList<Fold> monitors = PropertySet.Of(Secrecy);
    private readonly PuppetStage stage;

    public SecrecyTests() => stage = new PuppetStage(3, [.. monitors]);

    [Fact]
    public void A_key_that_nobody_outside_ever_had_is_secret()
    {
        stage.CommitAll(1, stage.Draw("m1"), "m1", "m2", "m3").Change(static b => b.Do(Move.Crash, "m3"))
            .CommitAll(1, stage.Draw("m2"), "m1", "m2").Change(static b => b.Join("m1")).CommitAll(1, stage.Draw("a1"), "a1", "m1", "m2");

        Violated().ShouldBe("");
    }

    [Fact]
    public void A_key_in_the_clear_violates_all_eight()
    {
        var key = stage.Draw("m1");
        stage.Commit("m1", 1, key).Emit("m1", new Multicast(stage.KeyMessage("m1", 1, key, null)));

        Violated().ShouldBe(All);
    }

    [Fact]
    public void That_traffic_is_heard_does_not_depend_on_whether_it_arrives()
    {
        var key = stage.Draw("m1");
        stage.Commit("m1", 1, key).Emit("m1", new Unicast(MemberId.Parse("m2"), stage.KeyMessage("m1", 1, key, null)));
        stage.Bench.Do(Move.Crash, "m2");

        Violated().ShouldBe(All);
    }

    [Fact]
    public void A_key_of_the_adversarys_own_violates_all_eight()
    {
        stage.Commit("m1", 1, stage.Store.Nonce(stage.Bench.World.Outsider.Id, stage.Bench.World.Outsider.Entropy.NextDraw()));

        Violated().ShouldBe(All);
    }

    [Fact]
    public void A_key_that_travels_on_the_secure_channel_lacks_forward_secrecy_against_long_term_keys_only()
    {
        var key = stage.Draw("m1");
        stage.Commit("m1", 1, key).Emit("m1", new Unicast(MemberId.Parse("m2"), stage.KeyMessage("m1", 1, key, "m2")));

        Violated().ShouldBe(Properties.PerfectForwardSecrecy);
        Message(Properties.PerfectForwardSecrecy).ShouldBe("the adversary, once all long-term keys are revealed, can derive n(m1,0), the group key of 1.m1/1 1.m1{m1,m2,m3}");
    }

    [Fact]
    public void A_key_derived_from_the_one_before_lacks_forward_secrecy()
    {
        var key = stage.Draw("m1");
        stage.Commit("m1", 1, key).Commit("m1", 2, stage.Store.Kdf("next", key));

        Violated().ShouldBe("ForwardSecrecy KeyIndependence StrongKeyIndependence");
        Message(Properties.ForwardSecrecy).ShouldBe("the passive adversary, given all preceding group keys, can derive next(n(m1,0)), the group key of 1.m1/2 1.m1{m1,m2,m3}");
        Message(Properties.KeyIndependence).ShouldBe("the passive adversary, given all other group keys, can derive next(n(m1,0)), the group key of 1.m1/2 1.m1{m1,m2,m3}");
        Message(Properties.StrongKeyIndependence).ShouldBe("all processes outside the view, given all other group keys, can derive next(n(m1,0)), the group key of 1.m1/2 1.m1{m1,m2,m3}");
    }

    [Fact]
    public void A_key_that_is_sent_under_the_one_after_it_lacks_backward_secrecy()
    {
        var (old, next) = (stage.Draw("m1"), stage.Draw("m1"));
        stage.Commit("m1", 1, old).Commit("m1", 2, next).Emit("m1", new Multicast(stage.KeyMessage("m1", 1, stage.Store.Enc(next, old), null)));

        Violated().ShouldBe("BackwardSecrecy KeyIndependence StrongKeyIndependence");
        Message(Properties.BackwardSecrecy).ShouldBe("the passive adversary, given all subsequent group keys, can derive n(m1,0), the group key of 1.m1/1 1.m1{m1,m2,m3}");
    }

    [Fact]
    public void Keys_of_both_components_are_old_for_the_view_that_merges_them()
    {
        stage.Change(static b => b.Split("m1 m2", "m3")).Commit("m1", 1, stage.Draw("m1"));
        var other = stage.Draw("m3");
        stage.Commit("m3", 1, other).Change(static b => b.Do(Move.Merge, 0)).Commit("m1", 1, stage.Store.Kdf("next", other));

        Violated().ShouldBe("ForwardSecrecy KeyIndependence StrongKeyIndependence");
    }

    [Fact]
    public void What_precedes_an_old_epoch_is_old_too()
    {
        var key = stage.Draw("m2");
        stage.Commit("m1", 1, key).Change(static b => b.Do(Move.Crash, "m3")).Commit("m2", 1, stage.Draw("m2"));
        stage.Change(static b => b.Do(Move.Crash, "m1")).Commit("m2", 1, stage.Store.Kdf("next", key));

        Violated().ShouldBe("ForwardSecrecy KeyIndependence StrongKeyIndependence", "m2 committed the second key, and not the first");
    }

    [Fact]
    public void An_epoch_that_was_committed_elsewhere_is_neither_old_nor_subsequent()
    {
        var (left, taken) = (stage.Draw("m2"), stage.Draw("m2"));
        stage.Commit("m1", 1, left).Change(static b => b.Split("m1", "m2 m3"))
            .Commit("m2", 1, taken).Emit("m2", new Multicast(stage.KeyMessage("m2", 1, stage.Store.Enc(taken, left), null)));

        Violated().ShouldBe("KeyIndependence StrongKeyIndependence", "m2 was in the view of both, and committed one");
    }

    [Fact]
    public void A_key_under_another_one_on_a_channel_to_an_outsider_lacks_strong_independence_only()
    {
        var (older, old) = (stage.Draw("m1"), stage.Draw("m1"));
        stage.Commit("m1", 1, older).Commit("m1", 2, old).Change(static b => b.Join("m1", last: true))
            .Emit("m1", new Unicast(MemberId.Parse("z1"), stage.KeyMessage("m1", 1, stage.Store.Enc(older, old), "z1")));

        Violated().ShouldBe(Properties.StrongKeyIndependence);
    }

    [Fact]
    public void A_key_that_a_former_member_drew_lacks_forward_access_control()
    {
        var key = stage.Draw("m3");
        stage.Change(static b => b.Do(Move.Crash, "m3")).Commit("m1", 1, key);

        Violated().ShouldBe("ForwardAccessControl KeySecrecy StrongKeyIndependence");
        Message(Properties.ForwardAccessControl).ShouldBe("the former members outside the view, together, can derive n(m3,0), the group key of 2.m1/1 2.m1{m1,m2}");
        Message(Properties.KeySecrecy).ShouldBe("all processes outside the view, together, can derive n(m3,0), the group key of 2.m1/1 2.m1{m1,m2}");
    }

    [Fact]
    public void A_key_that_a_former_member_can_compute_from_the_old_one_lacks_forward_access_control()
    {
        var key = stage.Draw("m3");
        stage.Commit("m1", 1, key).Change(static b => b.Do(Move.Crash, "m3")).Commit("m1", 1, stage.Store.Kdf("next", key));

        Violated().ShouldBe("ForwardAccessControl ForwardSecrecy KeyIndependence KeySecrecy StrongKeyIndependence");
    }

    [Fact]
    public void A_key_that_is_handed_to_a_later_member_lacks_backward_access_control()
    {
        var key = stage.Draw("m1");
        stage.Commit("m1", 1, key).Change(static b => b.Join("m1", last: true))
            .Emit("m1", new Unicast(MemberId.Parse("z1"), stage.KeyMessage("m1", 1, key, "z1")));

        Violated().ShouldBe("BackwardAccessControl KeySecrecy PerfectForwardSecrecy StrongKeyIndependence");
        Message(Properties.BackwardAccessControl).ShouldBe("the later members outside the view, together, can derive n(m1,0), the group key of 1.m1/1 1.m1{m1,m2,m3}");
    }

    [Fact]
    public void Later_draws_count_because_everything_is_asked_at_the_end()
    {
        stage.Commit("m1", 1, stage.Store.Nonce(MemberId.Parse("z1"), 0));
        Violated().ShouldBe("");
        stage.Change(static b => b.Join("m1", last: true)).Draw("z1");

        Violated().ShouldBe("BackwardAccessControl KeySecrecy StrongKeyIndependence");
    }

    [Fact]
    public void A_process_that_never_gets_into_a_view_is_neither_former_nor_later()
    {
        stage.Bench.Join("m1", last: true);
        stage.Commit("m1", 1, stage.Draw("z1"));
        stage.Bench.Do(Move.Crash, "z1");

        Violated().ShouldBe("KeySecrecy StrongKeyIndependence");
    }

    [Fact]
    public void Who_was_cut_off_and_comes_back_is_both()
    {
        var key = stage.Draw("m3");
        stage.Change(static b => b.Split("m1 m2", "m3")).Commit("m1", 1, key).Change(static b => b.Do(Move.Merge, 0));

        Violated().ShouldBe("BackwardAccessControl ForwardAccessControl KeySecrecy StrongKeyIndependence");
    }

    [Fact]
    public void A_coalition_pools_what_its_members_know()
    {
        var (one, other) = (stage.Draw("m2"), stage.Draw("m3"));
        stage.Change(static b => b.Do(Move.Crash, "m3")).Change(static b => b.Do(Move.Crash, "m2"));
        var box = stage.Store.Enc(other, stage.Draw("m1"));
        stage.Commit("m1", 1, stage.Store.Enc(one, box));

        Violated().ShouldBe("", "neither the content nor m1's draw is known outside");
        stage.Commit("m1", 2, stage.Store.Pair(one, other));
        Violated().ShouldBe("ForwardAccessControl KeySecrecy StrongKeyIndependence", "each of two knows a half");
    }

    [Fact]
    public void Members_of_the_view_are_no_coalition_against_it()
    {
        var key = stage.Draw("m2");
        stage.Commit("m1", 1, key).Change(static b => b.Do(Move.Crash, "m2"));

        Violated().ShouldBe("", "m2 was a member of the view that the key is for");
    }

    [Fact]
    public void Of_two_keys_for_one_epoch_each_counts()
    {
        var (secret, known) = (stage.Draw("m1"), stage.Draw("m1"));
        stage.Commit("m1", 1, secret).Commit("m2", 1, known).Emit("m1", new Multicast(stage.KeyMessage("m1", 1, known, null)));

        Message(Properties.KeySecrecy).ShouldContain("can derive n(m1,1), the group key of 1.m1/1");
    }

    [Fact]
    public void After_a_reset_nothing_of_the_last_run_is_left()
    {
        var key = stage.Draw("m1");
        stage.Commit("m1", 1, key).Emit("m1", new Multicast(stage.KeyMessage("m1", 1, key, null)));
        Violated().ShouldBe(All);
        stage.Bench.Reset();
        stage.Bench.Formed();
        stage.Commit("m1", 1, stage.Draw("m1"));

        Violated().ShouldBe("");
    }

    [Fact]
    public void Protocol_P_lacks_nothing_but_perfect_forward_secrecy()
    {
        var bench = new WorldBench(3, "crash=1,join=1,recover=1,refresh=1,depth=1", null, [.. monitors]).Settle();
        bench.Do(Move.Refresh, "m2");
        bench.Settle().Do(Move.Crash, "m3");
        bench.Settle().Join("m1");
        bench.Settle().Do(Move.Recover, "m3");
        bench.Settle();

        Violated(bench.World).ShouldBe(Properties.PerfectForwardSecrecy);
    }

    [Fact]
    public void A_member_alone_sends_nothing_that_could_be_opened() =>
        Violated(new WorldBench(1, "none", null, [.. monitors]).Settle().World).ShouldBe("");

    private string Violated(VsWorld? world = null) =>
        string.Join(' ', monitors.Where(m => m.End(world ?? stage.Bench.World, true) is not null).Select(static m => m.Name).Order());

    private string Message(string property) => monitors.Single(m => m.Name == property).End(stage.Bench.World, true).ShouldNotBeNull();
}
