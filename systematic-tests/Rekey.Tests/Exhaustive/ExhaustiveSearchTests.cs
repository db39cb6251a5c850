using Rekey.Explorer.Exhaustive;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>The engine, on spaces that can be counted by hand.</summary>
public class ExhaustiveSearchTests
{
    [Theory]
    [InlineData(SearchOrder.Breadth, 1)]
    [InlineData(SearchOrder.Breadth, 2)]
    [InlineData(SearchOrder.Depth, 1)]
    [InlineData(SearchOrder.Depth, 3)]
    public void Every_state_is_visited_once_in_any_order_on_any_number_of_threads(SearchOrder order, int workers)
    {
        var witness = new Witness();
        var result = Search(new GridSpace([20, 20, 20, 5]), witness, order, workers).Run();

        result.End.ShouldBe(SearchEnd.Complete);
        (result.States, result.Left, result.AtRest).ShouldBe((21L * 21 * 21 * 6, 0, 1));
        result.Transitions.ShouldBe((3L * 20 * 21 * 21 * 6) + (5L * 21 * 21 * 21));
        witness.Ends.Single().State.ShouldBe([20, 20, 20, 5]);
        witness.Ends.Single().Steps.ShouldBe(65, "all ways have the same length");
        result.Levels.ShouldBe(order == SearchOrder.Breadth ? 66 : 0);
    }

    [Fact]
    public void Breadth_first_finds_a_shortest_way()
    {
        // A short cut from the middle of the long way.
        var space = new GridSpace([50], static s => s[0] == 3 ? [(7, [50], true)] : []);
        var witness = new Witness();
        Search(space, witness, SearchOrder.Breadth, 2).Run();
        witness.Ends.Single().Steps.ShouldBe(4);
    }

    [Fact]
    public void Whoever_looks_on_can_end_the_search_and_what_was_left_is_said()
    {
        var space = new GridSpace([30, 30], static s => s[0] == 2 ? [(7, [30, 30], true)] : []);
        var result = Search(space, new Witness(goesOn: false), SearchOrder.Breadth, 1).Run();
        result.End.ShouldBe(SearchEnd.Stopped);
        result.Left.ShouldBeGreaterThan(0);
        result.States.ShouldBeLessThan(31 * 31);
    }

    [Fact]
    public void A_search_without_time_or_cancelled_ends_and_says_so()
    {
        var endless = new GridSpace([int.MaxValue, int.MaxValue]);
        var late = Search(endless, new Witness(), SearchOrder.Depth, 2, new ExhaustiveRequest { Time = TimeSpan.FromMilliseconds(1) }).Run();
        late.End.ShouldBe(SearchEnd.Time);
        late.Left.ShouldBeGreaterThan(0);

        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Search(endless, new Witness(), SearchOrder.Breadth, 2).Run(cancel.Token).End.ShouldBe(SearchEnd.Cancelled);
    }

    [Fact]
    public void A_search_ends_when_its_memory_is_used_up()
    {
        var result = Search(new GridSpace([int.MaxValue, int.MaxValue]), new Witness(), SearchOrder.Depth, 2, new ExhaustiveRequest { Memory = 64 << 20 }).Run();
        result.End.ShouldBe(SearchEnd.Memory);
        (result.Bytes * 2).ShouldBeLessThan(200L << 20);
        result.Left.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Without_cycles_none_is_found()
    {
        var search = Search(new GridSpace([10, 10]), new Witness(), SearchOrder.Breadth, 2);
        search.Run();
        FairCycles.Find(search).ShouldBeNull();
    }

    [Fact]
    public void A_cycle_that_a_fair_scheduler_must_leave_is_none()
    {
        // From 1 it goes back to 0, but what leads on to 2 could happen in both all the time.
        var search = Search(new GridSpace([0], static s => s[0] switch { 0 => [(1, [1], false), (9, [2], false)], 1 => [(2, [0], false), (9, [2], false)], _ => [] }), new Witness());
        search.Run();
        FairCycles.Find(search).ShouldBeNull();
    }

    [Fact]
    public void A_fair_cycle_is_a_stem_and_a_loop_in_which_all_that_waits_gets_its_turn()
    {
        // What leads on cannot happen in 2, so a fair scheduler may go round for ever.
        var search = Search(
            new GridSpace([0], static s => s[0] switch { 0 => [(1, [1], false)], 1 => [(2, [2], false), (9, [3], false)], 2 => [(3, [1], false)], _ => [] }), new Witness());
        search.Run();
        var cycle = FairCycles.Find(search).ShouldNotBeNull();
        cycle.Stem.Select(static c => c.Kind).ShouldBe([1]);
        cycle.Loop.Select(static c => c.Kind).ShouldBe([2, 3]);
    }

    [Fact]
    public void The_set_of_states_numbers_each_once_under_contention_and_growth()
    {
        var set = new StateSet(1 << 10);
        for (var round = 0UL; round < 20; round++)
        {
            var first = 1 + (round * 500);
            Parallel.For(0, 4, _ =>
            {
                for (var key = first; key < first + 500; key++)
                {
                    set.Add(Rekey.Core.Fingerprint.Mix(1, key), out var _);
                }
            });
            if (set.Room < 600)
            {
                set.Grow();
            }
        }

        set.Count.ShouldBe(10_000);
        Enumerable.Range(1, 10_000).Select(k => set.Find(Rekey.Core.Fingerprint.Mix(1, (ulong)k))).Order().ShouldBe(Enumerable.Range(0, 10_000));
        set.Find(12345).ShouldBe(-1);
        StateSet.CollisionBound(20_000_000).ShouldBe(1.08e-5, 1e-7);
    }

    private static ExhaustiveSearch Search(
        IStateSpace space, IStateObserver observer, SearchOrder order = SearchOrder.Breadth, int workers = 1, ExhaustiveRequest? request = null) =>
        new(space, (request ?? new ExhaustiveRequest()) with { Order = order, Workers = workers }, observer);
}
