using System.Text.Json;
using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Reports;
using Rekey.Reports.Checking;
using Rekey.Reports.SpecRendering;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey check --sarif</c>: what SARIF 2.1.0 requires is there, and every place is a line of the specification.</summary>
public sealed class SarifTests : CommandLineFixture
{
    [Fact]
    public void A_violation_is_a_result_at_the_rule_that_decided_it()
    {
        Ran.Rekey("check", "--mutant", "p-switch-on-own-key", "--schedules", "200", "--trace", At("t.json"), "--sarif", At("r.sarif")).Code.ShouldBe(ExitCode.Violated);
        var results = Results(At("r.sarif"));
        results.Select(static r => Text(r, "ruleId")).ShouldBe([Properties.NoEarlyUse, Properties.Refinement]);
        foreach (var result in results)
        {
            (Text(result, "level"), Text(result, "kind")).ShouldBe(("error", "fail"));
            Line(result.GetProperty("locations")[0]).ShouldStartWith("> **P-04**");
            Line(result.GetProperty("relatedLocations")[0]).ShouldBe($"### {Text(result, "ruleId")}");
            var steps = result.GetProperty("codeFlows")[0].GetProperty("threadFlows")[0].GetProperty("locations").EnumerateArray().ToList();
            steps.Count.ShouldBeGreaterThan(2);
            steps.Select(static s => s.GetProperty("executionOrder").GetInt32()).ShouldBe(Enumerable.Range(1, steps.Count));
            Line(steps[0].GetProperty("location")).ShouldBe("## How a view comes about", "the agreement on a view is decided by no rule of the protocol");
            Line(steps[^1].GetProperty("location")).ShouldStartWith("> **P-04**");
            steps[^1].GetProperty("location").GetProperty("message").GetProperty("text").GetString()!.ShouldContain("violates");
        }
    }

    [Fact]
    public void An_expected_attack_is_no_result_unless_it_is_asked_for()
    {
        string[] narrow = ["check", "--protocol", "P", "--members", "2..3", "--schedules", "60"];
        Ran.Rekey([.. narrow, "--sarif", At("r.sarif")]).Code.ShouldBe(ExitCode.AsExpected);
        Results(At("r.sarif")).ShouldBeEmpty();

        Ran.Rekey([.. narrow, "--sarif", At("v.sarif"), "--verbose"]).Code.ShouldBe(ExitCode.AsExpected);
        var attacks = Results(At("v.sarif")).ToList();
        attacks.Select(static a => Text(a, "ruleId")).ShouldBe([Properties.PerfectForwardSecrecy, Properties.ErasureSecrecy, Properties.PostCompromiseSecurity]);
        attacks.ShouldAllBe(static a => Text(a, "level") == "none" && Text(a, "kind") == "informational");
    }

    [Fact]
    public void An_attack_that_was_not_found_is_a_result_at_its_property()
    {
        var p = ProtocolRegistry.Find("P");
        var report = Checker.Run(new CheckRequest { Protocol = p, Scenarios = [new Scenario(p, 1, FaultBudget.None)], Schedules = 5 });
        Put("r.sarif", CheckSarif.Of([new SampledJudgement(report with { Goals = new Goals() }, Breadth.Warned)], [[]], expectedToo: false));
        var result = Results(At("r.sarif")).ShouldHaveSingleItem();
        Line(result.GetProperty("locations")[0]).ShouldBe("### PerfectForwardSecrecy");
        result.GetProperty("message").GetProperty("text").GetString()!.ShouldContain("no attack was found");
    }

    [Fact]
    public void Every_rule_and_every_property_has_its_line_in_the_specification()
    {
        foreach (var spec in ProtocolRegistry.All.Select(static p => p.Spec))
        {
            spec.Rules.Where(static r => SpecPlaces.Rule(r.Id) is null).ShouldBeEmpty(spec.Name);
            spec.Expectations.ShouldAllBe(static e => SpecPlaces.Property(e.Property).Text == $"### {e.Property}" && SpecPlaces.Definition(e.Property).Length > 20);
            SpecPlaces.Protocol(spec.Name).Line.ShouldBe(1);
        }

        foreach (var move in Move.All)
        {
            SpecPlaces.Of(move).Text.ShouldStartWith("#", customMessage: move.ToString());
        }
    }

    /// <summary>The results of a report that has all that the schema requires.</summary>
    private static List<JsonElement> Results(string path)
    {
        var root = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        Text(root, "version").ShouldBe("2.1.0");
        Uri.IsWellFormedUriString(Text(root, "$schema"), UriKind.Absolute).ShouldBeTrue();
        var run = root.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
        var driver = run.GetProperty("tool").GetProperty("driver");
        Text(driver, "name").ShouldBe("rekey");
        var rules = driver.GetProperty("rules").EnumerateArray().Select(static r => Text(r, "id")).ToList();
        rules.ShouldBeUnique();
        driver.GetProperty("rules").EnumerateArray().ShouldAllBe(static r =>
            r.GetProperty("shortDescription").GetProperty("text").GetString()!.Length > 0 && r.GetProperty("help").GetProperty("text").GetString()!.Length > 0);
        run.GetProperty("invocations").EnumerateArray().ShouldAllBe(static i => i.GetProperty("executionSuccessful").GetBoolean());
        var bases = run.GetProperty("originalUriBaseIds").EnumerateObject().Select(static b => b.Name).ToList();
        var results = run.GetProperty("results").EnumerateArray().ToList();
        foreach (var result in results)
        {
            rules[result.GetProperty("ruleIndex").GetInt32()].ShouldBe(Text(result, "ruleId"));
            result.GetProperty("message").GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
            new[] { "none", "note", "warning", "error" }.ShouldContain(Text(result, "level"));
            (Text(result, "kind") == "fail").ShouldBe(Text(result, "level") != "none", "SARIF 2.1.0, 3.27.10");
            foreach (var location in result.GetProperty("locations").EnumerateArray())
            {
                bases.ShouldContain(Text(location.GetProperty("physicalLocation").GetProperty("artifactLocation"), "uriBaseId"));
                Line(location).ShouldNotBeNull();
            }
        }

        return results;
    }

    /// <summary>The line of the repository that a location is.</summary>
    private static string Line(JsonElement location)
    {
        var physical = location.GetProperty("physicalLocation");
        var lines = File.ReadAllLines(Path.Combine(Snapshot.Root, Text(physical.GetProperty("artifactLocation"), "uri")));
        return lines[physical.GetProperty("region").GetProperty("startLine").GetInt32() - 1].TrimEnd();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
