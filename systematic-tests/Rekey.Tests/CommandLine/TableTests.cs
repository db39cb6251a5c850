using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Explorer;
using Rekey.Mutants;
using Rekey.Reports.Checking;
using Rekey.Reports.Hunting;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Spectre.Console;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>The tables fit the screen, and no name in them is broken or cut off.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(118)]
    [InlineData(200)]
    public void The_table_of_check_fits_and_has_every_count(int width)
    {
        var (table, below) = CheckTable.Of([Judged(), Judged()], colour: false, width);
        var lines = Lines(table, width).Concat(below).ToList();
        below.ShouldAllBe(l => l.Length <= width);
        foreach (var property in ProtocolRegistry.Find("P").Spec.Expectations.Select(e => e.Property))
        {
            lines.Count(l => l.Split(' ').Contains(property)).ShouldBe(2);
        }

        lines.ShouldContain(l => l.Contains("VIOLATED, schedule 123.5M"));
        var text = string.Join(' ', string.Join(' ', lines).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain("12.3M");
        text.ShouldContain("987,654");
        text.ShouldContain("cascade");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public void The_compact_table_has_a_line_for_what_was_not_violated_and_names_the_rest(int width)
    {
        var (table, below) = CheckTable.Of([Judged(), Judged()], colour: false, width, compact: true);
        var lines = Lines(table, width);
        lines.Count(static l => l.Contains($"{ProtocolRegistry.Find("P").Spec.Expectations.Count(static e => e.Expected == Expected.Holds) - 1} properties") && l.Contains("not violated")).ShouldBe(2);
        lines.Count(static l => l.Contains(Properties.Refinement) && l.Contains("VIOLATED")).ShouldBe(2);
        lines.Count(static l => l.Contains(Properties.PerfectForwardSecrecy)).ShouldBe(2);
        lines.ShouldNotContain(static l => l.Contains(Properties.Agreement));
        lines.Concat(below).Count(static l => l.Contains("12.3M")).ShouldBe(2);
    }

    [Fact]
    public void A_property_without_a_monitor_is_not_watched_and_never_holds()
    {
        var p = ProtocolRegistry.Find("P");
        var protocol = p with { Spec = p.Spec with { Expectations = [.. p.Spec.Expectations, new Expectation("Imaginary", Expected.Holds)] } };
        var report = Checker.Run(new CheckRequest { Protocol = protocol, Scenarios = [new Scenario(protocol, 2, FaultBudget.None)], Schedules = 3 });
        report.Unwatched.ShouldBe(["Imaginary"]);
        report.AsExpected.ShouldBeFalse();
        var judgement = new SampledJudgement(report, Breadth.NotJudged);
        judgement.AsExpected.ShouldBeFalse();
        judgement.Properties.Single(static r => r.Found == Found.NotWatched).Property.ShouldBe("Imaginary");
        Lines(CheckTable.Of([judgement], colour: false, 118).Table, 118).Single(static l => l.Contains("Imaginary")).ShouldContain("NOT WATCHED");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(118)]
    [InlineData(200)]
    public void The_table_of_mutants_fits_and_breaks_no_name(int width)
    {
        var results = MutantRegistry.All.Select(m => new HuntResult(m, [(99_999, m.CaughtBy[0])], null)).ToList();
        var lines = Lines(HuntTable.Of(results, new HuntPlan([], "fair", 1, 100_000, null, null), colour: false, width), width);
        foreach (var mutant in MutantRegistry.All)
        {
            lines.Single(l => l.Split(' ').Contains(mutant.Name)).Split(' ').ShouldContain(mutant.CaughtBy[0]);
        }
    }

    [Fact]
    public void A_mutant_that_got_away_stands_out_on_a_narrow_screen()
    {
        var mutant = MutantRegistry.All[0];
        var lines = Lines(HuntTable.Of([new HuntResult(mutant, [null, (3, mutant.CaughtBy[0])], null)], new HuntPlan([], "fair", 2, 100_000, null, null), false, 80), 80);
        lines.Single(l => l.Contains(mutant.Name)).ShouldContain("NOT CAUGHT");
        lines.ShouldContain(l => l.Contains("> 100,000"));
    }

    private static SampledJudgement Judged()
    {
        var protocol = ProtocolRegistry.Find("P");
        var scenario = new Scenario(protocol, 2, FaultBudget.None);
        var request = new CheckRequest { Protocol = protocol, Scenarios = [scenario], Schedules = 1 };
        var finding = new Finding(new Violation(Properties.Refinement, "made up", 1), scenario, 123_456_789, []);
        var report = Checker.Run(request) with
        {
            Schedules = 123_456_790, Steps = 12_345_678, ViewChanges = 987_654, Findings = new Dictionary<string, Finding> { [Properties.Refinement] = finding },
        };
        return new SampledJudgement(report, Breadth.NotJudged);
    }

    private static List<string> Lines(Table table, int width)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = width;
        console.Write(table);
        var lines = text.ToString().Split('\n').ToList();
        lines.ShouldAllBe(l => l.Length <= width && !l.Contains('…'));
        return lines;
    }
}
