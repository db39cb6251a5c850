using System.Globalization;
using Spectre.Console;

namespace Rekey.Reports.Comparing;

/// <summary>The tables of <c>rekey mutants --strategy all</c>.</summary>
public static class ComparisonTable
{
    private const int WideEnoughForCounts = 110;

    /// <summary>
    /// One row for each mutant: median of the schedules until the catch by each strategy, the smallest in bold for those who see bold. On a narrow screen
    /// it is not said how many hunts were censored.
    /// </summary>
    public static Table Mutants(Comparison comparison, bool colour, int width)
    {
        var counts = width >= WideEnoughForCounts;
        var table = new Table().Border(TableBorder.Simple).AddColumn(Column("mutant", counts ? 2 : 0).NoWrap());
        foreach (var strategy in comparison.Strategies)
        {
            table.AddColumn(Column(strategy, counts ? 2 : 0).NoWrap().RightAligned());
        }

        foreach (var mutant in comparison.Mutants)
        {
            table.AddRow([
                new Text(mutant.Mutant),
                .. mutant.Strategies.Select(s => new Text(
                    counts ? Median(s, comparison) : Schedules(s.Schedules.Median, comparison), !colour ? Style.Plain : Style.Parse(s.Schedules.Median is { } m ? m == mutant.Best ? "bold" : "default" : "red"))),
            ]);
        }

        return table;
    }

    /// <summary>One row for each strategy.</summary>
    public static Table Summary(Comparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (title, i) in SummaryTitles.Select(static (t, i) => (t, i)))
        {
            table.AddColumn(i == 0 ? Column(title).NoWrap() : Column(title).NoWrap().RightAligned());
        }

        foreach (var summary in comparison.Summaries)
        {
            table.AddRow([.. SummaryCells(summary).Select(static c => new Text(c))]);
        }

        return table;
    }

    /// <summary>What the columns of the summary are.</summary>
    public static IReadOnlyList<string> SummaryTitles { get; } = ["strategy", "best of", "x best", "censored", "seconds"];

    /// <summary>A row of the summary.</summary>
    public static IReadOnlyList<string> SummaryCells(StrategySummary summary) =>
    [
        summary.Strategy, Number(summary.Best), Ratio(summary), $"{Number(summary.Censored)} of {Number(summary.Hunts)}", Number(Math.Round(summary.Seconds)),
    ];

    /// <summary>A ratio, as far as it is known.</summary>
    public static string Ratio(StrategySummary summary) => (summary.AtLeast ? "≥ " : "") + summary.Ratio.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A median, with how many hunts were censored where some were.</summary>
    public static string Median(StrategyHunts hunts, Comparison comparison) =>
        Schedules(hunts.Schedules.Median, comparison) + (hunts.Censored > 0 ? $" ({Number(hunts.Censored)})" : "");

    /// <summary>A number of schedules; one that is censored is larger than the bound.</summary>
    public static string Schedules(long? count, Comparison comparison) => count is { } known ? Number(known) : $"> {Number(comparison.Bound)}";

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static TableColumn Column(string title, int gap = 2) => new TableColumn(new Text(title)).Padding(0, 0, gap, 0);
}
