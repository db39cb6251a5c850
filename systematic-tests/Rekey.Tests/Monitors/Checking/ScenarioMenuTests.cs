using Rekey.Checking;
using Rekey.Explorer.Shrinking;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors.Checking;

/// <summary>What the default check explores beside small groups that have just been switched on: larger groups, and odd states to begin from.</summary>
public sealed class ScenarioMenuTests
{
    /// <summary>Bugs that show in the larger groups of the menu alone.</summary>
    public static TheoryData<string> OfLargeGroups() => [.. Large.Select(static m => m.Name)];

    private static IEnumerable<Mutant> Large => MutantRegistry.All.Where(static m => m.Members > ProtocolSpec.TreeSizes[0]);

    [Fact]
    public void Protocols_on_trees_and_chains_are_explored_with_larger_groups_too()
    {
        ProtocolRegistry.All.Where(static p => p.Spec.RevealingSizes.Count > 0).Select(static p => p.Spec.Name)
            .ShouldBe(["C", "C-balanced", "B", "B-balanced", "O", "O-balanced", "O3", "O3-balanced", "STR", "TGDH"], ignoreOrder: true);
        foreach (var protocol in ProtocolRegistry.All)
        {
            var sizes = CheckRequest.DefaultScenarios(protocol, 1, 6).Select(static s => s.Members).Distinct().Order().ToList();
            sizes.ShouldBe([1, 2, 3, 4, 5, 6, .. protocol.Spec.RevealingSizes]);
        }

        CheckRequest.DefaultScenarios(ProtocolRegistry.Find("TGDH"), 1, 6).ShouldContain(static s => s.Members == 10 && s.Faults.Of<Leave>() == 3 && s.Faults.Depth >= 2);
    }

    [Fact]
    public void A_protocol_of_each_kind_has_a_bug_that_small_groups_hide() =>
        Large.Select(static m => m.Protocol)
            .ShouldBe(["B", "C", "O", "O3", "STR", "TGDH"], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(OfLargeGroups))]
    public void Such_a_bug_is_caught_in_the_default_scenarios_and_not_in_those_of_small_groups(string name)
    {
        var mutant = MutantRegistry.Find(name);
        var request = MutantHunt.Request(mutant, "portfolio", 1, 8_000);
        var all = CheckRequest.DefaultScenarios(request.Protocol, 1, CheckRequest.DefaultMembers);

        Checker.Run(request with { Scenarios = [.. all.Where(static s => s.Members > CheckRequest.DefaultMembers)] }).Findings.Keys.ShouldContain(mutant.CaughtBy[0]);
        Checker.Run(request with { Scenarios = [.. all.Where(static s => s.Members <= CheckRequest.DefaultMembers)], Schedules = 1_200, EndsOn = null }).Findings.Values
            .Where(f => request.Holds(f.Violation.Property)).ShouldBeEmpty();
    }

    [Fact]
    public void Some_runs_begin_from_odd_states()
    {
        var starts = CheckRequest.DefaultScenarios(Exploration.P, 1, 6).Select(static s => s.Start).Where(static s => s != RunStart.Plain).ToList();

        starts.Count.ShouldBeGreaterThanOrEqualTo(6);
        new uint[] { 255, 65_535, 16_777_215, int.MaxValue }.ShouldAllBe(edge => starts.Exists(s => s.Counter < edge && s.Counter + 5 > edge) && starts.Exists(s => s.Draws < edge && s.Draws + 5 > edge));
        starts.ShouldContain(static s => s.Counter > 1u << 31 && s.Draws > 1u << 31);
        starts.Select(static s => s.Names).Distinct().ShouldBe([NameStyle.Apart, NameStyle.Long], ignoreOrder: true);
    }

    /// <summary>A run from an odd state is written with it, and replayed from what is written alone.</summary>
    [Fact]
    public void A_run_from_an_odd_state_is_replayed_from_its_trace()
    {
        var mutant = MutantRegistry.Find("p-switch-on-own-key");
        var request = MutantHunt.Request(mutant, "portfolio", 1, 500);
        var odd = CheckRequest.DefaultScenarios(request.Protocol, 1, 6).Where(static s => s.Start != RunStart.Plain && s.Members > 2).ToList();
        foreach (var scenario in odd)
        {
            var finding = Checker.Run(request with { Scenarios = [scenario] }).Findings[mutant.CaughtBy[0]];
            var trace = TraceJson.Read(TraceJson.Write(TraceRecorder.Record(finding, request, mutant.Name)));
            var read = new Scenario(request.Protocol, trace.Scenario.Members, FaultBudget.Parse(trace.Scenario.Faults)) { Start = TraceScenario.ReadStart(trace.Scenario.Start) };
            var again = TraceRecorder.Record(request with { Scenarios = [read] }, trace.Scenario, TraceJson.Choices(trace), mutant.CaughtBy[0]);

            trace.Scenario.Start.ShouldBe(scenario.Start.ToString());
            trace.Lifelines[0].ShouldBe(scenario.NameOf(0).ToString());
            TraceJson.Write(again).ShouldBe(TraceJson.Write(trace));
        }
    }

    /// <summary>What is shrunk begins from a plain state, where the bug does not need another.</summary>
    [Fact]
    public void A_run_is_shrunk_to_a_plain_start()
    {
        var mutant = MutantRegistry.Find("p-switch-on-own-key");
        var request = MutantHunt.Request(mutant, "portfolio", 1, 500) with { Scenarios = [new Scenario(Exploration.P, 3, FaultBudget.Parse("crash=1,depth=1")) { Start = RunStart.Parse("counter=254,names=long") }] };
        var found = Checker.Run(request).Findings[mutant.CaughtBy[0]];

        found.Scenario.Start.ShouldNotBe(RunStart.Plain);
        new RunShrinker(request, new ShrinkBounds()).Shrink([found]).Findings[0].Scenario.Start.ShouldBe(RunStart.Plain);
    }
}
