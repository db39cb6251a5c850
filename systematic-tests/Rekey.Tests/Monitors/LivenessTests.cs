using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Monitors;
using Rekey.Spec.Protocols;
using Rekey.Tests.Worlds;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of Liveness, at the end of a schedule (spec/properties.md, "Liveness").</summary>
public sealed class LivenessTests
{
    private readonly Liveness monitor = new();

    [Fact]
    public void A_keyed_group_at_rest_is_accepted() => monitor.End(new WorldBench(3).Settle().World, true).ShouldBeNull();

    [Fact]
    public void Parts_at_rest_and_processes_that_are_gone_are_accepted()
    {
        var bench = new WorldBench(4, "partition=1,crash=1,leave=1,depth=3").Settle();
        bench.Split("m1 m2", "m3 m4");
        bench.Do(Move.Crash, "m1");
        bench.Do(Move.Leave, "m4");

        monitor.End(bench.Settle().World, true).ShouldBeNull();
    }

    [Fact]
    public void It_says_nothing_before_the_end() => monitor.Look(new WorldBench(3).World).ShouldBeNull();

    [Fact]
    public void A_run_that_was_cut_off_is_not_judged() => monitor.End(new WorldBench(3).World, false).ShouldBeNull();

    [Fact]
    public void A_component_without_a_view_is_rejected()
    {
        var bench = new WorldBench(3, "join=1").Settle();
        bench.Join("m1");

        monitor.End(bench.World, true).ShouldBe("m1 has not installed the view of its component");
    }

    [Fact]
    public void A_member_that_has_not_installed_the_view_is_rejected()
    {
        var keyed = Keyed(new PuppetStage(2));
        keyed.Bench.Join("m2", last: true);
        keyed.Bench.Block("m1", "m2");
        keyed.Bench.Agree("m1");
        keyed.Bench.Install("m1");
        keyed.Commit("m1", 1, keyed.Key(2));
        monitor.End(keyed.Bench.World, true).ShouldBe("m2 has not installed the view of its component");
    }

    [Fact]
    public void A_member_without_a_key_is_rejected()
    {
        var stage = new PuppetStage(2);
        stage.Commit("m1", 1, stage.Key());

        monitor.End(stage.Bench.World, true).ShouldBe("view 1.m1{m1,m2} is stable, but m2 has no key for it");
    }

    [Fact]
    public void A_member_that_kept_the_key_of_an_older_view_is_rejected()
    {
        var stage = Keyed(new PuppetStage(2));
        var old = stage.EpochKey("m2", 1, stage.Key());
        stage.Change(static b => b.Join("m1", last: true)).CommitAll(1, stage.Key(1), "m1", "z1").Act("m2", m => (m with { Current = old }, []));

        monitor.End(stage.Bench.World, true).ShouldBe("view 2.m1{m1,m2,z1} is stable, but m2 has no key for it");
    }

    [Fact]
    public void A_run_that_stays_open_is_rejected()
    {
        var stage = Keyed(new PuppetStage(2));
        stage.Hold("m2", 2, stage.Key(2));

        monitor.End(stage.Bench.World, true).ShouldBe("the run of 1.m1/2 is still open at m2");
    }

    [Fact]
    public void An_input_that_waits_for_ever_is_rejected()
    {
        var stage = Keyed(new PuppetStage(2)).Answer("m2", static _ => new Deferred(default, P.RefreshMoot));

        monitor.End(stage.Bench.World, true).ShouldBe("m2 is keyed, but 1 input(s) still wait");
    }

    [Fact]
    public void A_view_of_which_something_was_withheld_need_not_be_keyed_but_installed_and_at_rest()
    {
        var bench = new WorldBench(2, "withhold=1,join=1,depth=1", null, monitor).Formed();
        bench.Do(Move.Withhold, "m2");
        bench.Settle()["m2"].State.Current.ShouldBeNull();
        monitor.End(bench.World, true).ShouldBeNull();
        bench.Join("m1");

        monitor.End(bench.World, true).ShouldBe("m1 has not installed the view of its component");
    }

    [Fact]
    public void The_view_after_it_is_keyed_again()
    {
        var stage = new PuppetStage(2, monitor);
        stage.Emit("m1", new Multicast(stage.KeyMessage("m1", 1, stage.Key(), null))).Bench.Do(Move.Withhold, "m2");
        monitor.End(stage.Bench.World, true).ShouldBeNull();
        stage.Change(static b => b.Join("m1", last: true));

        monitor.End(stage.Bench.World, true).ShouldBe("view 2.m1{m1,m2,z1} is stable, but m1 has no key for it");
    }

    private static PuppetStage Keyed(PuppetStage stage)
    {
        foreach (var process in stage.Bench.World.Processes.ToImmutableArray())
        {
            stage.Commit(process.Id.ToString(), 1, stage.Key());
        }

        return stage;
    }
}
