using System.Text.Json;
using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Checking.Judging;
using Rekey.Cli.Arguments;
using Rekey.Explorer.Exhaustive;
using Rekey.Reports;
using Rekey.Reports.Checking;
using Rekey.Reports.Covering;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey coverage</c>: what was visited, what never was, and why it cannot be.</summary>
public sealed class CoverageTests : CommandLineFixture
{
    [Fact]
    public void Reports_of_any_scenarios_add_up()
    {
        Explore("a.json", "--members", "2", "--faults", "crash=1,depth=1");
        Explore("b.json", "--members", "3", "--faults", "send=1,forge=1");
        var ran = Ran.Rekey("coverage", At("a.json"), At("b.json"), "--json", At("c.json"), "--html", At("c.html"));

        ran.Code.ShouldBe(ExitCode.AsExpected, ran.Error);
        ran.Output.ShouldContain("P: never visited, and nothing says why:");
        ran.Output.ShouldContain("not visited: forge at Outside, withhold at Outside, alter at Outside: without a view");
        using var json = JsonDocument.Parse(File.ReadAllText(At("c.json")));
        var p = json.RootElement.GetProperty("protocols").EnumerateArray().ShouldHaveSingleItem();
        p.GetProperty("schedules").GetInt64().ShouldBe(80);
        var faults = p.GetProperty("faults").GetProperty("visits").EnumerateObject().Select(static f => f.Name.Split(' ')[0]).Distinct();
        faults.ShouldBe(["crash", "send", "forge"]);
        p.GetProperty("cells").GetProperty("explained").GetProperty("Left x Block").GetString()!.ShouldStartWith("impossible: ");
        CheckPageTests.SelfContained(At("c.html")).Value.ShouldContain("Never visited, and nothing says why:");
    }

    [Fact]
    public void What_is_never_visited_and_has_no_reason_can_be_required_not_to_be()
    {
        Explore("a.json", "--members", "2", "--faults", "none");
        Ran.Rekey("coverage", At("a.json")).Code.ShouldBe(ExitCode.AsExpected);
        Ran.Rekey("coverage", At("a.json"), "--require").Code.ShouldBe(ExitCode.Violated);
    }

    [Fact]
    public void What_is_visited_against_its_reason_is_stale()
    {
        Explore("a.json", "--members", "2", "--faults", "none");
        var document = CheckReader.Read(At("a.json")).Document;
        var forged = document with { Protocols = [document.Protocols[0] with { Faults = new Dictionary<string, long> { ["forge at Left"] = 3 } }] };
        Put("stale.json", CheckJson.Write(forged with { Digest = CheckJson.DigestOf(forged) }));

        var ran = Ran.Rekey("coverage", At("stale.json"), "--html", At("s.html"));
        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.ShouldContain("STALE: forge at Left was visited, though said not to be: who has left");
        File.ReadAllText(At("s.html")).ShouldContain("1 visited, though said not to be");
    }

    [Fact]
    public void Closed_scopes_are_evidence_for_reasons_and_against_them()
    {
        var protocol = ProtocolRegistry.Find("P");
        var report = Checker.Run(new CheckRequest { Protocol = protocol, Scenarios = [new Scenario(protocol, 2, FaultBudget.None)], Schedules = 3 });
        var scope = new ScopeEntry("P", 3, "crash=1", "none", "complete", 9, 0, 9, 1, 1, 0, [], [], ["Keyed x Block"], ["P-01"]);
        Place Of(Visit kind, string name, params ScopeEntry[] scopes) => new ProtocolCoverage(protocol, [report], scopes).All.Single(p => p.Kind == kind && p.Name == name);

        Of(Visit.Rule, "T-01", scope, scope with { Members = 4 }).Reason!.ShouldEndWith("; unreached in 2 closed scopes");
        Of(Visit.Cell, "Left x Block", scope).Reason!.ShouldEndWith("; unreached in 1 closed scope");
        var stale = Of(Visit.Rule, "T-01", scope with { Rules = ["T-01"] });
        (stale.IsStale, stale.IsExplained, stale.Scope).ShouldBe((true, false, "P 3 crash=1"));
        foreach (var other in new[] { scope with { Protocol = "C" }, scope with { Reduction = "partial-order" }, scope with { End = "time" }, scope with { Cells = null } })
        {
            Of(Visit.Rule, "T-01", other with { Rules = ["T-01"] }).IsStale.ShouldBeFalse("it is no closed scope of the protocol in which visits are known");
            Of(Visit.Rule, "T-01", other).Reason!.ShouldNotContain("unreached");
        }
    }

    /// <summary>A search makes every step that a schedule of the scope can make.</summary>
    [Theory]
    [InlineData("P", "crash=1,join=1,depth=1")]
    [InlineData("O", "leave=1")]
    [InlineData("GDH", "crash=1,depth=1")]
    public void A_closed_scope_visits_what_sampling_does(string name, string faults)
    {
        var protocol = ProtocolRegistry.Find(name);
        var request = new CheckRequest { Protocol = protocol, Scenarios = [new Scenario(protocol, 3, FaultBudget.Parse(faults))], Schedules = 300, Secrecy = false };
        var sampled = new ProtocolCoverage(protocol, [Checker.Run(request)], []);
        var scope = ScopeFile.Of([ExhaustiveCheck.Run(request, new ExhaustiveRequest())]).Scopes.ShouldHaveSingleItem();

        scope.KnowsVisits.ShouldBeTrue();
        sampled.Cells.Where(static c => c.Count > 0).Select(static c => c.Name).Except(scope.Cells!).ShouldBeEmpty();
        sampled.Rules.Where(static r => r.Count > 0).Select(static r => r.Name).Except(scope.Rules!).ShouldBeEmpty();
        new ProtocolCoverage(protocol, [], [scope]).All.Where(static p => p.IsStale).ShouldBeEmpty();
    }

