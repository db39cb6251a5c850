using System.Text.Json;
using System.Text.RegularExpressions;
using Rekey.Cli.Arguments;
using Rekey.Explorer.Strategies;
using Rekey.Mutants;
using Rekey.Reports;
using Rekey.Reports.Comparing;
using Rekey.Reports.Covering;
using Rekey.Reports.SpecRendering;
using Rekey.Worlds;
using Shouldly;
using Spectre.Console;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey mutants --strategy all</c>: strategies compared, as tables, JSON, a page and evidence.</summary>
public sealed partial class ComparisonTests : CommandLineFixture
{
    private const long Bound = 1000;

    [Fact]
    public void The_command_compares_and_writes_all()
    {
        var ran = Ran.Rekey("mutants", "--strategy", "all", "--protocol", "c", "--seeds", "2", "--bound", "60", "--json", At("c.json"), "--html", At("c.html"));
        ran.Code.ShouldBe(ExitCode.AsExpected);
        foreach (var mutant in MutantRegistry.All.Where(static m => m.Protocol == "C" && !m.IsDrilled))
        {
            ran.Output.ShouldContain($" {mutant.Name} ");
        }

        ran.Output.ShouldContain("> 60 (2)");
        foreach (var strategy in ComparisonPlan.Strategies)
        {
            ran.Output.Split('\n').ShouldContain(l => l.StartsWith($" {strategy} ", StringComparison.Ordinal));
        }

        var read = ComparisonJson.Read(At("c.json"));
        (read.Command, read.Seeds, read.Bound, read.Complete).ShouldBe(("rekey mutants --protocol c --strategy all --seeds 2 --bound 60", 2, 60L, true));
        read.Strategies.ShouldBe(ComparisonPlan.Strategies);
        foreach (var (mutant, hunts) in read.Mutants.SelectMany(static m => m.Strategies.Select(s => (m, s))))
        {
            var again = MutantHunt.Run(MutantRegistry.Find(mutant.Mutant), hunts.Strategy, 2, 60);
            hunts.Catches.ShouldBe(again.Catches.Select(static c => c?.Schedules));
            hunts.Censored.ShouldBe(again.Catches.Count(static c => c is null));
            hunts.SchedulesRun.ShouldBe(again.Catches.Sum(static c => c?.Schedules ?? 60));
            hunts.SecondsRun.ShouldBeGreaterThan(0);
            (hunts.Seconds.Median is null).ShouldBe(hunts.Schedules.Median is null);
        }

        SelfContained(File.ReadAllText(At("c.html")));
    }

    [Fact]
    public void A_censored_median_counts_as_the_bound_and_is_said_to()
    {
        var comparison = Of(("a", [[1, 1], [null, null]]), ("b", [[8, 8], [2, 2]]), ("c", [[null, null], [null, null]]));
        comparison.Summaries.Select(static s => (s.Strategy, s.Best, Ratio: Math.Round(s.Ratio, 6), s.AtLeast, s.Censored, s.Hunts))
            .ShouldBe([("random", 1, 2.0, false, 2, 6), ("fair", 1, Math.Round(Math.Sqrt(Bound), 6), true, 4, 6)]);
        comparison.NeverCaught.Select(static m => m.Mutant).ShouldBe(["c"]);
        ComparisonTable.SummaryCells(comparison.Summaries[1]).ShouldBe(["fair", "1", "≥ 31.62", "4 of 6", "4"]);
        Of().Summaries.ShouldBeEmpty();
    }

