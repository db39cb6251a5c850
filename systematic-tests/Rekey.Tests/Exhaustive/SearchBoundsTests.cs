using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>Time, memory and whoever wants a search to end are heeded wherever it can be long: in the middle of a state, and after the last one.</summary>
public class SearchBoundsTests
{
    [Theory]
    [InlineData(SearchOrder.Breadth, 1)]
    [InlineData(SearchOrder.Breadth, 3)]
    [InlineData(SearchOrder.Depth, 2)]
    public void A_state_with_millions_of_successors_is_searched_to_the_end(SearchOrder order, int workers)
    {
        // More than the table has room for at first, and far more than a page.
        var search = new ExhaustiveSearch(new FanSpace(1_600_000), new ExhaustiveRequest { Order = order, Workers = workers }, new Quiet());
        var result = search.Run();
        result.End.ShouldBe(SearchEnd.Complete);
        (result.States, result.Transitions, result.AtRest, result.Left).ShouldBe((1_600_001L, 1_600_000L, 1_600_000L, 0L));
    }

    [Fact]
    public void A_state_with_endless_successors_is_left_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var search = new ExhaustiveSearch(new FanSpace(int.MaxValue), new ExhaustiveRequest(), new Quiet());
        var result = search.Run(cancel.Token, (states, _) =>
        {
            if (states > 1)
            {
                cancel.Cancel();
            }
        });
        (result.End, result.Left > 0, result.States < int.MaxValue).ShouldBe((SearchEnd.Cancelled, true, true));
    }

    [Fact]
    public void A_state_with_endless_successors_is_left_when_the_time_is_up() =>
        new ExhaustiveSearch(new FanSpace(int.MaxValue), new ExhaustiveRequest { Time = TimeSpan.FromMilliseconds(1) }, new Quiet()).Run().End.ShouldBe(SearchEnd.Time);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_state_with_endless_successors_is_left_when_memory_is_short(int workers)
    {
        ExhaustiveSearch? search = null;
        search = new ExhaustiveSearch(
            new FanSpace(int.MaxValue), new ExhaustiveRequest { Workers = workers, Memory = 1000, Resident = () => search?.States > 100_000 ? 901 : 100 }, new Quiet());
        var result = search.Run();
        result.End.ShouldBe(SearchEnd.Memory);
        (result.Left > 0, result.States > 100_000).ShouldBe((true, true));
    }

    [Fact]
    public void A_table_that_would_not_fit_is_not_made()
    {
        // As much as there is at first fits, and not twice as much.
        var resident = new ExhaustiveRequest { Memory = 60L << 20, Resident = static () => 10L << 20 };
        var result = new ExhaustiveSearch(new FanSpace(int.MaxValue), resident, new Quiet()).Run();
        result.End.ShouldBe(SearchEnd.Memory);
        result.Bytes.ShouldBe(32L << 20);
    }

    [Fact]
    public void Memory_that_only_waits_to_be_collected_does_not_count()
    {
        var (asked, short1, after) = (0, 950L, 500L);
        var bound = new MemoryBound(1000, () => asked++ % 2 == 0 ? short1 : after);
        bound.IsShort().ShouldBeFalse("after the collection there is enough");
        asked.ShouldBe(2);
        (short1, after, asked) = (950, 850, 0);
        bound.IsShort().ShouldBeTrue();
        (short1, after, asked) = (899, 0, 0);
        bound.IsShort().ShouldBeFalse();
        asked.ShouldBe(1, "far from the bound nothing is collected");
        (short1, after, asked) = (700, 600, 0);
        (bound.Allows(300), bound.Allows(401)).ShouldBe((true, false));
    }

    [Fact]
    public void The_search_for_cycles_ends_where_memory_or_time_do_and_says_so()
    {
        var resident = 0L;
        using var cancel = new CancellationTokenSource();
        var search = new ExhaustiveSearch(new GridSpace([100, 100]), new ExhaustiveRequest { Memory = 1L << 30, Resident = () => resident }, new Quiet());
        search.Run(cancel.Token).End.ShouldBe(SearchEnd.Complete);
        FairCycles.Find(search, out var cut).ShouldBeNull();
        cut.ShouldBeNull();

        resident = 1L << 30;
        FairCycles.Find(search, out cut).ShouldBeNull();
        cut.ShouldBe(SearchEnd.Memory);

        resident = 0;
        cancel.Cancel();
        FairCycles.Find(search, out cut).ShouldBeNull();
        cut.ShouldBe(SearchEnd.Cancelled);
    }

    [Fact]
    public void The_millions_of_ways_to_split_a_network_are_made_as_they_are_wanted()
    {
        var scenario = new Scenario(ProtocolRegistry.Find("P"), 13, FaultBudget.Parse("partition=1,depth=1"));
        var space = new VsSpace(scenario);
        var state = new int[space.Width];
        space.Initial(state);
        var (pages, all) = (0, 0);
        var successors = new Successors(space.Width, page => (all += page.Count, ++pages < 3).Item2);
        space.NewExpander().Expand(state, successors);
        successors.Flush();
        (pages, all, successors.IsOpen).ShouldBe((3, 3 * Successors.PageSize, false));
        SetPartitions.Count(13).ShouldBeGreaterThan(27_000_000);
    }

    [Fact]
    public void A_search_of_thirteen_members_that_split_is_cut_off_and_not_run_out_of()
    {
        var scenario = new Scenario(ProtocolRegistry.Find("P"), 13, FaultBudget.Parse("partition=1,depth=1"));
        using var cancel = new CancellationTokenSource();
        var search = new ExhaustiveSearch(new VsSpace(scenario), new ExhaustiveRequest(), new Quiet());
        var result = search.Run(cancel.Token, (states, _) =>
        {
            if (states > 20_000)
            {
                cancel.Cancel();
            }
        });
        result.End.ShouldBe(SearchEnd.Cancelled);
        result.States.ShouldBeLessThan(SetPartitions.Count(13));
    }

    private sealed class Quiet : IStateObserver
    {
        public bool AtRest(SearchPosition position, ReadOnlySpan<int> state) => true;

        public bool Judge(SearchPosition position, in Choice choice, ulong situation) => true;

        public bool Broken(SearchPosition position, in Choice choice, string message) => true;
    }

    /// <summary>One state that leads to many, each an end.</summary>
    /// <param name="width">How many.</param>
    private sealed class FanSpace(int width) : IStateSpace, IExpander
    {
        public int Width => 1;

        public void Initial(Span<int> state)
        {
        }

        public IExpander NewExpander() => this;

        public void Expand(ReadOnlySpan<int> state, Successors successors)
        {
            for (var i = 1; state[0] == 0 && i <= width && i > 0 && successors.IsOpen; i++)
            {
                successors.Add(state, new Choice(1, 0, 0, i), false)[0] = i;
            }
        }

        public bool ExpandPersistent(ReadOnlySpan<int> state, Successors successors) => false;

        public ulong Fingerprint(ReadOnlySpan<int> state) => Rekey.Core.Fingerprint.Mix(1, (ulong)state[0]);
    }
}