    [Fact]
    public void No_closed_scope_of_the_specification_contradicts_a_reason() =>
        ProtocolRegistry.All.SelectMany(static p => new ProtocolCoverage(p, []).All.Where(static c => c.IsStale)).ShouldBeEmpty();

    /// <summary>Layers are shown as protocols are: all is visited, or says why not. Stacks are asked for nothing.</summary>
    [Fact]
    public void Of_a_layer_all_is_visited_or_explained_and_of_a_stack_nothing_is_asked()
    {
        foreach (var name in new[] { "Flush", "Layered-P" })
        {
            Ran.Rekey("check", "--protocol", name, "--schedules", name == "Flush" ? "20000" : "50", "--json", At($"{name}.json")).Code.ShouldBe(0);
        }

        var ran = Ran.Rekey("coverage", At("Flush.json"), At("Layered-P.json"), "--require");
        ran.Output.ShouldSatisfyAllConditions(o => o.ShouldContain("97/97"), o => o.ShouldContain("Layered-P: a stack of layers"), o => o.ShouldNotContain("nothing says why"), o => o.ShouldNotContain("STALE"));
        ran.Code.ShouldBe(0, ran.Output);
    }

    [Fact]
    public void A_report_of_a_mutant_is_no_coverage_of_the_protocol()
    {
        Ran.Rekey("check", "--mutant", "p-stale-acks", "--schedules", "5", "--json", At("m.json"));
        var ran = Ran.Rekey("coverage", At("m.json"));
        (ran.Code, ran.Error).ShouldSatisfyAllConditions(static r => r.Code.ShouldBe(2), static r => r.Error.ShouldContain("is of mutant p-stale-acks"));
    }

    /// <summary>An exploration with every fault: whatever it visits has no reason not to be visited.</summary>
    [Fact]
    public void No_reason_is_stale_in_an_exploration_of_every_protocol()
    {
        foreach (var protocol in ProtocolRegistry.All)
        {
            var report = Checker.Run(new CheckRequest { Protocol = protocol, Scenarios = CheckRequest.DefaultScenarios(protocol, 1, 5), Schedules = 450, Secrecy = false, Workers = 2 });
            var coverage = new ProtocolCoverage(protocol, [report]);
            coverage.All.Where(static p => p.IsStale).Select(static p => p.Name).ShouldBeEmpty(protocol.Spec.Name);
            coverage.Rules.Count(static r => r.Count > 0).ShouldBeGreaterThan(15);
        }
    }

    [Fact]
    public void Reasons_are_of_things_that_exist_and_said_once()
    {
        var specs = ProtocolRegistry.All.Select(static p => p.Spec).ToList();
        foreach (var (entries, among) in specs.Select(static s => (s.Unvisited, (IReadOnlyList<ProtocolSpec>)[s])).Append((Unvisited.OfAll, specs)))
        {
            foreach (var entry in entries)
            {
                Exists(entry, among).ShouldBeTrue($"{among[0].Name}: {entry.Subject}");
                entry.Reason.ShouldNotBeEmpty();
            }
        }

        specs.ShouldAllBe(static s => s.Unvisited.Concat(Unvisited.OfAll).Select(static u => u.Kind + u.Subject).Distinct().Count() == s.Unvisited.Count + Unvisited.OfAll.Count);
    }

    /// <summary>A rule in a cell that is possible decides a step: a reason for it could only be wrong.</summary>
    [Fact]
    public void No_rule_of_a_possible_cell_has_a_reason()
    {
        foreach (var spec in ProtocolRegistry.All.Select(static p => p.Spec))
        {
            var deciding = from s in Enumerable.Range(0, spec.Table.States.Count)
                           from t in Enumerable.Range(0, spec.Table.Triggers.Count)
                           let cell = spec.Table[(byte)s, (byte)t]
                           where cell.Verdict != Verdict.Impossible
                           select cell.Rule!.Id;
            deciding.Distinct().Where(r => spec.ReasonFor(Visit.Rule, r) is not null).ShouldBeEmpty(spec.Name);
        }
    }

    private static bool Exists(Unvisited entry, IReadOnlyList<ProtocolSpec> specs) => entry.Kind switch
    {
        Visit.Rule => specs.Any(s => s.Rules.Any(r => r.Id == entry.Subject)),
        Visit.Strike => entry.Subject.Split(" at ") is [var fault, var state] && FaultBudget.Names.Any(n => n.Name == fault || fault == "*") && specs.Any(s => s.Table.States.Contains(state)),
        _ => entry.Subject.Split(" x ") is [var from, var trigger] && specs.Any(s => s.Table.States.Contains(from) && s.Table.Triggers.Contains(trigger)),
    };

    private void Explore(string name, params string[] options) =>
        Ran.Rekey(["check", "--protocol", "P", "--schedules", "40", "--workers", "1", "--json", At(name), .. options]).Error.ShouldBeEmpty();
}
