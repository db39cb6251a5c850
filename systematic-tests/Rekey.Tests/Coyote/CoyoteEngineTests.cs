using System.Text.Json;
using System.Xml.Linq;
using Rekey.Checking;
using Rekey.Coyote;
using Rekey.Reports;
using Rekey.Tests.CommandLine;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Coyote;

/// <summary><c>--engine coyote</c>: the same requests, reports and exit codes.</summary>
public sealed class CoyoteEngineTests : CommandLineFixture
{
    [Fact]
    public void A_check_writes_all_reports_and_is_the_same_again()
    {
        string Digest(string name)
        {
            var ran = Ran.Rekey(
                "check", "--engine", "coyote", "--protocol", "C", "--members", "3..4", "--schedules", "18", "--strategy", "probabilistic",
                "--json", At(name), "--junit", At("r.xml"), "--sarif", At("r.sarif"), "--html", At("r.html"));
            (ran.Code, ran.Error).ShouldBe((ExitCode.AsExpected, ""));
            ran.Output.ShouldMatch(@"C: all \d+ properties as expected: \d+ not violated");
            ran.Output.ShouldMatch(@", \d+ fail as expected");
            using var json = JsonDocument.Parse(File.ReadAllText(At(name)));
            json.RootElement.GetProperty("request").GetProperty("strategy").GetString().ShouldBe("coyote-probabilistic");
            json.RootElement.GetProperty("protocols")[0].GetProperty("cells").GetProperty("covered").GetInt32().ShouldBeGreaterThan(40);
            return json.RootElement.GetProperty("digest").GetString()!;
        }

        Digest("one.json").ShouldBe(Digest("two.json"));
        XDocument.Load(At("r.xml")).Descendants("testcase").Count().ShouldBeGreaterThanOrEqualTo(16);
        File.ReadAllText(At("r.html")).ShouldContain("--engine coyote");
        Ran.Rekey("coverage", At("one.json")).Code.ShouldBe(ExitCode.AsExpected);
    }

    [Fact]
    public void A_caught_mutant_ends_with_exit_code_1_and_a_trace()
    {
        var ran = Ran.Rekey("check", "--engine", "coyote", "--mutant", "p-switch-on-own-key", "--schedules", "100", "--trace", At("t.json"));

        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.ShouldContain("the mutant is caught, as it should be");
        File.Exists(At("t.json")).ShouldBeTrue();
    }

    [Fact]
    public void A_hunt_is_one_of_all_mutants_of_a_protocol()
    {
        var ran = Ran.Rekey("mutants", "--engine", "coyote", "--strategy", "random", "--protocol", "STR", "--seeds", "1", "--bound", "60", "--json", At("m.json"));

        // What needs a larger group is not caught under Coyote within such a bound.
        ran.Output.ShouldContain("mutants caught by seed 1");
        ran.Code.ShouldBe(System.Text.RegularExpressions.Regex.IsMatch(ran.Output, @"\b(\d+) of \1 mutants") ? ExitCode.AsExpected : ExitCode.Violated);
        File.ReadAllText(At("m.json")).ShouldContain("\"strategy\": \"coyote-random\"");
    }

    [Fact]
    public void Ctrl_C_ends_after_the_schedule_that_runs()
    {
        var ran = Ran.Rekey(new CancellationToken(canceled: true), "check", "--engine", "coyote", "--protocol", "P");

        ran.Code.ShouldBe(ExitCode.Interrupted);
        ran.Output.ShouldContain("P: interrupted after 1 schedules; so far");
    }

    [Fact]
    public void Both_are_measured_side_by_side()
    {
        var ran = Ran.Rekey("bench", "coyote", "--seconds", "1", "--members", "3", "--coyote-strategy", "random");

        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Output.ShouldContain("this explorer");
        ran.Output.ShouldContain("Coyote");
    }

    /// <summary>The scheduling of Coyote is its own affair; the bound on transitions means the same to both engines.</summary>
    [Fact]
    public void A_run_that_the_bound_cuts_off_is_counted_and_not_judged()
    {
        var protocol = ProtocolRegistry.Find("P");
        var report = CoyoteChecker.Run(new CheckRequest
        {
            Protocol = protocol, Scenarios = [new Scenario(protocol, 3, FaultBudget.Parse("none"))], Strategy = CoyoteStrategy.InRequest("random"), Schedules = 3, Steps = 4,
        });

        (report.Schedules, report.Unfinished, report.Steps).ShouldBe((3, 3, 12));
        report.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public void A_strategy_of_the_explorer_is_none_of_Coyotes() =>
        Should.Throw<ArgumentException>(() => CoyoteChecker.Run(new CheckRequest
        {
            Protocol = ProtocolRegistry.Find("P"), Scenarios = [new Scenario(ProtocolRegistry.Find("P"), 3, FaultBudget.Parse("none"))], Schedules = 1,
        }));
}
