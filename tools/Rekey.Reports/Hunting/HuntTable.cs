using System.Globalization;
using Rekey.Mutants;
using Spectre.Console;

namespace Rekey.Reports.Hunting;

/// <summary>The table of <c>rekey mutants</c>.</summary>
public static class HuntTable
{
    private const int WideEnoughForBugs = 100;

    /// <summary>The table. On a narrow screen it is without the bugs, which only fill lines there.</summary>
    /// <param name="results">The hunts.</param>
    /// <param name="plan">What was asked for.</param>
    /// <param name="colour">Whether there are colours.</param>
    /// <param name="width">How many characters a line has.</param>
    /// <param name="shrunk">What was shrunk; null where nothing should be said of it.</param>
    public static Table Of(IReadOnlyList<HuntResult> results, HuntPlan plan, bool colour, int width, HuntShrinking? shrunk = null)
    {
        var bugs = width >= WideEnoughForBugs;
        var table = new Table().Border(TableBorder.Simple).AddColumn(Column("mutant").NoWrap());
        if (bugs)
        {
            table.AddColumn(Column("bug"));
        }

        // What caught it is one word where all is well, and must not be broken; what is said of a mutant that got away is long.
        var caughtBy = Column("caught by");
        caughtBy.NoWrap = results.All(r => r.Caught);
        table.AddColumn(caughtBy).AddColumn(Column("schedules\nmedian").NoWrap().RightAligned()).AddColumn(Column("\nworst").NoWrap().RightAligned());
        if (shrunk is not null)
        {
            table.AddColumn(Column("steps\nfound").NoWrap().RightAligned()).AddColumn(Column("\nshrunk").NoWrap().RightAligned());
        }

        foreach (var result in results)
        {
            var caught = new Text(CaughtBy(result), colour ? Style.Parse(result.Caught ? "green" : "red bold") : Style.Plain);
            var counts = new[] { Count(result.Median, plan.Bound), Count(result.Worst, plan.Bound) }.Select(c => new Text(c));
            var steps = shrunk is null ? [] : new[] { shrunk.Of(result.Mutant)?.From, shrunk.Of(result.Mutant)?.Steps }
                .Select(static n => new Text(n?.ToString("N0", CultureInfo.InvariantCulture) ?? ""));
            table.AddRow([new Text(result.Mutant.Name), .. bugs ? [new Text(result.Mutant.Bug)] : Array.Empty<Text>(), caught, .. counts, .. steps]);
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

    private static TableColumn Column(string title) => new TableColumn(new Text(title)).Padding(0, 0, 1, 0);

    private static string Count(long schedules, long bound) =>
        schedules == long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"> {bound:N0}") : schedules.ToString("N0", CultureInfo.InvariantCulture);
}
