using Rekey.Checking;
using Rekey.Explorer.Shrinking;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors.Checking;

/// <summary>Shrinking what explorations of mutants found: in the choices, the group and the budget.</summary>
public sealed class RunShrinkerTests
{
    private const string ActiveLess = "crash=1,leave=1,join=1,partition=1,merge=1,refresh=1,send=2,depth=3";

    public static TheoryData<string> Mutants() => [.. MutantRegistry.All.Where(static m => !m.IsDrilled).Select(static m => m.Name)];

    [Theory]
    [MemberData(nameof(Mutants))]
    public void The_shrunk_run_of_a_mutant_violates_the_same_and_replays(string name)
    {
        var request = MutantHunt.Request(MutantRegistry.Find(name), "portfolio", 1, 20_000);
        var finding = Checker.Run(request).Findings[request.EndsOn!];
        var shrunk = new RunShrinker(request, new ShrinkBounds(3_000)).Shrink([finding]);
        var best = shrunk.Findings.ShouldHaveSingleItem();
        shrunk.From.ShouldBe(finding.Choices.Count);
        shrunk.Steps.ShouldBeLessThanOrEqualTo(shrunk.From);
        best.Violation.Property.ShouldBe(finding.Violation.Property);
        best.Scenario.Members.ShouldBeLessThanOrEqualTo(finding.Scenario.Members);
        best.Scenario.Faults.Total.ShouldBeLessThanOrEqualTo(finding.Scenario.Faults.Total);
        var trace = TraceRecorder.Record(best, request, name, shrunk.From);
        (trace.Verdict.Property, trace.Verdict.Message, trace.Verdict.Step).ShouldBe((best.Violation.Property, best.Violation.Message, best.Violation.Step));
        trace.Steps.Count.ShouldBe(shrunk.Steps);
    }

    /// <summary>In the scenarios of a check, where somebody finds a violation who does not know the mistake, there is much to shrink.</summary>
    [Theory]
    [InlineData("bd-share-kept", ActiveLess, 1)]
    [InlineData("ckd-key-in-clear", ActiveLess, 2)]
    [InlineData("gdh-share-kept-on-join", ActiveLess, 1)]
    [InlineData("o-join-keeps-group-key", ActiveLess, 2)]
    [InlineData("p-no-restart", ActiveLess, 1)]
    [InlineData("p-replayed-data", "crash=1,join=1,leave=1,refresh=2,send=2,replay=3,forge=3,alter=3,depth=2", 1)]
    [InlineData("str-key-of-blinded", ActiveLess, 2)]
    public void What_is_found_in_a_wide_scenario_shrinks_to_a_third(string name, string faults, ulong seed)
    {
        var mutant = MutantRegistry.Find(name);
        var request = MutantHunt.Request(mutant, "portfolio", seed, 20_000);
        request = request with { Scenarios = [new Scenario(request.Protocol, 5, FaultBudget.Parse(faults))], Steps = 10_000 };
        var finding = Checker.Run(request).Findings[request.EndsOn!];
        var shrunk = new RunShrinker(request, new ShrinkBounds(3_000)).Shrink([finding]);
        (3 * shrunk.Steps).ShouldBeLessThanOrEqualTo(shrunk.From);
        var best = shrunk.Findings[0];
        best.Violation.Property.ShouldBe(mutant.CaughtBy[0]);
        TraceRecorder.Record(best, request, name).Verdict.Step.ShouldBe(best.Violation.Step);
        best.Scenario.Members.ShouldBeLessThan(5);
    }

    /// <summary>Each bound ends it somewhere else; wherever that is, the result is no longer, and violates the same when it is run again.</summary>
    [Theory]
    [InlineData("p-commit-on-block")]
    [InlineData("c-key-in-clear")]
    [InlineData("tgdh-ties-by-own")]
    public void Whatever_the_bound_the_result_is_no_longer_and_violates_the_same(string name)
    {
        var request = MutantHunt.Request(MutantRegistry.Find(name), "portfolio", 2, 20_000);
        var finding = Checker.Run(request).Findings[request.EndsOn!];
        var longest = finding.Choices.Count;
        foreach (var attempts in (int[])[0, 1, 3, 10, 100])
        {
            var best = new RunShrinker(request, new ShrinkBounds(attempts)).Shrink([finding]).Findings[0];
            best.Choices.Count.ShouldBeLessThanOrEqualTo(longest);
            TraceRecorder.Record(best, request, name).Verdict.Property.ShouldBe(finding.Violation.Property);
        }
    }

    [Fact]
    public void It_gives_the_same_every_time()
    {
        var request = MutantHunt.Request(MutantRegistry.Find("p-refresh-ratchets"), "portfolio", 3, 20_000);
        var finding = Checker.Run(request).Findings[request.EndsOn!];
        IReadOnlyList<Rekey.Explorer.Choice> Once() => new RunShrinker(request, new ShrinkBounds(500)).Shrink([finding]).Findings[0].Choices;
        Once().ShouldBe(Once());
    }

    [Fact]
    public void Cancelled_it_gives_the_run_as_found()
    {
        var request = MutantHunt.Request(MutantRegistry.Find("p-key-in-clear"), "portfolio", 1, 20_000);
        var finding = Checker.Run(request).Findings[request.EndsOn!];
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var shrunk = new RunShrinker(request, new ShrinkBounds(), stop.Token).Shrink([finding]);
        shrunk.Findings[0].Choices.ShouldBe(finding.Choices);
        shrunk.Findings[0].Violation.ShouldBe(finding.Violation);
    }

    [Fact]
    public void Fewer_members_and_faults_are_tried()
    {
        var request = Exploration.Request(50, "crash=2,join=2,partition=1,merge=1,refresh=2,send=3,depth=2", 5);
        var finding = Checker.Run(request).Findings[Properties.PerfectForwardSecrecy];
        var shrunk = new RunShrinker(request, new ShrinkBounds()).Shrink([finding]);
        (shrunk.Findings[0].Scenario.Members, shrunk.Findings[0].Scenario.Faults.ToString(), shrunk.Steps).ShouldBe((2, "none", 5));
    }

    [Fact]
    public void All_findings_of_a_run_stay_together()
    {
        var report = Checker.Run(Exploration.Hunt("p-commit-on-block") with { EndsOn = null });
        var found = report.Findings.Values.Where(static f => f.Violation.Property is Properties.NoEarlyUse or Properties.Refinement).ToList();
        var shrunk = new RunShrinker(report.Request, new ShrinkBounds()).Shrink(found);
        shrunk.Findings.Select(static f => f.Violation.Property).ShouldBe(found.Select(static f => f.Violation.Property));
        shrunk.Findings.Select(static f => f.Violation.Step).Distinct().ShouldHaveSingleItem();
        shrunk.Steps.ShouldBeLessThan(shrunk.From);
    }

    [Fact]
    public void Time_is_bounded()
    {
        var report = Checker.Run(Exploration.Hunt("p-stale-acks"));
        var finding = report.Findings.Values.First();
        var shrunk = new RunShrinker(report.Request, new ShrinkBounds(Time: TimeSpan.Zero)).Shrink([finding]);
        shrunk.Steps.ShouldBeLessThanOrEqualTo(shrunk.From);
        shrunk.Findings[0].Violation.Property.ShouldBe(finding.Violation.Property);
    }
}
