using Rekey.Explorer.Shrinking;
using Rekey.Monitors.Checking;
using Rekey.Mutants;
using Rekey.Spec;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors.Checking;

/// <summary>Shrinking what explorations of mutants found: in the choices, the group and the budget.</summary>
public sealed class RunShrinkerTests
{
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
