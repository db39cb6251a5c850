using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Runs.P;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>How a view comes about: block, agree, deliver, install, and what is enabled when (spec/model/virtual-synchrony.md, "How a view comes about").</summary>
public sealed class ProgressTests
{
    [Fact]
    public void Processes_without_a_view_need_no_block_and_agree_at_once() =>
        new WorldBench(3).Offers().ShouldBe([new Offer((byte)Move.Agree, 0, 0, 1, 0, false)]);

    [Fact]
    public void Agreement_installs_nothing_yet()
    {
        var bench = new WorldBench(3);
        bench.Agree("m1").ToString().ShouldBe("1.m1{m1,m2,m3}");

        bench.World.Processes.ShouldAllBe(static p => p.Installed == null && p.Pending != null && p.State.View == null);
        bench.World.Observations.ToArray().ShouldHaveSingleItem().Kind.ShouldBe(ObservationKind.Agreed);
        (bench.Who(Move.Install), bench.World.ViewChanges).ShouldBe(("m1 m2 m3", 1));
    }

    [Fact]
    public void Each_member_installs_by_itself_and_can_act_before_the_others_have()
    {
        var bench = new WorldBench(3);
        var view = bench.Agree("m1");
        bench.Install("m1");

        (bench["m1"].State.View, bench["m2"].State.View).ShouldBe((view, null));
        bench.World.Heard.Count.ShouldBe(2, "m1 leads, and has sent its keys");
        (bench.Who(Move.Install), bench.Who(Move.Deliver)).ShouldBe(("m2 m3", ""), "what is sent to those who have not installed waits");
        bench.Install("m3");
        (bench.Who(Move.Install), bench.Who(Move.Deliver)).ShouldBe(("m2", "m3"));
    }

    [Fact]
    public void A_keyed_group_is_at_rest()
    {
        var bench = new WorldBench(3).Settle();

        bench.Offers().ShouldBeEmpty();
        bench.World.Components[0].IsSettled.ShouldBeTrue();
        bench.World.Processes.Select(static p => ((PMember)p.State).State).ShouldAllBe(static s => s == RunState.Keyed);
    }

    [Fact]
    public void Members_are_blocked_one_by_one_and_newcomers_are_not()
    {
        var bench = new WorldBench(3, "join=1").Settle();
        bench.Join("m1");

        bench.Who(Move.Block).ShouldBe("m1 m2 m3");
        bench.Block("m2");
        bench.Who(Move.Block).ShouldBe("m1 m3");
        bench["m2"].State.IsBlocked.ShouldBeTrue();
        bench.World.Observations[0].ShouldBe(Observation.Blocked(bench["m2"]));
    }

    [Fact]
    public void There_is_no_agreement_before_all_are_blocked()
    {
        var bench = new WorldBench(3, "join=1").Settle();
        bench.Join("m1");
        foreach (var name in new[] { "m3", "m1", "m2" })
        {
            bench.WaysToAgree("m1").ShouldBe(0);
            bench.Block(name);
        }

        bench.WaysToAgree("m1").ShouldBe(1);
        bench.Agree("m1").ToString().ShouldBe("2.a1{a1,m1,m2,m3}");
        bench.Who(Move.Block).ShouldBe("", "a member is blocked once (VS-6)");
    }

    [Fact]
    public void Nobody_is_blocked_while_nothing_changes() => new WorldBench(3, "send=3").Formed().Offers(Move.Block).ShouldBeEmpty();

    [Fact]
    public void A_blocked_member_is_still_handed_messages_of_its_view()
    {
        var bench = new WorldBench(3, "send=1,join=1").Settle();
        bench.Do(Move.Send, "m1");
        bench.Join("m1");
        bench.Block("m1", "m2");
        bench.Deliver("m1", "m2");

        bench.World.Steps.ShouldHaveSingleItem().Outcome.ShouldBeOfType<Moved>().Effects.ShouldHaveSingleItem().ShouldBeOfType<DeliverData>();
        bench.CanDeliver("m1", "m3").ShouldBeTrue();
    }

    [Fact]
    public void What_those_who_move_along_sent_is_due_to_all_before_they_install()
    {
        var bench = new WorldBench(3, "send=2,join=1").Settle();
        bench.Do(Move.Send, "m1");
        bench.Do(Move.Send, "m1");
        bench.Join("m1");
        bench.Block("m1", "m2", "m3");
        bench.Agree("m1");

        bench.Who(Move.Install).ShouldBe("m1 a1");
        bench.Deliver("m1", "m2");
        bench.Who(Move.Install).ShouldBe("m1 a1");
        bench.Deliver("m1", "m2");
        bench.Who(Move.Install).ShouldBe("m1 m2 a1");
    }

    [Fact]
    public void Deliveries_of_one_sender_keep_their_order_and_those_of_two_senders_do_not()
    {
        var bench = new WorldBench(3, "send=3").Settle();
        bench.Do(Move.Send, "m1");
        bench.Do(Move.Send, "m1");
        bench.Do(Move.Send, "m2");
        bench.Offers(Move.Deliver).Count(o => o.A == bench["m3"].Index).ShouldBe(2, "one offer for each sender");
        bench.Deliver("m2", "m3");
        bench.Deliver("m1", "m3");
        Delivered(bench).ShouldBe((MemberId.Parse("m1"), 1u));
        bench.Deliver("m1", "m3");
        Delivered(bench).ShouldBe((MemberId.Parse("m1"), 2u));
    }

    [Fact]
    public void A_views_counter_is_one_more_than_the_largest_that_any_member_heard_of()
    {
        var bench = new WorldBench(3, "partition=1,crash=1,merge=1,depth=1").Settle();
        bench.Split("m1", "m2 m3");
        bench.Settle();
        bench.Do(Move.Crash, "m3");
        bench.Settle();
        (bench["m1"].Counter, bench["m2"].Counter).ShouldBe((2u, 3u));
        bench.Do(Move.Merge, 0);
        bench.Settle();

        bench["m1"].Installed!.View.ToString().ShouldBe("4.m1{m1,m2}");
    }

    [Fact]
    public void Offers_carry_the_actor_that_acts_and_whether_it_must()
    {
        var bench = new WorldBench(2, "send=1,crash=1,depth=1");
        bench.Agree("m1");
        bench.Offers().Where(static o => !o.Optional).ShouldBe(
            [new Offer((byte)Move.Install, 0, 0, 1, 1, false), new Offer((byte)Move.Install, 1, 0, 1, 2, false)]);
        bench.Offers().Where(static o => o.Optional).ShouldAllBe(static o => Move.Of(o.Kind) is Fault && o.Actor == 0);
        bench.World.Actors.ShouldBe(3, "two members, and the environment");
        bench.World.OptionalLeft.ShouldBe(2);
    }

    private static (MemberId, uint) Delivered(WorldBench bench)
    {
        var data = bench.World.Steps[^1].Outcome.ShouldBeOfType<Moved>().Effects.OfType<DeliverData>().Single();
        return (data.Sender, data.Sequence);
    }
}
