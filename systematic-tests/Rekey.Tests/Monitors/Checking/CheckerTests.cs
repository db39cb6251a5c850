using Rekey.Checking;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors.Checking;

/// <summary>Explorations: the same whatever the number of workers, ended by what should end them, and honest about what was not found.</summary>
public sealed class CheckerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_bound_on_schedules_gives_the_same_report_with_any_number_of_workers(int workers)
    {
        var request = Exploration.Request(90);
        var (one, many) = (Checker.Run(request), Checker.Run(request with { Workers = workers }));

        (many.Schedules, many.Steps, many.ViewChanges, many.DeepestCascade, many.Unfinished).ShouldBe((one.Schedules, one.Steps, one.ViewChanges, one.DeepestCascade, one.Unfinished));
        many.Findings.Values.Select(Exploration.Text).ShouldBe(one.Findings.Values.Select(Exploration.Text));
        Enumerable.Range(0, Goals.All.Count).ShouldAllBe(g => one.Goals[g] == many.Goals[g]);
        many.Coverage.Rejections.OrderBy(static r => r.Key.Id).ShouldBe(one.Coverage.Rejections.OrderBy(static r => r.Key.Id));
        (from state in Enumerable.Range(0, 256) from trigger in Enumerable.Range(0, 32) select one.Coverage[(byte)state, (byte)trigger] - many.Coverage[(byte)state, (byte)trigger])
            .ShouldAllBe(static d => d == 0);
        (one.Schedules, one.AsExpected, one.Interrupted).ShouldBe((90, true, false));
    }

    [Theory]
    [InlineData("p-done-ignored-while-blocked")]
    [InlineData("p-key-from-anyone")]
    [InlineData("p-no-restart")]
    public void A_violation_is_the_same_with_any_number_of_workers(string mutant)
    {
        var one = Checker.Run(Exploration.Hunt(mutant));
        foreach (var workers in new[] { 2, 4 })
        {
            var many = Checker.Run(Exploration.Hunt(mutant, workers: workers));
            many.Findings.Values.Select(Exploration.Text).ShouldBe(one.Findings.Values.Select(Exploration.Text));
        }

        one.Unexpected.ShouldNotBeEmpty();
    }

    /// <summary>A timer may go off a little before another clock says that it should: whoever then asks that clock takes the run for a whole one, and judges its breadth.</summary>
    [Fact]
    public void A_run_that_the_time_ends_says_so_however_short_it_was()
    {
        for (var run = 0; run < 60; run++)
        {
            var report = Checker.Run(Exploration.Request(1_000_000) with { Time = TimeSpan.FromMilliseconds(1 + (run % 20)) });
            (report.OutOfTime, report.IsPartial, report.Schedules < 1_000_000).ShouldBe((true, true, true));
        }

        Checker.Run(Exploration.Request(20) with { Time = TimeSpan.FromHours(24) }).OutOfTime.ShouldBeFalse();
    }

    [Fact]
    public void The_seed_decides_what_is_explored()
    {
        var request = Exploration.Request(30);

        Checker.Run(request).Steps.ShouldBe(Checker.Run(request).Steps);
        Checker.Run(request with { Seed = 2 }).Steps.ShouldNotBe(Checker.Run(request).Steps);
    }

    [Fact]
    public void A_violation_ends_the_exploration_at_its_schedule()
    {
        var report = Checker.Run(Exploration.Hunt("p-no-restart"));
        var finding = report.Findings[Properties.Liveness];

        report.Schedules.ShouldBe(finding.Schedule + 1);
        report.Unexpected.ShouldContain(finding);
        report.AsExpected.ShouldBeFalse();
    }

    [Fact]
    public void Only_the_property_that_is_asked_for_ends_the_exploration()
    {
        // The mutant violates Authenticity in its first view change, and never VirtualSynchrony.
        var mutant = Exploration.Hunt("p-old-key-for-new-view", schedules: 40);
        Checker.Run(mutant with { EndsOn = Properties.VirtualSynchrony }).ShouldSatisfyAllConditions(
            static r => r.Schedules.ShouldBe(40),
            static r => r.Findings.Keys.ShouldContain(Properties.Authenticity));
        Checker.Run(mutant with { EndsOn = null }).Schedules.ShouldBeLessThan(40);
    }

    [Fact]
    public void An_expected_attack_does_not_end_the_exploration_and_is_found_once()
    {
        var report = Checker.Run(Exploration.Request(20));

        report.Schedules.ShouldBe(20);
        report.Findings.Keys.ShouldBe([Properties.PerfectForwardSecrecy]);
        report.Findings[Properties.PerfectForwardSecrecy].Schedule.ShouldBe(0);
        (report.Unexpected.Any(), report.Missed.Any(), report.AsExpected).ShouldBe((false, false, true));
    }

    [Fact]
    public void The_same_attack_on_a_property_that_should_hold_is_a_failure()
    {
        var report = Checker.Run(Exploration.Request(20) with { Protocol = Exploration.Expecting(Properties.PerfectForwardSecrecy, Expected.Holds) });

        (report.Schedules, report.AsExpected).ShouldBe((1, false));
        report.Unexpected.ShouldHaveSingleItem().Violation.Property.ShouldBe(Properties.PerfectForwardSecrecy);
    }

    [Fact]
    public void An_expected_attack_that_is_not_found_is_a_failure()
    {
        var report = Checker.Run(Exploration.Request(20) with { Protocol = Exploration.Expecting(Properties.KeyIndependence, Expected.FailsAsExpected) });

        report.Missed.Select(static m => m.Property).ShouldBe([Properties.KeyIndependence]);
        (report.Unexpected.Any(), report.AsExpected).ShouldBe((false, false));
    }

    /// <summary>
    /// In some schedules a joiner is told the old key, in others a leaver can compute the new one. Once an expected attack was seen, its monitor
    /// is not needed any more; the others go on as before.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Expected_attacks_are_found_one_after_the_other(ulong seed)
    {
        string[] broken = [Properties.KeySecrecy, Properties.ForwardAccessControl, Properties.BackwardAccessControl, Properties.KeyIndependence];
        var (early, late) = (MutantRegistry.Find("p-joiner-gets-old-key"), MutantRegistry.Find("p-key-derived-from-old"));
        var protocol = Exploration.P;
        foreach (var property in broken)
        {
            protocol = Exploration.Expecting(property, Expected.FailsAsExpected, protocol);
        }

        var request = Exploration.Request(40, "join=1", 3);
        var report = Checker.Run(request with
        {
            Protocol = protocol,
            Scenarios = [request.Scenarios[0], request.Scenarios[0] with { Faults = FaultBudget.Parse("leave=1") }],
            Mutate = (machine, binding) => early.Mutate(late.Mutate(machine, binding), binding),
            Seed = seed,
            EndsOn = Properties.VirtualSynchrony,
        });

        report.Missed.ShouldBeEmpty();
        broken.ShouldAllBe(p => report.Findings.ContainsKey(p));
        foreach (var finding in report.Findings.Values)
        {
            TraceRecorder.Record(finding, report.Request, null).Verdict.Message.ShouldBe(finding.Violation.Message);
        }

        report.Findings[Properties.ForwardAccessControl].Scenario.Faults[Fault.Leave].ShouldBe(1);
        report.Findings[Properties.BackwardAccessControl].Scenario.Faults[Fault.Join].ShouldBe(1);
    }

    [Fact]
    public void Without_the_monitors_of_secrecy_no_attack_is_missed()
    {
        var report = Checker.Run(Exploration.Request(10) with { Secrecy = false });

        (report.Findings.Count, report.Missed.Any(), report.AsExpected).ShouldBe((0, false, true));
    }

    [Fact]
    public void Runs_that_the_step_bound_cuts_off_are_counted_and_violate_nothing()
    {
        var report = Checker.Run(Exploration.Request(10) with { Steps = 3, EndsOn = Properties.VirtualSynchrony });

        (report.Unfinished, report.Steps).ShouldBe((10, 30));
        report.Findings.Keys.ShouldNotContain(Properties.Liveness);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(9, 5)]
    public void A_run_that_rests_after_as_many_steps_as_the_bound_allows_is_judged(int steps, long cutOff)
    {
        // Without faults three members need ten steps: agree, three installs, six messages.
        var report = Checker.Run(Exploration.Request(5, "none", 3) with { Steps = steps, Secrecy = false });

        (report.Unfinished, report.Findings.Count).ShouldBe((cutOff, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_bug_of_our_own_ends_the_exploration_whatever_is_asked_for(int workers)
    {
        var report = Checker.Run(Exploration.Request(500) with
        {
            Workers = workers,
            EndsOn = Properties.VirtualSynchrony,
            Mutate = static (machine, _) => new LambdaMachine(machine, static (inner, state, input, entropy) =>
                input is RefreshRequested ? throw new SpecificationViolation("impossible") : inner.Step(state, input, entropy)),
        });

        report.Findings["Specification"].Violation.Message.ShouldBe("SpecificationViolation: impossible");
        (report.Schedules < 500, report.AsExpected).ShouldBe((true, false));
    }

    [Fact]
    public void Cancelled_it_reports_what_was_done()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var report = Checker.Run(Exploration.Request(10), stop.Token);

        (report.Schedules, report.Interrupted).ShouldBe((0, true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Progress_is_told_and_ends_at_all(int workers)
    {
        var told = new List<(long Done, double Part)>();
        Checker.Run(Exploration.Request(30) with { Workers = workers }, progress: (done, part) => told.Add((done, part)));

        told[^1].ShouldBe((30, 1));
        told.ShouldAllBe(static t => t.Part >= 0 && t.Part <= 1);
        told.Select(static t => t.Done).ShouldBe(told.Select(static t => t.Done).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_broken_monitor_or_world_is_reported_to_the_caller(int workers) =>
        Should.Throw<DivideByZeroException>(() => Checker.Run(Exploration.Request(5) with { Workers = workers, Scenarios = [] }));

    [Fact]
    public void An_unknown_strategy_is_refused() =>
        Should.Throw<ArgumentException>(() => Checker.Run(Exploration.Request(5) with { Strategy = "farr" })).Message.ShouldContain("no strategy 'farr'");

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void At_least_one_worker_works(int workers) => Checker.Run(Exploration.Request(5) with { Workers = workers }).Schedules.ShouldBe(5);

    [Fact]
    public void Schedules_take_turns_between_the_scenarios()
    {
        var report = Checker.Run(Exploration.Request(9, "none", 1, 2, 3) with { Secrecy = false });

        // Agree and installs; then 3 messages for each but the leader.
        report.Steps.ShouldBe(3 * (2 + (1 + 2 + 3) + (1 + 3 + 6)));
        report.ViewChanges.ShouldBe(9);
    }
}
