using System.Globalization;
using Rekey.Reports.Checking;
using Spectre.Console;

namespace Rekey.Reports.Covering;

/// <summary>What <c>rekey coverage</c> shows: a line per protocol, then what was never visited, by the reason why.</summary>
public static class CoverageText
{
    /// <summary>The table.</summary>
    public static Table Table(IReadOnlyList<ProtocolCoverage> all)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("protocol").NoWrap());
        foreach (var title in new[] { "schedules", "cells\nvisited", "rules\nthat decided", "faults\nat states", "not visited,\nexplained", "not visited,\nunexplained" })
        {
            table.AddColumn(new TableColumn(title).NoWrap().RightAligned());
        }

        foreach (var p in all)
        {
            table.AddRow(
                p.Spec.Name, CheckTable.Short(p.Schedules), Of(p.Cells), Of(p.Rules), Of(p.Strikes),
                Text($"{p.All.Count(static c => c.IsExplained)}"), Text($"{p.All.Count(static c => c.IsOpen)}"));
        }

        return table;
    }

    /// <summary>What was never visited and nothing explains; what was, against its reason; and the reasons for the rest.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<ProtocolCoverage> all, bool verbose)
    {
        foreach (var (reason, names) in Grouped(all, static p => p.IsStale))
        {
            yield return $"STALE: {names} {(names.Contains(',', StringComparison.Ordinal) ? "were" : "was")} visited, though said not to be: {reason}";
        }

        foreach (var (place, spec) in all.SelectMany(static p => p.All.Where(static c => c is { IsStale: true, Count: 0 }).Select(c => (c, p.Spec.Name))))
        {
            yield return $"STALE: in {spec}, some run of the closed scope {place.Scope} visits {place.Name}";
        }

        foreach (var p in all.Where(static p => p.All.Any(static c => c.IsOpen)))
        {
            yield return $"{p.Spec.Name}: never visited, and nothing says why: {string.Join(", ", p.All.Where(static c => c.IsOpen).Select(static c => c.Name))}";
        }

        foreach (var (reason, names) in Grouped(all, static p => p.IsExplained).Where(g => verbose || !g.Reason.StartsWith("impossible: ", StringComparison.Ordinal)))
        {
            yield return $"not visited: {names}: {reason}";
        }
    }

    /// <summary>Visited, of those that can be.</summary>
    public static string Of(IReadOnlyList<Place> places) => Text($"{places.Count(static p => p.Count > 0)}/{places.Count(static p => p.Reason is null || p.IsStale)}");

    private static IEnumerable<(string Reason, string Names)> Grouped(IReadOnlyList<ProtocolCoverage> all, Func<Place, bool> which) =>
        all.SelectMany(p => p.All.Where(which)).GroupBy(static p => p.Reason!).Select(static g => (g.Key, string.Join(", ", g.Select(static p => p.Name).Distinct())));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
