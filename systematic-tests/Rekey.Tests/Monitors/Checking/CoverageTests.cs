using Rekey.Checking;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Tests.Worlds;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors.Checking;

/// <summary>Which cells of a control table, and which rejecting rules, a run visits.</summary>
public sealed class CoverageTests
{
    private readonly Coverage coverage = new();

    [Fact]
    public void Every_step_of_a_machine_visits_its_cell()
    {
        var bench = new WorldBench(3, "none", null, coverage).Settle();

        Visits(PState.Outside, PTrigger.ViewLeads).ShouldBe(1);
        Visits(PState.Outside, PTrigger.ViewFollows).ShouldBe(2);
        Visits(PState.AwaitingKey, PTrigger.Key).ShouldBe(2);
        Visits(PState.Collecting, PTrigger.AckPartial).ShouldBe(1);
        Visits(PState.Collecting, PTrigger.AckLast).ShouldBe(1);
        Visits(PState.AwaitingDone, PTrigger.Done).ShouldBe(2);
        (Sum(), coverage.Rejections.Count, bench.Objections.Count).ShouldBe((9, 0, 0));
    }

    [Fact]
    public void Ignored_and_deferred_inputs_visit_their_cells_too()
    {
        var bench = new WorldBench(2, "refresh=1,send=1", null, coverage).Formed();
        bench.Do(Move.Refresh, "m1");
        bench.Do(Move.Send, "m1");

        (Visits(PState.Collecting, PTrigger.RefreshOwn), Visits(PState.Collecting, PTrigger.SendUnkeyed)).ShouldBe((1, 1));
    }

    [Fact]
    public void Rejections_are_counted_by_their_rule()
    {
        var bench = new WorldBench(2, "forge=2", null, coverage).Settle();
        bench.Do(Move.Forge, "m2");
        bench.Do(Move.Forge, "m2", option: 1);

        coverage.Rejections.Select(static r => (r.Key.Id, r.Value)).Order().ShouldBe([("T-10", 1L), ("W-01", 1L)]);
        WireRules.Strict.Id.ShouldBe("W-01");
    }

    [Fact]
    public void Rules_that_decide_a_step_are_counted()
    {
        new WorldBench(3, "none", null, coverage).Settle();

        coverage.Applications.Select(static r => (r.Key.Id, r.Value)).Order().ShouldBe([("P-01", 1L), ("P-02", 2L), ("P-04", 2L), ("T-03", 1L), ("T-04", 1L), ("T-05", 2L)]);
    }

    [Fact]
    public void A_fault_that_strikes_one_member_is_counted_in_its_state()
    {
        var bench = new WorldBench(3, "crash=1,refresh=1,send=1,forge=1,depth=1", null, coverage).Formed();
        bench.Do(Move.Send, "m1");
        bench.Do(Move.Refresh, "m2");
        bench.Do(Move.Forge, "m3");
        bench.Do(Move.Crash, "m1");

        Strikes().ShouldBe([(Fault.Crash, PState.Collecting, 1L), (Fault.Refresh, PState.AwaitingKey, 1), (Fault.Send, PState.Collecting, 1), (Fault.Forge, PState.AwaitingKey, 1)]);
    }

    [Fact]
    public void A_fault_of_the_network_is_counted_for_every_member_that_it_strikes()
    {
        var bench = new WorldBench(3, "join=1,partition=1,merge=1,depth=2", null, coverage).Settle();
        bench.Do(Move.Partition, 0);
        bench.Do(Move.Merge, 0);
        bench.Do(Move.Join, 0);

        Strikes().ShouldBe([(Fault.Join, PState.Keyed, 3L), (Fault.Partition, PState.Keyed, 3), (Fault.Merge, PState.Keyed, 3)]);
    }

    [Fact]
    public void It_counts_over_all_runs()
    {
        var bench = new WorldBench(3, "none", null, coverage).Settle();
        bench.Reset();
        bench.Settle();

        Sum().ShouldBe(18);
    }

    [Fact]
    public void Counts_of_two_workers_add_up()
    {
        var other = new Coverage();
        new WorldBench(3, "none", null, coverage).Settle();
        new WorldBench(2, "forge=1", null, other).Settle().Do(Move.Forge, "m2");
        coverage.Add(other);

        Visits(PState.Outside, PTrigger.ViewLeads).ShouldBe(2);
        Visits(PState.Outside, PTrigger.ViewFollows).ShouldBe(3);
        coverage.Rejections.Values.Sum().ShouldBe(1);
        other[(byte)PState.Outside, (byte)PTrigger.ViewFollows].ShouldBe(1, "the other is left as it was");
    }

    private (Fault, PState, long)[] Strikes() =>
    [
        .. from f in Fault.All from s in Enum.GetValues<PState>() let n = coverage[f, (byte)s] where n > 0 select (f, s, n),
    ];

    private long Visits(PState state, PTrigger trigger) => coverage[(byte)state, (byte)trigger];

    private long Sum() => (from s in Enum.GetValues<PState>() from t in Enum.GetValues<PTrigger>() select Visits(s, t)).Sum();
}