    [Fact]
    public void A_catch_by_another_property_is_none()
    {
        var mutant = MutantRegistry.Find("p-no-restart");
        var hunts = StrategyHunts.Of(new HuntResult(mutant, [(3, mutant.CaughtBy[0]), (5, "Another"), null], null) { Seconds = [0.5, 0.25, 1] }, "fair", Bound);
        (hunts.Censored, hunts.SchedulesRun, hunts.SecondsRun).ShouldBe((2, 3 + 5 + Bound, 1.75));
        hunts.Catches.ShouldBe([3, null, null]);
        (hunts.Schedules, hunts.Seconds).ShouldBe((new Quartiles<long>(3), new Quartiles<double>(0.5)));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(118)]
    public void The_tables_fit(int width)
    {
        var all = MutantRegistry.All.Select(m => (m.Name, Enumerable.Repeat<long?[]>([9_999, null, null], 5).ToArray())).ToArray();
        var comparison = Of(all) with { Bound = 10_000 };
        foreach (var table in new[] { ComparisonTable.Mutants(comparison, colour: true, width), ComparisonTable.Summary(comparison) })
        {
            var text = new StringWriter();
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
            console.Profile.Width = width;
            console.Write(table);
            text.ToString().Split('\n').ShouldAllBe(l => l.Length <= width && !l.Contains('…'));
            text.ToString().ShouldContain("portfolio");
        }
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var comparison = Of(("a", [[1, null], [2, 3]]), ("b", [[null, null], [5, 1]]));
        var whole = ComparisonJson.Write(comparison, hunts: true);
        ComparisonJson.Write(ComparisonJson.Read(Put("w.json", whole)), hunts: true).ShouldBe(whole);
        var kept = ComparisonJson.Write(comparison, hunts: false);
        ComparisonJson.Write(ComparisonJson.Read(Put("k.json", kept)), hunts: true).ShouldBe(kept, "the single hunts are gone");
        using var json = JsonDocument.Parse(whole);
        var first = json.RootElement.GetProperty("mutants")[0].GetProperty("strategies")[0];
        first.GetProperty("catches").EnumerateArray().Select(static c => c.ValueKind).ShouldBe([JsonValueKind.Number, JsonValueKind.Null]);
        first.GetProperty("schedules").TryGetProperty("median", out _).ShouldBeFalse("a censored quartile is left out");
        json.RootElement.GetProperty("summary").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("{", "no comparison: the document is cut off (at line 1)")]
    [InlineData("null", "format is 'missing'; expected 'rekey-strategies/2'")]
    [InlineData("{\"format\":\"rekey-strategies/2\"}", "no comparison")]
    [InlineData("{\"format\":\"rekey-strategies/0\",\"command\":\"\",\"seeds\":1,\"bound\":1,\"complete\":true,\"summary\":[],\"mutants\":[]}", "format is 'rekey-strategies/0'")]
    public void A_file_that_is_no_comparison_is_refused(string content, string message) =>
        Should.Throw<FormatException>(() => ComparisonJson.Read(Put("x.json", content))).Message.ShouldContain(message);

    [Fact]
    public void Mutants_hunted_with_other_strategies_are_refused()
    {
        var even = ComparisonJson.Write(Of(("a", [[1], [2]]), ("b", [[1], [2]])), hunts: true);
        var at = even.LastIndexOf("\"fair\"", StringComparison.Ordinal);
        Should.Throw<FormatException>(() => ComparisonJson.Read(Put("x.json", even[..at] + "\"pct\"" + even[(at + 6)..]))).Message.ShouldContain("not hunted with the same strategies");
    }

    [Fact]
    public void The_page_shows_what_is_censored_and_is_self_contained()
    {
        var page = ComparisonHtml.Of(Of(("a", [[1, 10, 100], [null, null, 7]]), ("b", [[1, 1, 1], [2, 2, 2]])) with { Complete = false }, [("drilled-one", 12), ("drilled-two", null)]);
        SelfContained(page);
        page.ShouldContain("fair &gt; 1,000 (7 to &gt; 1,000), 2 of 3 censored");
        page.ShouldContain(">2/3</text>");
        Regex.Count(page, "class=\"mark m[01] hollow\"").ShouldBe(1);
        page.ShouldContain("interrupted");
        page.ShouldContain("drilled-one: 12");
        page.ShouldContain("drilled-two: NOT CAUGHT");
        SelfContained(ComparisonHtml.Of(Of(), []));
        SelfContained(ComparisonHtml.Of(Of(("a", [[1]])) with { Bound = 1 }, []));
    }

