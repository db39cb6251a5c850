using Rekey.Checking;
using Rekey.Explorer;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors.Checking;

/// <summary>A finding is written down as a trace, and the trace alone brings the same violation again.</summary>
public sealed class TraceRecorderTests
{
    private static readonly Scenario Small = new(Exploration.P, 3, FaultBudget.Parse("crash=1,join=1,refresh=1,depth=1"));
    private static readonly TraceScenario Origin = new("P", null, 3, Small.Faults.ToString(), "fair", 9, 4);

    [Theory]
    [InlineData("p-switch-on-own-key")]
    [InlineData("p-done-ignored-while-blocked")]
    [InlineData("p-key-from-anyone")]
    [InlineData("p-refresh-ratchets")]
    [InlineData("p-replayed-data")]
    public void A_violation_comes_again_from_its_trace(string name)
    {
        var mutant = MutantRegistry.Find(name);
        var request = Exploration.Hunt(name);
        var finding = Checker.Run(request).Findings[mutant.CaughtBy[0]];
        var trace = TraceRecorder.Record(finding, request, name);
        trace.Verdict.ShouldBe(new TraceVerdict(finding.Violation.Property, finding.Violation.Message, finding.Violation.Step));
        trace.Scenario.ShouldBe(new TraceScenario("P", name, mutant.Members, FaultBudget.Parse(mutant.Faults).ToString(), "portfolio", 1, finding.Schedule));

        var text = TraceJson.Write(trace);
        var read = TraceJson.Read(text);
        var again = TraceRecorder.Record(request with { Scenarios = [finding.Scenario] }, read.Scenario, TraceJson.Choices(read), read.Verdict.Property);
        TraceJson.Write(again).ShouldBe(text);
    }

    [Fact]
    public void An_expected_attack_comes_again_at_the_end_of_its_trace()
    {
        var request = Exploration.Request(5);
        var finding = Checker.Run(request).Findings[Properties.PerfectForwardSecrecy];
        var trace = TraceRecorder.Record(finding, request, null);

        trace.Verdict.ShouldBe(new TraceVerdict(Properties.PerfectForwardSecrecy, finding.Violation.Message, finding.Choices.Count + 1));
        TraceJson.Choices(trace).ShouldBe(finding.Choices);
        trace.Scenario.Mutant.ShouldBeNull();
    }

    [Fact]
    public void Without_the_mutant_the_violation_does_not_come_again()
    {
        var finding = Checker.Run(Exploration.Hunt("p-no-restart")).Findings[Properties.Liveness];

        // Up to where the mutant goes wrong the protocol can do the same.
        var common = finding.Choices.TakeWhile((_, i) => Enabled(finding, i)).ToList();
        TraceRecorder.Record(CheckRequest.Of(finding.Scenario), Origin, common, Properties.Agreement).Verdict.ShouldBe(new TraceVerdict(null, "", 0));
        common.Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void A_run_is_written_down_step_by_step_with_all_its_lifelines()
    {
        var choices = Joined();
        var trace = TraceRecorder.Record(CheckRequest.Of(Small), Origin, choices, null);

        (trace.Format, trace.Scenario).ShouldBe((TraceDocument.CurrentFormat, Origin));
        trace.Steps.Select(static s => s.Number).ShouldBe(Enumerable.Range(1, choices.Count));
        TraceJson.Choices(trace).ShouldBe(choices);
        trace.Lifelines.ShouldBe(["m1", "m2", "m3", "a1"]);
        trace.Verdict.ShouldBe(new TraceVerdict(null, "", 0));
    }

    [Fact]
    public void A_run_that_stops_in_the_middle_says_nothing_of_liveness()
    {
        var choices = Joined();

        TraceRecorder.Record(CheckRequest.Of(Small), Origin, choices[..^1], null).Verdict.ShouldBe(new TraceVerdict(null, "", 0));
    }

    [Fact]
    public void Only_the_property_that_is_asked_for_is_the_verdict()
    {
        var choices = Joined();

        TraceRecorder.Record(CheckRequest.Of(Small), Origin, choices[..^1], Properties.Agreement).Verdict.Property.ShouldBeNull();
        TraceRecorder.Record(CheckRequest.Of(Small), Origin, choices, Properties.PerfectForwardSecrecy).Verdict.Property.ShouldBe(Properties.PerfectForwardSecrecy);
    }

    [Fact]
    public void A_step_that_is_not_enabled_is_refused_with_its_number()
    {
        var choices = Joined();
        choices[4] = new Choice((byte)Move.Install, 0, 0, 0);

        Should.Throw<InvalidChoiceException>(() => TraceRecorder.Record(CheckRequest.Of(Small), Origin, choices, null)).Message.ShouldBe("step 5 is not enabled: m1 cannot install a view now");
    }

    [Fact]
    public void A_bug_of_our_own_is_recorded_with_the_step_that_hit_it()
    {
        var request = Exploration.Request(50) with
        {
            Mutate = static (machine, _) => new LambdaMachine(machine, static (inner, state, input, entropy) =>
                input is Rekey.Core.RefreshRequested ? throw new Rekey.Core.SpecificationViolation("impossible") : inner.Step(state, input, entropy)),
        };
        var finding = Checker.Run(request).Findings["Specification"];
        var trace = TraceRecorder.Record(finding, request, null);

        trace.Verdict.ShouldBe(new TraceVerdict("Specification", "SpecificationViolation: impossible", finding.Choices.Count));
        (trace.Steps.Count, trace.Steps[^1].Choice.Move).ShouldBe((finding.Choices.Count, Move.Refresh.Name));
    }

    /// <summary>A whole run of the small scenario in which a process joins the settled group.</summary>
    private static List<Choice> Joined()
    {
        var bench = new Worlds.WorldBench(3, Small.Faults.ToString()).Settle();
        bench.Join("m1");
        return bench.Settle().Log;
    }

    private static bool Enabled(Finding finding, int index)
    {
        var bench = new Worlds.WorldBench(finding.Scenario.Members, finding.Scenario.Faults.ToString());
        try
        {
            for (var i = 0; i <= index; i++)
            {
                var c = finding.Choices[i];
                bench.Do((Move)c.Kind, c.A, c.B, c.Option);
            }

            return true;
        }
        catch (InvalidChoiceException)
        {
            return false;
        }
    }
}
