using System.Globalization;
using Rekey.Mutants;
using Spectre.Console;

namespace Rekey.Cli.Hunting;

/// <summary>The table of <c>rekey mutants</c>.</summary>
internal static class HuntTable
{
    /// <summary>The table.</summary>
    public static Table Of(IReadOnlyList<HuntResult> results, HuntPlan plan, bool colour)
    {
        var table = new Table().Border(colour ? TableBorder.Rounded : TableBorder.Simple);
        table.AddColumn(new TableColumn("mutant").NoWrap().Padding(0, 0, 1, 0));
        table.AddColumn(new TableColumn("bug").Padding(0, 0, 1, 0));
        table.AddColumn(new TableColumn("caught by").Padding(0, 0, 1, 0));
        table.AddColumn(new TableColumn("schedules\nmedian").NoWrap().RightAligned().Padding(0, 0, 1, 0));
        table.AddColumn(new TableColumn("\nworst").NoWrap().RightAligned().Padding(0, 0, 1, 0));
        foreach (var result in results)
        {
            var caught = Markup.Escape(CaughtBy(result));
            table.AddRow(
                Markup.Escape(result.Mutant.Name),
                Markup.Escape(result.Mutant.Bug),
                colour ? $"[{(result.Caught ? "green" : "red bold")}]{caught}[/]" : caught,
                Count(result.Median, plan.Bound),
                Count(result.Worst, plan.Bound));
        }

        return table;
    }

    /// <summary>The properties that caught it; where that is not what the mutant promises, so much is said.</summary>
    public static string CaughtBy(HuntResult result)
    {
        var properties = Properties(result);
        return result.Caught ? string.Join(", ", properties)
            : properties.Count == 0 ? "NOT CAUGHT"
            : result.Catches.Any(c => c is null) ? $"NOT CAUGHT by {result.Catches.Count(c => c is null)} of {result.Catches.Count} seeds (others: {string.Join(", ", properties)})"
            : $"NOT CAUGHT by {result.Mutant.CaughtBy[0]} but by {string.Join(", ", properties)}";
    }

    /// <summary>The properties by which seeds caught it, the most frequent first.</summary>
    public static IReadOnlyList<string> Properties(HuntResult result) =>
        [.. result.Catches.OfType<(long Schedules, string Property)>().GroupBy(c => c.Property, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];

    private static string Count(long schedules, long bound) =>
        schedules == long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"> {bound:N0}") : schedules.ToString("N0", CultureInfo.InvariantCulture);
}