    [Fact]
    public void One_strategy_has_a_page_too()
    {
        Ran.Rekey("mutants", "--protocol", "bd", "--seeds", "1", "--bound", "2", "--html", At("bd.html"));
        var page = File.ReadAllText(At("bd.html"));
        SelfContained(page);
        page.ShouldContain("bd-share-kept");
        page.ShouldContain("rekey mutants --protocol bd --seeds 1 --bound 2");
        page.ShouldContain("<h2>Drilled</h2>");
    }

    [Fact]
    public void Interrupted_it_keeps_what_was_done_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var ran = Ran.Rekey(stop.Token, "mutants", "--strategy", "all", "--json", At("r.json"), "--html", At("r.html"), "--evidence", At("e.json"));
        ran.Code.ShouldBe(ExitCode.Interrupted);
        ran.Output.ShouldContain("interrupted; 0 of ");
        ran.Error.ShouldContain("no evidence is kept");
        ComparisonJson.Read(At("r.json")).Complete.ShouldBeFalse();
        File.Exists(At("e.json")).ShouldBeFalse();
        SelfContained(File.ReadAllText(At("r.html")));
    }

    [Fact]
    public void A_mutant_that_no_hunt_catches_is_named_and_no_evidence_is_kept()
    {
        var ran = Ran.Rekey("mutants", "--strategy", "all", "--protocol", "O", "--seeds", "1", "--bound", "1", "--evidence", At("e.json"));
        ran.Error.ShouldContain("evidence is of all protocols, and cannot be given with --protocol");
        ran = Ran.Rekey("mutants", "--strategy", "all", "--protocol", "O", "--seeds", "1", "--bound", "1");
        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.ShouldContain("NOT CAUGHT by any hunt: o-two-leavers-as-one");
    }

    [Fact]
    public void Kept_evidence_is_rendered()
    {
        Directory.CreateDirectory(At("spec"));
        GeneratedFiles.Render(Folder)["spec/generated/strategies.md"].ShouldContain("Nothing is kept.");
        var comparison = Of(("a", [[1, 10, 100], [null, null, 7], [2, 2, 2], [1, 2, 3], [1, 1, 1]]));
        Put("spec/strategies.json", ComparisonJson.Write(comparison, hunts: false));
        var page = GeneratedFiles.Render(Folder)["spec/generated/strategies.md"];
        page.ShouldContain("`rekey mutants --strategy all --evidence spec/strategies.json`");
        page.ShouldContain("| a | Agreement | 10 (1 to 100) | > 1,000 (7 to > 1,000) [2] | 2 | 2 (1 to 3) | 1 |");
        page.ShouldContain("| random | 0 | 10.00 | 0 of 3 | 0 |");
        page.ShouldContain(" (default) |");
        Put("Rekey.Verified.sln", "");
        Put("spec/strategies.json", "{}");
        var ran = Ran.Rekey("spec", "render", "--root", Folder);
        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Error.ShouldContain("strategies.json: format is 'missing'; expected 'rekey-strategies/2'");
    }

    [Fact]
    public void A_portfolio_takes_what_its_parts_make_of_it()
    {
        // Catches per schedule: of a 1/2 and 1/8, of b 0 and 1/4.
        var comparison = Of(("a", [[2, 2], [8, 8]]), ("b", [[null, null], [4, 4]]));
        PortfolioEstimate Estimate(params (string, int)[] turns) => PortfolioEstimate.Of(comparison, turns);
        var equal = Estimate(("random", 1), ("fair", 1));
        (Math.Round(equal.Ratio, 9), Math.Round(equal.Worst, 9), equal.WorstMutant, equal.Never).ShouldBe((Math.Round(Math.Sqrt(1.6 * 2), 9), 2.0, "b", 0));
        var alone = Estimate(("random", 1));
        (alone.Ratio, alone.Worst, alone.WorstMutant, alone.Never).ShouldBe((1.0, 1.0, "a", 1));
        Math.Round(Estimate(("random", 1), ("fair", 3)).Ratio, 9).ShouldBe(Math.Round(Math.Sqrt(0.5 / (0.25 * 0.5 + 0.75 * 0.125) / 0.75), 9));
        equal.ToString().ShouldBe("random 1, fair 1");
    }

    [Fact]
    public void The_committed_evidence_is_of_every_strategy_and_the_page_names_the_mutants_that_it_is_not_of()
    {
        var kept = ComparisonJson.Read(Path.Combine(Snapshot.Root, ComparisonJson.File));
        kept.Strategies.ShouldBe(ComparisonPlan.Strategies);
        (kept.Complete, kept.Seeds, kept.NeverCaught.Count).ShouldBe((true, 50, 0));
        var known = MutantRegistry.All.Where(static m => !m.IsDrilled).Select(static m => m.Name).ToHashSet(StringComparer.Ordinal);

        // The comparison takes hours and is not made again for every mutant that is added; the page names those that it is not of, so that nobody takes it for more.
        kept.Mutants.Count(m => known.Contains(m.Mutant)).ShouldBeGreaterThan(known.Count / 2, "run: rekey mutants --strategy all --seeds 50 --evidence spec/strategies.json");
        var page = StrategiesMarkdown.Of(Snapshot.Root);
        known.ShouldAllBe(m => page.Contains($"| {m} |") || page.Contains($" {m},") || page.Contains($" {m}."));
        page.Contains("not measured yet").ShouldBe(known.Any(m => kept.Mutants.All(k => k.Mutant != m)));
    }

    [Fact]
    public void The_default_portfolio_is_no_worse_than_equal_turns_by_the_committed_evidence()
    {
        var kept = ComparisonJson.Read(Path.Combine(Snapshot.Root, ComparisonJson.File));
        var equal = PortfolioEstimate.Of(kept, [.. Portfolio.Names.Select(static n => (n, 1))]);
        var chosen = PortfolioEstimate.Of(kept, Portfolio.Default);
        (chosen.Ratio < equal.Ratio, chosen.Never).ShouldBe((true, 0));
        Portfolio.Default.Select(static t => t.Strategy).ShouldBe(Portfolio.Names, ignoreOrder: true);
        File.ReadAllText(Path.Combine(Snapshot.Root, "spec/model/exploration.md")).ShouldContain($"({chosen})");
    }

    private static Comparison Of(params (string Mutant, long?[][] Catches)[] mutants) => new(
        "rekey mutants --strategy all",
        mutants.Length == 0 ? 1 : mutants[0].Catches[0].Length,
        Bound,
        true,
        [.. mutants.Select(static m => new ComparedMutant(m.Mutant, "P", "Agreement", [.. m.Catches.Select(Hunts)]))]);

    private static StrategyHunts Hunts(long?[] catches, int at) => new(
        ComparisonPlan.Strategies[at],
        catches.Count(static c => c is null),
        Quartiles<long>.Of(catches),
        Quartiles<double>.Of(catches.Select(static c => (double?)c / 1000)),
        catches.Sum(static c => c ?? Bound),
        catches.Sum(static c => (c ?? Bound) / 1000.0),
        catches);

    /// <summary>No address, no script, no other file; well-formed; and every place is a number.</summary>
    private static void SelfContained(string page)
    {
        page.ShouldNotContain("http");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("url(");
        page.ShouldNotContain(" src=");
        page.ShouldNotContain(" href=");
        page.ShouldNotContain("NaN");
        page.ShouldNotContain("∞");
        page.ShouldContain("prefers-color-scheme: dark");
        page.ShouldContain("@media print");
        _ = System.Xml.Linq.XDocument.Parse(page["<!DOCTYPE html>\n".Length..]);
        Place().Matches(page).ShouldAllBe(static m => double.Parse(m.Groups[1].Value) >= 0 && double.Parse(m.Groups[1].Value) <= 100);
    }

    [GeneratedRegex("\"(-?[0-9.]+)%\"")]
    private static partial Regex Place();
}
