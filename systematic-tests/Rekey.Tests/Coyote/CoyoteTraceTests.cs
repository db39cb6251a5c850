using Rekey.Checking;
using Rekey.Coyote;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Monitors;
using Rekey.Mutants;
using Rekey.Reports;
using Rekey.Reports.Replaying;
using Rekey.Spec;
using Rekey.Tests.CommandLine;
using Rekey.Worlds;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Coyote;

/// <summary>A trace is of the world and not of an engine: what one found the other runs to the same end.</summary>
public sealed class CoyoteTraceTests : CommandLineFixture
{
    public static TheoryData<string> Protocols() => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name)];

    /// <summary>Runs of the explorer, with every fault alone and together, made again by actors.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_explorers_choices_can_be_made_by_actors(string name)
    {
        var strategy = Portfolio.Create("portfolio");
        foreach (var (scenario, number) in CheckRequest.DefaultScenarios(ProtocolRegistry.Find(name), 3, 3).Select(static (s, i) => (s, i)))
        {
            var runner = new ScheduleRunner<VsWorld>(new VsWorld(scenario, new SymbolicBinding(Anywhere.Group)), MonitorSet.All());
            var rng = Rng.For(1, number);
            runner.Run(strategy, ref rng, 2_000, static _ => false);
            Choice[] choices = [.. runner.Choices];

            CoyoteReplay.Run(CheckRequest.Of(scenario), choices, static _ => false).ShouldBe(runner.Replay(choices, static _ => false));
            choices.Length.ShouldBeGreaterThan(5);
        }
    }

    [Fact]
    public void A_mutants_run_is_violated_by_actors_in_the_same_step()
    {
        var request = MutantHunt.Request(MutantRegistry.Find("p-switch-on-own-key"), "portfolio", 1, 1_000);
        var finding = Checker.Run(request).Findings[Properties.NoEarlyUse];

        CoyoteReplay.Run(request with { Scenarios = [finding.Scenario] }, finding.Choices, request.Ends).ShouldContain(finding.Violation);
        CoyoteReplay.Run(CheckRequest.Of(finding.Scenario), finding.Choices, request.Ends).ShouldNotContain(static v => v.Property == Properties.NoEarlyUse);
    }

    [Fact]
    public void A_choice_that_is_not_enabled_is_refused_with_its_step()
    {
        var scenario = new Scenario(ProtocolRegistry.Find("P"), 3, FaultBudget.Parse("none"));
        Choice[] choices = [new((byte)Move.Agree, 0, 0, 0), new((byte)Move.Crash, 0, 0, 0)];

        Should.Throw<InvalidChoiceException>(() => CoyoteReplay.Run(CheckRequest.Of(scenario), choices, static _ => true)).Message.ShouldStartWith("step 2 is not enabled: ");
    }

    /// <summary>An expected attack, or, where the protocol has none, a mutant's violation.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void What_is_found_under_Coyote_replays_without_it_and_with_it(string name)
    {
        // Other attacks take more schedules than these few.
        var fails = ProtocolRegistry.Find(name).Spec.Expectations.Any(static e => e is { Expected: Expected.FailsAsExpected, Property: Properties.PerfectForwardSecrecy });
        var what = fails ? ["--protocol", name, "--schedules", "9"] : (string[])["--mutant", MutantRegistry.All.First(m => m.Protocol == name && !m.IsDrilled && m.Members <= CheckRequest.DefaultMembers).Name, "--schedules", "400"];
        var expected = fails ? ExitCode.AsExpected : ExitCode.Violated;

        Ran.Rekey(["check", "--engine", "coyote", "--members", "3", .. what, "--trace", At("t.json")]).Output.ShouldContain("t.json");
        TraceJson.Read(File.ReadAllText(At("t.json"))).Scenario.Strategy.ShouldBe("coyote-portfolio");
        var (without, with) = (Ran.Rekey("replay", At("t.json")), Ran.Rekey("replay", At("t.json"), "--engine", "coyote"));

        (without.Code, with.Code).ShouldBe((expected, expected));
        without.Output.ShouldContain("the verdict is as recorded");
        with.Output.ShouldContain("under Coyote the run ends with the same verdict");
    }
}
