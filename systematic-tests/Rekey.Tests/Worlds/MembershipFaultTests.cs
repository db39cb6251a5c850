using Rekey.Core;
using Rekey.Observing;
using Rekey.Runs.P;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>Crash, leave, join and recover (spec/model/virtual-synchrony.md, "The fault grammar").</summary>
public sealed class MembershipFaultTests
{
    [Fact]
    public void A_crashed_process_is_gone_at_once_without_a_step_of_its_own()
    {
        var bench = new WorldBench(3, "crash=1").Settle();
        var state = bench["m2"].State;
        bench.Do(Move.Crash, "m2");

        (bench["m2"].Status, bench["m2"].State, bench["m2"].IsAlive).ShouldBe((ProcessStatus.Crashed, state, false));
        bench.World.Steps.ShouldBeEmpty();
        bench.World.Observations[^1].ShouldBe(Observation.Gone(bench["m2"], left: false));
        bench.Settle();
        bench["m1"].Installed!.View.ToString().ShouldBe("2.m1{m1,m3}");
    }

    [Fact]
    public void What_a_crashed_process_sent_stays_sent()
    {
        var bench = new WorldBench(3, "crash=1,send=1").Settle();
        bench.Do(Move.Send, "m2");
        bench.Do(Move.Crash, "m2");

        (bench.CanDeliver("m2", "m1"), bench.CanDeliver("m2", "m3")).ShouldBe((true, true));
    }

    [Fact]
    public void A_crashed_process_is_heard_only_where_it_was()
    {
        var bench = new WorldBench(3, "crash=1,send=1,partition=2,depth=2").Settle();
        bench.Do(Move.Send, "m3");
        bench.Split("m1 m3", "m2");
        bench.Do(Move.Crash, "m3");

        (bench.CanDeliver("m3", "m1"), bench.CanDeliver("m3", "m2")).ShouldBe((true, false));
    }

    [Fact]
    public void A_member_that_leaves_is_told_and_then_gone_without_a_word_to_the_others()
    {
        var bench = new WorldBench(3, "leave=1").Settle();
        var heard = bench.World.Heard.Count;
        bench.Do(Move.Leave, "m3");

        ((PMember)bench["m3"].State).State.ShouldBe(RunState.Left);
        bench.World.Steps.ShouldHaveSingleItem().Input.ShouldBeOfType<LeaveRequested>();
        (bench["m3"].Status, bench.World.Heard.Count).ShouldBe((ProcessStatus.Left, heard));
        bench.Settle();
        bench["m1"].Installed!.View.ToString().ShouldBe("2.m1{m1,m2}");
    }

    [Fact]
    public void Nothing_happens_to_those_who_are_gone()
    {
        var bench = new WorldBench(3, "crash=3,leave=3,refresh=3,send=3,forge=3,depth=3").Settle();
        bench.Do(Move.Crash, "m2");
        bench.Do(Move.Leave, "m3");

        bench.Offers().Where(static o => (Move)o.Kind != Move.Agree).ShouldAllBe(static o => o.A == 0);
        bench.Offers(Move.Refresh).Count.ShouldBe(1);
    }

    [Fact]
    public void Where_the_last_process_is_gone_there_is_no_component_and_nothing_to_do()
    {
        var bench = new WorldBench(1, "crash=1,recover=1").Settle();
        bench.Do(Move.Crash, "m1");

        (bench.World.Components.Count, bench.Offers().Count).ShouldBe((0, 0), "it cannot come back either: there is no component to come back to");
    }

    [Theory]
    [InlineData(false, "a1", "2.a1{a1,m1,m2}")]
    [InlineData(true, "z1", "2.m1{m1,m2,z1}")]
    public void A_newcomer_takes_a_name_before_or_after_all_others(bool last, string name, string view)
    {
        var bench = new WorldBench(2, "join=1").Settle();
        bench.Join("m1", last);

        (bench[name].Installed, bench[name].State.View, bench[name].Component).ShouldBe((null, null, bench["m1"].Component));
        bench.Settle();
        bench[name].Installed!.View.ToString().ShouldBe(view);
    }

    [Fact]
    public void Newcomers_are_numbered_on_and_enter_the_component_that_the_choice_names()
    {
        var bench = new WorldBench(3, "join=2,partition=1,depth=3").Settle();
        bench.Split("m1 m2", "m3");
        bench.Join("m3");
        bench.Join("m1", last: true);

        bench.Parts.ShouldBe(["m1 m2 z2", "m3 a1"]);
    }

    [Fact]
    public void A_crashed_process_comes_back_with_a_new_name_and_no_memory()
    {
        var bench = new WorldBench(3, "crash=1,recover=1").Settle();
        bench.Do(Move.Crash, "m1");
        bench.Settle();
        bench.Who(Move.Recover).ShouldBe("m1");
        bench.Do(Move.Recover, "m1");

        var back = bench["m1'"];
        (back.State.View, back.Installed, back.Counter, back.Entropy.Owner, back.Entropy.Draws).ShouldBe((null, null, 0u, back.Id, 0u));
        bench["m1"].Status.ShouldBe(ProcessStatus.Crashed);
        bench.Settle();
        back.Installed!.View.ToString().ShouldBe("3.m1'{m1',m2,m3}");
    }

    [Fact]
    public void Each_crashed_process_comes_back_at_most_once_but_its_successor_may_too()
    {
        var bench = new WorldBench(2, "crash=2,recover=3,depth=9").Settle();
        bench.Do(Move.Crash, "m2");
        bench.Do(Move.Recover, "m2");
        bench.Who(Move.Recover).ShouldBe("");
        bench.Do(Move.Crash, "m2'");
        bench.Who(Move.Recover).ShouldBe("m2'");
        bench.Do(Move.Recover, "m2'");

        bench["m2''"].IsAlive.ShouldBeTrue();
    }

    [Fact]
    public void It_comes_back_in_any_component()
    {
        var bench = new WorldBench(3, "crash=1,recover=1,partition=1,depth=3").Settle();
        bench.Do(Move.Crash, "m1");
        bench.Split("m2", "m3");
        bench.Offers(Move.Recover).ShouldHaveSingleItem().Options.ShouldBe(2);
        bench.Do(Move.Recover, "m1", option: 1);

        bench.Parts.ShouldBe(["m2", "m3 m1'"]);
    }

    [Fact]
    public void Who_left_does_not_come_back()
    {
        var bench = new WorldBench(3, "leave=1,recover=1").Settle();
        bench.Do(Move.Leave, "m3");

        bench.Settle().Offers().ShouldBeEmpty();
    }

    /// <summary>A name has at most 16 characters (spec/model/system.md, "Names").</summary>
    [Fact]
    public void It_comes_back_only_as_long_as_a_name_is_left()
    {
        var (bench, name) = (new WorldBench(2, "crash=20,recover=20,depth=20"), "m2");
        for (bench.Do(Move.Crash, name); bench.Offers(Move.Recover).Count > 0; bench.Do(Move.Crash, name))
        {
            bench.Do(Move.Recover, name);
            name += "'";
            bench.Settle();
        }

        name.Length.ShouldBe(MemberId.MaxLength);
    }
}
