using System.Text.Json;
using System.Xml.Linq;
using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Reports;
using Rekey.Reports.Checking;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey check</c> and <c>rekey mutants</c>: reports, exit codes, traces.</summary>
public sealed class CheckTests : CommandLineFixture
{
    /// <summary>How many properties P is asked for.</summary>
    private static readonly int Asked = ProtocolRegistry.Find("P").Spec.Expectations.Count;

    /// <summary>How many of them it has.</summary>
    private static readonly int Holding = ProtocolRegistry.Find("P").Spec.Expectations.Count(static e => e.Expected == Expected.Holds);

    private const string Faults = "crash=1,join=1,refresh=1,send=1,depth=1";

    [Fact]
    public void A_narrow_run_that_finds_the_expected_attack_is_as_expected()
    {
        var ran = Ran.Rekey(
            "check", "--protocol", "P", "--members", "2..3", "--faults", Faults, "--schedules", "200", "--seed", "7", "--workers", "2",
            "--json", At("r.json"), "--junit", At("r.xml"), "--trace", At("t.json"));
        ran.Error.ShouldBeEmpty();
        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Output.ShouldContain($"P: all {Asked} properties as expected: {Holding} not violated in 200 schedules, 1 fails as expected (attack found at");
        foreach (var property in new[] { Properties.ErasureSecrecy, Properties.PostCompromiseSecurity })
        {
            ran.Output.ShouldContain($"P: {property} is expected to fail, but not in every scope: no attack in 200 schedules", Case.Sensitive, "nobody is exposed here");
        }

        ran.Output.ShouldContain($"rekey replay {At("t.json")}");
        ran.Output.Split('\n').ShouldAllBe(l => l.Length <= 120 || l.Contains(Folder));
        ran.Output.ShouldNotContain("\u001b");
        Ran.Rekey("replay", At("t.json")).Code.ShouldBe(ExitCode.AsExpected);
        CheckJson(At("r.json"));
        CheckJUnit(At("r.xml"));
    }

    [Fact]
    public void A_bound_on_schedules_gives_the_same_report_with_any_number_of_workers()
    {
        string Table(string workers)
        {
            var path = At($"w{workers}.json");
            Ran.Rekey("check", "--members", "3", "--faults", Faults, "--schedules", "150", "--workers", workers, "--json", path).Code.ShouldBe(ExitCode.AsExpected);
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var protocol = json.RootElement.GetProperty("protocols")[0];
            return string.Join('\n', new[] { "properties", "schedules", "steps", "viewChanges", "cells", "goals" }.Select(n => protocol.GetProperty(n).GetRawText()));
        }

        Table("1").ShouldBe(Table("3"));
    }

    [Fact]
    public void An_expected_attack_that_is_not_found_is_a_failure_where_the_exploration_is_not_narrowed()
    {
        // Nobody alone sends anything, so there is nothing to attack.
        var p = ProtocolRegistry.Find("P");
        var report = Checker.Run(new CheckRequest { Protocol = p, Scenarios = [new Scenario(p, 1, FaultBudget.None)], Schedules = 5 });
        foreach (var breadth in new[] { Breadth.Required, Breadth.Warned })
        {
            var judged = new SampledJudgement(report, breadth);
            judged.AsExpected.ShouldBeFalse();
            judged.Properties.Single(static r => r.Property == Properties.PerfectForwardSecrecy).Found.ShouldBe(Found.Missed);
            XDocument.Parse(Reports.Checking.CheckJUnit.Of([judged], [[]])).Descendants("failure").Select(static f => f.Attribute("type")!.Value).ShouldContain("attack-missed");
        }

        new SampledJudgement(report, Breadth.NotJudged, "--members").Properties.Single(static r => r.Property == Properties.PerfectForwardSecrecy).Found.ShouldBe(Found.NoAttack);
    }

    [Fact]
    public void A_violation_is_shown_written_and_replayed()
    {
        var path = At("bug.trace.json");
        var ran = Ran.Rekey("check", "--mutant", "p-switch-on-own-key", "--schedules", "2000", "--trace", path, "--json", At("r.json"), "--junit", At("r.xml"));
        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.ShouldContain("VIOLATED");
        ran.Output.ShouldContain(">>");
        ran.Output.ShouldContain($"rekey replay {path}");
        using var json = JsonDocument.Parse(File.ReadAllText(At("r.json")));
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("violated");
        json.RootElement.GetProperty("mutant").GetString().ShouldBe("p-switch-on-own-key");
        XDocument.Load(At("r.xml")).Descendants("failure").First().Value.ShouldContain(">>");

        var replay = Ran.Rekey("replay", path);
        replay.Code.ShouldBe(ExitCode.Violated);
        replay.Output.ShouldContain("the verdict is as recorded; the property is expected to hold");
        replay.Error.ShouldBeEmpty();
    }

