using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Explorer;

/// <summary>One schedule: run, watched, ended, and run again.</summary>
public sealed class ScheduleRunnerTests
{
    [Fact]
    public void A_run_ends_at_rest_where_nothing_must_happen_any_more()
    {
        var runner = Runner(new ToyWorld(2, 3));
        Run(runner, 100).ShouldBeEmpty();

        (runner.Quiescent, runner.Choices.Count).ShouldBe((true, 6));
    }

    [Fact]
    public void The_step_bound_cuts_a_run_off()
    {
        var runner = Runner(new ToyWorld(2, 3));
        Run(runner, 5).ShouldBeEmpty();

        (runner.Quiescent, runner.CutOff, runner.Choices.Count).ShouldBe((false, true, 5));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("fair")]
    [InlineData("pct")]
    [InlineData("delay")]
    public void A_run_that_rests_after_as_many_steps_as_the_bound_allows_is_not_cut_off(string name)
    {
        // Two faults may still happen when all must have been done: they need not.
        var runner = Runner(new ToyWorld(2, 3), new Resting());
        var rng = new Rng(1);
        runner.Run(Portfolio.Create(name), ref rng, 6, static _ => true).Select(static v => v.Message).ShouldBe(["at rest"]);

        (runner.Quiescent, runner.CutOff, runner.Choices.Count).ShouldBe((true, false, 6));
    }

    [Fact]
    public void A_run_that_was_cut_off_is_not_judged_by_what_is_about_runs_at_rest()
    {
        var runner = Runner(new ToyWorld(2, 3), new Resting());
        Run(runner, 5).ShouldBeEmpty();
        runner.CutOff.ShouldBeTrue();
        Run(runner, 6).Count.ShouldBe(1);
        runner.CutOff.ShouldBeFalse("the next run is judged anew");
    }

    [Fact]
    public void Monitors_are_reset_and_asked_after_every_step_and_at_the_end()
    {
        var monitor = new Watch("A", static _ => null);
        var runner = Runner(new ToyWorld(2, 3), monitor);
        Run(runner, 100);
        Run(runner, 100);

        monitor.Log.ShouldBe(["reset", "1", "2", "3", "4", "5", "6", "end at rest", "reset", "1", "2", "3", "4", "5", "6", "end at rest"]);
    }

    [Fact]
    public void A_violation_that_ends_the_run_ends_it_at_once_after_all_monitors_were_asked()
    {
        Watch[] monitors = [new("A", static n => n == 3 ? "three" : null), new("B", static n => n >= 3 ? "many" : null)];
        var runner = Runner(new ToyWorld(2, 3), monitors);

        Run(runner, 100).ShouldBe([new Violation("A", "three", 3), new Violation("B", "many", 3)]);
        runner.Choices.Count.ShouldBe(3);
        monitors[1].Log[^1].ShouldBe("3");
    }

    [Fact]
    public void A_violation_that_does_not_end_the_run_is_reported_once()
    {
        var runner = Runner(new ToyWorld(2, 3), new Watch("A", static n => n >= 2 ? $"step {n}" : null));

        Run(runner, 100, static _ => false).ShouldBe([new Violation("A", "step 2", 2)]);
        runner.Choices.Count.ShouldBe(6);
    }

    [Fact]
    public void A_violation_at_the_end_has_the_number_after_the_last_step()
    {
        var runner = Runner(new ToyWorld(2, 3), new Watch("A", static n => n == 0 ? "at the end" : null));

        Run(runner, 100).ShouldBe([new Violation("A", "at the end", 7)]);
    }

