using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Explorer;

/// <summary>What each strategy promises, shown on toy worlds.</summary>
public sealed class StrategyTests
{
    public static TheoryData<string> Names() => [.. Portfolio.Names, "portfolio"];

    public static TheoryData<string> FaultPlacing() => [.. Portfolio.Names.Where(static n => Portfolio.Create(n) is FaultPlacingStrategy)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_strategy_goes_by_its_name(string name) => Portfolio.Create(name).Name.ShouldBe(name);

    [Fact]
    public void An_unknown_name_is_refused() => Should.Throw<ArgumentException>(static () => Portfolio.Create("luck")).Message.ShouldContain("'luck'");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_choices_with_a_fresh_and_with_a_used_strategy(string name)
    {
        var used = Portfolio.Create(name);
        for (var seed = 1ul; seed <= 100; seed++)
        {
            var world = new ToyWorld(3, 40, optional: 3, spinner: true, options: 2);
            Choices(used, world, seed).ShouldBe(Choices(Portfolio.Create(name), world, seed));
        }
    }

    /// <summary>A worker explores scenarios of different sizes with one strategy object: a schedule must not depend on those before it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_schedule_does_not_depend_on_the_worlds_that_the_strategy_saw_before(string name)
    {
        var used = Portfolio.Create(name);
        for (var seed = 1ul; seed <= 100; seed++)
        {
            Choices(used, new ToyWorld(12, 2), seed);
            var world = new ToyWorld(3, 40, spinner: true);
            Choices(used, world, seed).ShouldBe(Choices(Portfolio.Create(name), world, seed), $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Different_seeds_give_different_choices(string name)
    {
        var world = new ToyWorld(4, 10, optional: 2);

        Enumerable.Range(1, 50).Select(s => string.Join(' ', Choices(Portfolio.Create(name), world, (ulong)s))).Distinct().Count().ShouldBeGreaterThan(25);
    }

    /// <summary>The toy world throws on a choice that it did not offer.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Only_what_is_offered_is_chosen_and_nothing_that_must_happen_is_left(string name)
    {
        var world = new ToyWorld(3, 5, optional: 4, options: 3);
        for (var seed = 1ul; seed <= 300; seed++)
        {
            Choices(Portfolio.Create(name), world, seed);
            world.Done.ShouldBeTrue();
            world.Log.Count(static a => a < 0).ShouldBeInRange(0, 4);
        }
    }

    [Theory]
    [MemberData(nameof(FaultPlacing))]
    public void A_run_does_not_end_while_something_must_happen(string name)
    {
        var strategy = Portfolio.Create(name);
        List<Offer> must = [new Offer(0, 0, 0, 1, 0, false)];
        List<Offer> both = [new Offer(5, 0, 0, 1, 0, true), .. must, new Offer(0, 1, 0, 1, 1, false)];
        for (var seed = 1ul; seed <= 100; seed++)
        {
            var rng = new Rng(seed);
            strategy.Begin(ref rng, new ToyWorld(2, 3, optional: 2));
            for (var step = 0; step < 50; step++)
            {
                strategy.Pick(must, step, ref rng).ShouldBe(0);
                strategy.Pick(both, step, ref rng).ShouldBeInRange(0, 2);
            }

            strategy.Pick([], 50, ref rng).ShouldBe(-1);
        }
    }

    [Theory]
    [MemberData(nameof(FaultPlacing))]
    public void What_may_happen_happens_at_every_stage_of_a_run(string name)
    {
        var world = new ToyWorld(3, 4, optional: 1);
        var places = new HashSet<int>();
        for (var seed = 1ul; seed <= 400; seed++)
        {
            Choices(Portfolio.Create(name), world, seed);
            places.Add(world.Log.IndexOf(-1));
        }

        Enumerable.Range(0, 12).ShouldBeSubsetOf(places);
    }

    [Fact]
    public void Fair_starves_nobody_and_pct_does()
    {
        LongestWait("fair").ShouldBeLessThanOrEqualTo((8 * 3) + 3);
        LongestWait("pct").ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Fair_brings_a_waiting_loop_to_its_end()
    {
        var world = new ToyWorld(4, 30, spinner: true);
        for (var seed = 1ul; seed <= 100; seed++)
        {
            Choices(new FairStrategy(), world, seed);
            world.Done.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Pct_interrupts_an_actor_at_its_change_points_only(int depth) =>
        MostInterruptions(() => new PctStrategy(depth)).ShouldBe(depth - 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Delay_interrupts_an_actor_at_its_delays_only(int delays) =>
        MostInterruptions(() => new DelayStrategy(delays)).ShouldBe(delays);

    [Fact]
    public void Without_delays_the_turn_alone_decides()
    {
        var world = new ToyWorld(3, 4);
        var runs = Enumerable.Range(1, 60).Select(s =>
        {
            Choices(new DelayStrategy(0), world, (ulong)s);
            return string.Concat(world.Log);
        }).Distinct().Order();

        runs.ShouldBe(["000011112222", "111122220000", "222200001111"]);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("fair")]
    [InlineData("pct")]
    [InlineData("delay")]
    [InlineData("portfolio")]
    public void Every_strategy_finds_a_race_that_takes_three_ordered_events(string name)
    {
        Finds(Portfolio.Create(name)).ShouldBeTrue();
    }

    [Fact]
    public void The_race_is_out_of_reach_without_delays_and_for_pct_of_depth_1()
    {
        Finds(new DelayStrategy(0)).ShouldBeFalse();
        Finds(new PctStrategy(1)).ShouldBeFalse();
    }

    [Fact]
    public void The_portfolio_uses_all_its_strategies()
    {
        // Of four strategies, only the uniform one ends where optional transitions are all that is left to take, and takes them all.
        var portfolio = new Portfolio(new Fixed(0), new Fixed(1));
        var firsts = Enumerable.Range(1, 20).Select(s => Choices(portfolio, new ToyWorld(2, 1), (ulong)s)[0].A).Distinct();

        firsts.ShouldBe([(short)0, (short)1], ignoreOrder: true);
    }

    private static bool Finds(Strategy strategy)
    {
        var runner = new ScheduleRunner<ToyWorld>(new ToyWorld(3, 6), [new RaceMonitor()]);
        for (var schedule = 0; schedule < 2_000; schedule++)
        {
            var rng = Rng.For(1, schedule);
            if (runner.Run(strategy, ref rng, 1_000, static _ => true).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static List<Choice> Choices(Strategy strategy, ToyWorld world, ulong seed)
    {
        var runner = new ScheduleRunner<ToyWorld>(world, []);
        var rng = new Rng(seed);
        runner.Run(strategy, ref rng, 5_000, static _ => true).ShouldBeEmpty();
        return [.. runner.Choices];
    }

    /// <summary>The most steps that an enabled actor had to watch others act, over many runs of a world with a waiting loop.</summary>
    private static int LongestWait(string name)
    {
        var (world, longest) = (new ToyWorld(3, 60, spinner: true), 0);
        for (var seed = 1ul; seed <= 100; seed++)
        {
            Choices(Portfolio.Create(name), world, seed);
            var last = new int[3];
            var counts = new int[3];
            for (var i = 0; i < world.Log.Count; i++)
            {
                var actor = world.Log[i];
                longest = Math.Max(longest, i - last[actor]);
                last[actor] = i;
                counts[actor]++;
            }
        }

        return longest;
    }

    /// <summary>The most times that an actor lost its turn although it could have gone on.</summary>
    private static int MostInterruptions(Func<Strategy> strategy)
    {
        var (world, most) = (new ToyWorld(4, 8), 0);
        for (var seed = 1ul; seed <= 500; seed++)
        {
            Choices(strategy(), world, seed);
            var done = new int[4];
            var interruptions = 0;
            for (var i = 0; i < world.Log.Count; i++)
            {
                var actor = world.Log[i];
                done[actor]++;
                interruptions += i + 1 < world.Log.Count && world.Log[i + 1] != actor && done[actor] < 8 ? 1 : 0;
            }

            most = Math.Max(most, interruptions);
        }

        return most;
    }

    /// <summary>Always the same offer, as long as there is one.</summary>
    private sealed class Fixed(int index) : Strategy
    {
        public override string Name => $"fixed {index}";

        public override void Begin(ref Rng rng, IWorld world)
        {
        }

        public override int Pick(IReadOnlyList<Offer> offers, int step, ref Rng rng) => Math.Min(index, offers.Count - 1);
    }
}