    [Fact]
    public void A_run_that_violates_several_properties_is_shown_once_and_names_them_all()
    {
        var ran = Ran.Rekey("check", "--mutant", "p-switch-on-own-key", "--schedules", "100", "--workers", "1", "--trace", At("t.json"), "--junit", At("r.xml"));
        ran.Code.ShouldBe(ExitCode.Violated);
        var lines = ran.Output.Split('\n', StringSplitOptions.TrimEntries);
        lines.Count(l => l.StartsWith("1  view ", StringComparison.Ordinal)).ShouldBe(1);
        lines.Where(l => l.StartsWith(">> after step", StringComparison.Ordinal)).Select(l => l.Split(' ')[4]).ShouldBe([Properties.NoEarlyUse, Properties.Refinement]);
        lines.Count(l => l == $"rekey replay {At("t.json")}").ShouldBe(1);
        lines.ShouldContain("trace of NoEarlyUse, Refinement, shrunk to 4 of 5 steps, written; replay it with:");
        lines.ShouldContain(l => l.StartsWith("the mutant is caught", StringComparison.Ordinal) && l.Contains("Exit code 1 is what is expected", StringComparison.Ordinal));
        var failures = XDocument.Load(At("r.xml")).Descendants("failure").Select(f => f.Value).ToList();
        failures.Count.ShouldBe(2);
        failures[1].ShouldContain(">> after step 4: Refinement is violated");
    }

    [Fact]
    public void A_mutant_that_violates_nothing_is_said_not_to_be_caught()
    {
        var ran = Ran.Rekey("check", "--mutant", "p-stale-acks", "--schedules", "20", "--workers", "1");
        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Output.ShouldContain("the mutant is NOT CAUGHT; it should be by NoEarlyUse");
        ran.Output.ShouldNotContain("Exit code 1");
    }

    [Fact]
    public void Interrupted_in_the_middle_it_reports_what_it_did()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var ran = Ran.Rekey(stop.Token, "check", "--time", "24h", "--workers", "1", "--json", At("r.json"));
        ran.Code.ShouldBe(ExitCode.Interrupted);
        using var json = JsonDocument.Parse(File.ReadAllText(At("r.json")));
        var schedules = json.RootElement.GetProperty("protocols")[0].GetProperty("schedules").GetInt64();
        schedules.ShouldBeGreaterThan(0);
        ran.Output.ShouldContain(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"interrupted after {schedules:N0} schedules; so far"));
    }

    [Fact]
    public void A_hunt_that_is_interrupted_reports_too()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var ran = Ran.Rekey(stop.Token, "mutants", "--json", At("r.json"));
        ran.Code.ShouldBe(ExitCode.Interrupted);
        ran.Output.ShouldContain("interrupted; 0 of");
        using var json = JsonDocument.Parse(File.ReadAllText(At("r.json")));
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("interrupted");
    }

    [Fact]
    public void Interrupted_it_still_reports()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var ran = Ran.Rekey(stop.Token, "check", "--time", "24h", "--json", At("r.json"));
        ran.Code.ShouldBe(ExitCode.Interrupted);
        ran.Output.ShouldContain("interrupted after 0 schedules");
        ran.Output.ShouldContain("stopped early");
        using var json = JsonDocument.Parse(File.ReadAllText(At("r.json")));
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("interrupted");
    }

    [Fact]
    public void Mutants_are_hunted()
    {
        var ran = Ran.Rekey("mutants", "--protocol", "p", "--seeds", "1", "--bound", "1", "--json", At("m.json"), "--trace-dir", At("traces"));
        ran.Code.ShouldBe(ExitCode.Violated, "no single schedule catches them all");
        ran.Output.ShouldContain("NOT CAUGHT");
        ran.Output.ShouldContain("> 1");
        using var json = JsonDocument.Parse(File.ReadAllText(At("m.json")));
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("not-caught");
        var caught = json.RootElement.GetProperty("mutants").EnumerateArray().Count(m => m.GetProperty("median").ValueKind == JsonValueKind.Number);
        Directory.GetFiles(At("traces")).Length.ShouldBe(caught);
    }

    private static void CheckJson(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        json.RootElement.GetProperty("format").GetString().ShouldBe("rekey-check/3");
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("as-expected");
        var protocol = json.RootElement.GetProperty("protocols").EnumerateArray().ShouldHaveSingleItem();
        protocol.GetProperty("schedules").GetInt64().ShouldBe(200);
        json.RootElement.GetProperty("request").GetProperty("seed").GetInt64().ShouldBe(7);
        protocol.GetProperty("scenarios").GetArrayLength().ShouldBe(2);
        var cells = protocol.GetProperty("cells");
        (cells.GetProperty("covered").GetInt32() + cells.GetProperty("missing").GetArrayLength()).ShouldBe(cells.GetProperty("reachable").GetInt32());
        protocol.GetProperty("findings").EnumerateArray().ShouldHaveSingleItem().GetProperty("property").GetString().ShouldBe(Properties.PerfectForwardSecrecy);
        protocol.GetProperty("properties").EnumerateArray().Select(p => p.GetProperty("property").GetString())
            .ShouldBe(ProtocolRegistry.Find("P").Spec.Expectations.Select(e => e.Property));
    }

    private static void CheckJUnit(string path)
    {
        var suite = XDocument.Load(path).Root!.Elements("testsuite").ShouldHaveSingleItem();
        suite.Attribute("failures")!.Value.ShouldBe("0");
        suite.Elements("testcase").Count().ShouldBe(int.Parse(suite.Attribute("tests")!.Value));
    }
}