    [Fact]
    public void An_exception_of_our_own_is_a_violation_and_ends_the_run()
    {
        var runner = new ScheduleRunner<Broken>(new Broken(), []);
        var rng = new Rng(1);

        runner.Run(new RandomStrategy(), ref rng, 100, static _ => false)
            .ShouldBe([new Violation(ScheduleRunner<Broken>.SpecificationProperty, "InvalidOperationException: it broke", 3)]);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("fair")]
    [InlineData("pct")]
    [InlineData("delay")]
    public void A_recorded_schedule_gives_the_same_run_and_the_same_violations(string name)
    {
        var runner = new ScheduleRunner<ToyWorld>(new ToyWorld(2, 3, optional: 1, options: 2), [new RaceMonitor()]);
        var found = 0;
        for (var schedule = 0; schedule < 400; schedule++)
        {
            var rng = Rng.For(3, schedule);
            var violations = runner.Run(Portfolio.Create(name), ref rng, 8, static _ => true).ToList();
            var (choices, log) = (runner.Choices.ToList(), runner.World.Log.ToList());
            var steps = new List<int>();

            runner.Replay(choices, static _ => true, steps.Add).ShouldBe(violations);
            runner.Choices.ShouldBe(choices);
            runner.World.Log.ShouldBe(log);
            runner.Quiescent.ShouldBeTrue();
            steps.ShouldBe(Enumerable.Range(1, choices.Count));
            found += violations.Count;
        }

        found.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_replay_that_stops_early_is_not_at_rest()
    {
        var runner = Runner(new ToyWorld(2, 3));
        Run(runner, 100);
        var choices = runner.Choices.ToList();

        runner.Replay(choices[..4], static _ => true);
        runner.Quiescent.ShouldBeFalse();
    }

    [Fact]
    public void A_replay_that_leaves_only_what_may_happen_is_at_rest()
    {
        var runner = Runner(new ToyWorld(1, 2, optional: 1));
        runner.Replay([new Choice(ToyWorld.Count, 0, 0, 0), new Choice(ToyWorld.Count, 0, 0, 0)], static _ => true);

        runner.Quiescent.ShouldBeTrue();
    }

    [Fact]
    public void A_choice_that_is_not_enabled_is_the_callers_mistake_and_no_violation()
    {
        var runner = Runner(new ToyWorld(2, 1));
        Choice first = new(ToyWorld.Count, 0, 0, 0);

        Should.Throw<InvalidChoiceException>(() => runner.Replay([first, first], static _ => true));
        Should.Throw<InvalidChoiceException>(() => runner.Replay([first with { Option = 1 }], static _ => true));
        Should.Throw<InvalidChoiceException>(() => runner.Replay([first with { Kind = 77 }], static _ => true));
    }

    private static ScheduleRunner<ToyWorld> Runner(ToyWorld world, params IMonitor<ToyWorld>[] monitors) => new(world, monitors);

    private static IReadOnlyList<Violation> Run(ScheduleRunner<ToyWorld> runner, int bound, Predicate<Violation>? ends = null)
    {
        var rng = new Rng(1);
        return runner.Run(new FairStrategy(), ref rng, bound, ends ?? (static _ => true));
    }

    /// <summary>Notes what it is asked, and objects to a step by its number; 0 is the end.</summary>
    private sealed class Watch(string property, Func<int, string?> objection) : IMonitor<ToyWorld>
    {
        public List<string> Log { get; } = [];

        public string Property => property;

        public void Reset() => Log.Add("reset");

        public string? AfterStep(ToyWorld world)
        {
            Log.Add($"{world.Log.Count}");
            return objection(world.Log.Count);
        }

        public string? AtEnd(ToyWorld world, bool quiescent)
        {
            Log.Add(quiescent ? "end at rest" : "end");
            return objection(0);
        }
    }

    /// <summary>Objects to every run that came to rest.</summary>
    private sealed class Resting : IMonitor<ToyWorld>
    {
        public string Property => "Rest";

        public bool NeedsRest => true;

        public void Reset()
        {
        }

        public string? AfterStep(ToyWorld world) => null;

        public string? AtEnd(ToyWorld world, bool quiescent) => quiescent ? "at rest" : "asked of a run that was cut off";
    }

    private sealed class Broken : IWorld
    {
        private int count;

        public int Actors => 1;

        public int OptionalLeft => 0;

        public void Reset() => count = 0;

        public void Offers(List<Offer> offers) => offers.Add(new Offer(0, 0, 0, 1, 0, false));

        public void Apply(in Choice choice)
        {
            if (++count == 3)
            {
                throw new InvalidOperationException("it broke");
            }
        }
    }
}
