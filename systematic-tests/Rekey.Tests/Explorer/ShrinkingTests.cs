using Rekey.Explorer;
using Rekey.Explorer.Shrinking;
using Rekey.Explorer.Strategies;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Explorer;

/// <summary>Shrinking: never longer, always the same property, nothing that was not run, and within its bounds.</summary>
public sealed class ShrinkingTests
{
    private static readonly string[] Race = [RaceMonitor.Race];

    [Theory]
    [InlineData("random")]
    [InlineData("fair")]
    [InlineData("pct")]
    public void A_race_shrinks_to_the_four_steps_that_make_it(string strategy)
    {
        var world = new ToyWorld(4, 5, optional: 6, options: 3);
        foreach (var found in Races(world, strategy, 20))
        {
            var shrunk = new Shrinker<ToyWorld>(Runner(world), Race, new ShrinkBounds()).Shrink(found)!;
            shrunk.Choices.Select(static c => (c.Kind, c.A)).ShouldBe([(ToyWorld.Count, (short)0), (ToyWorld.Count, (short)1), (ToyWorld.Count, (short)0), (ToyWorld.Count, (short)1)]);
            shrunk.Violations.ShouldHaveSingleItem().ShouldBe(new Violation(RaceMonitor.Race, "they raced", 5));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    public void Whatever_the_bound_the_result_is_no_longer_and_violates_the_same(int attempts)
    {
        var world = new ToyWorld(3, 6, optional: 4, options: 2);
        foreach (var found in Races(world, "random", 10))
        {
            var shrunk = new Shrinker<ToyWorld>(Runner(world), Race, new ShrinkBounds(attempts)).Shrink(found)!;
            shrunk.Choices.Count.ShouldBeLessThanOrEqualTo(found.Length);
            shrunk.Attempts.ShouldBeLessThanOrEqualTo(attempts);
            Runner(world).Replay(shrunk.Choices, static _ => false).Select(static v => v.Property).ShouldBe(Race);
        }
    }

    [Fact]
    public void It_gives_the_same_every_time()
    {
        var world = new ToyWorld(3, 4, optional: 4);
        var found = Races(world, "random", 1)[0];
        List<Choice> Once() => [.. new Shrinker<ToyWorld>(Runner(world), Race, new ShrinkBounds()).Shrink(found)!.Choices];
        Once().ShouldBe(Once());
    }

    [Fact]
    public void A_run_that_violates_nothing_has_nothing_to_shrink()
    {
        var world = new ToyWorld(2, 2);
        Choice[] harmless = [Count(0), Count(0), Count(1), Count(1)];
        new Shrinker<ToyWorld>(Runner(world), Race, new ShrinkBounds()).Shrink(harmless).ShouldBeNull();
        new Shrinker<ToyWorld>(Runner(world), ["Another"], new ShrinkBounds()).Shrink([Count(0), Count(1), Count(0), Count(1)]).ShouldBeNull();
    }

    [Fact]
    public void Cancelled_or_out_of_time_it_gives_the_run_as_found()
    {
        var world = new ToyWorld(3, 4);
        var found = Races(world, "random", 1)[0];
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        new Shrinker<ToyWorld>(Runner(world), Race, new ShrinkBounds(), stop.Token).Shrink(found)!.Choices.ShouldBe(found);
        new Shrinker<ToyWorld>(Runner(world), Race, new ShrinkBounds(Time: TimeSpan.Zero)).Shrink(found)!.Choices.Count.ShouldBeLessThanOrEqualTo(found.Length);
    }

    [Fact]
    public void All_properties_that_are_asked_for_stay_violated()
    {
        var world = new ToyWorld(2, 3);
        ScheduleRunner<ToyWorld> Both() => new(world, [new RaceMonitor(), new Tally(5)]);
        Choice[] found = [Count(0), Count(1), Count(0), Count(1), Count(0), Count(1)];
        var shrunk = new Shrinker<ToyWorld>(Both(), [RaceMonitor.Race, Tally.Many], new ShrinkBounds()).Shrink(found)!;
        shrunk.Violations.Select(static v => v.Property).ShouldBe([RaceMonitor.Race, Tally.Many], ignoreOrder: true);
        shrunk.Choices.Count.ShouldBe(5);
    }

    /// <summary>A property of runs that came to rest is not violated by cutting a run off.</summary>
    [Fact]
    public void Cutting_a_run_proves_nothing_of_what_needs_rest()
    {
        var world = new ToyWorld(2, 3, optional: 3);
        ScheduleRunner<ToyWorld> Resting() => new(world, [new Rests()]);
        Choice[] found = [Count(0), Count(0), Fault, Count(0), Count(1), Count(1), Count(1), Fault];
        var shrunk = new Shrinker<ToyWorld>(Resting(), [Rests.Property], new ShrinkBounds()).Shrink(found)!;
        shrunk.Choices.Count.ShouldBe(7, "all must be counted, and one fault is needed");
        Resting().Replay(shrunk.Choices, static _ => false).ShouldHaveSingleItem().Message.ShouldBe("a fault, and rest");
    }

    [Fact]
    public void What_is_not_enabled_is_skipped_and_the_rest_can_be_carried_on()
    {
        var runner = Runner(new ToyWorld(2, 2));
        runner.Follow([Count(1), Count(7), Fault, Count(1), Count(1), new Choice(ToyWorld.Count, 0, 0, -1)], static _ => false, 100, complete: false);
        runner.Choices.ShouldBe([Count(1), Count(1)]);
        runner.Quiescent.ShouldBeFalse();
        runner.Follow([Count(1)], static _ => false, 100, complete: true);
        runner.Choices.ShouldBe([Count(1), Count(0), Count(0), Count(1)]);
        runner.Quiescent.ShouldBeTrue();
        runner.Follow([Count(1)], static _ => false, 2, complete: true);
        runner.Choices.Count.ShouldBe(2);
        runner.WereOptional.ShouldBe([false, false]);
    }

    private static Choice Fault => new(ToyWorld.Fault, 0, 0, 0);

    private static Choice Count(short actor) => new(ToyWorld.Count, actor, 0, 0);

    private static ScheduleRunner<ToyWorld> Runner(ToyWorld world) => new(world, [new RaceMonitor()]);

    private static List<Choice[]> Races(ToyWorld world, string strategy, int count)
    {
        var (found, runner, chosen) = (new List<Choice[]>(), Runner(world), Portfolio.Create(strategy));
        for (var schedule = 0; found.Count < count; schedule++)
        {
            var rng = Rng.For(3, schedule);
            if (runner.Run(chosen, ref rng, 1_000, static _ => false).Count > 0)
            {
                found.Add([.. runner.Choices]);
            }
        }

        return found;
    }

    /// <summary>Objects at the end of runs of many steps.</summary>
    private sealed class Tally(int many) : IMonitor<ToyWorld>
    {
        public const string Many = nameof(Many);

        public string Property => Many;

        public void Reset()
        {
        }

        public string? AfterStep(ToyWorld world) => null;

        public string? AtEnd(ToyWorld world, bool quiescent) => world.Log.Count >= many ? "many" : null;
    }

    /// <summary>Objects to runs with a fault that came to rest; of others it should not be asked.</summary>
    private sealed class Rests : IMonitor<ToyWorld>
    {
        public const string Property = nameof(Rests);

        string IMonitor<ToyWorld>.Property => Property;

        public bool NeedsRest => true;

        public void Reset()
        {
        }

        public string? AfterStep(ToyWorld world) => null;

        public string? AtEnd(ToyWorld world, bool quiescent) => !quiescent ? "asked too early" : world.Log.Contains(-1) ? "a fault, and rest" : null;
    }
}
