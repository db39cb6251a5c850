using Rekey.Cli.Checking;
using Rekey.Cli.Rendering;
using Rekey.Spec;
using Rekey.Worlds;
using static Rekey.Cli.Rendering.ReportPage;

namespace Rekey.Cli.Covering;

/// <summary>The report of <c>rekey coverage --html</c>: one self-contained page; of each protocol its control table, its faults and its rules, with counts.</summary>
internal static class CoverageHtml
{
    /// <summary>The page.</summary>
    public static string Of(IReadOnlyList<ProtocolCoverage> all, int reports)
    {
        var (stale, open) = (all.Sum(static p => p.All.Count(static c => c.IsStale)), all.Sum(static p => p.All.Count(static c => c.IsOpen)));
        var verdict = stale > 0 ? Text($"{stale} visited, though said not to be")
            : open > 0 ? Text($"{open} never visited, and nothing says why")
            : "All is visited, or cannot be";
        var page = Begin(
            "rekey coverage", stale > 0 ? "bad" : open > 0 ? "known" : "good", verdict,
            Text($"{all.Count} {(all.Count == 1 ? "protocol" : "protocols")}, {CheckTable.Short(all.Sum(static p => p.Schedules))} schedules."),
            Text($"{reports} {(reports == 1 ? "report" : "reports")} · build {BuildIdentity.Current.Short}"));
        page.Open("nav");
        foreach (var p in all)
        {
            page.Leaf("a", p.Spec.Name, ("href", $"#{p.Spec.Name}"));
        }

        page.Close("nav").Line();
        Overview(page, all);
        foreach (var p in all)
        {
            Protocol(page, p);
        }

        return End(page);
    }

    private static void Overview(Markup page, IReadOnlyList<ProtocolCoverage> all)
    {
        page.Open("section").Leaf("h2", "At a glance").Open("div", ("class", "cards")).Line();
        foreach (var p in all)
        {
            page.Open("div", ("class", "card")).Open("h3").Leaf("span", p.Spec.Name).Leaf("span", Text($"{CheckTable.Short(p.Schedules)} schedules"), ("class", "chip")).Close("h3");
            foreach (var (name, places) in new[] { ("cells", p.Cells), ("rules", p.Rules), ("faults at states", p.Strikes) })
            {
                // Impossible cells are part of the table's definition and not of what there is to visit.
                var counted = places.Where(static c => c.Kind != Visit.Cell || !c.IsExplained).ToList();
                Bar(page, name, counted.Count(static c => c.Count > 0), counted.Count, counted.Count(static c => c.IsExplained));
            }

            page.Close("div").Line();
        }

        page.Close("div");
        Keys(
            page, ("seen", "12", "how often it was visited"), ("why", " ", "cannot be: point at it for the reason"), ("never", "0", "never visited, and nothing says why"),
            ("violated", "5", "visited, though said not to be"));
        page.Close("section").Line();
    }

    private static void Protocol(Markup page, ProtocolCoverage p)
    {
        var table = p.Spec.Table;
        page.Open("section", ("id", p.Spec.Name)).Leaf("h2", $"{p.Spec.Name}: {p.Spec.Title}").Line();
        page.Leaf("p", "Control table: how often a trigger came in a state.");
        Matrix(page, table.States, table.Triggers, (s, t) => p.Cells[(s * table.Triggers.Count) + t]);
        page.Leaf("p", "Faults: how often one struck a member in a state.");
        Matrix(page, [.. FaultBudget.Names.Take((int)Fault.Depth).Select(static f => f.Name)], table.States, (f, s) => p.Strikes[(f * table.States.Count) + s]);
        Folded(page, "what was never visited, and nothing says why", [.. p.All.Where(static c => c.IsOpen).Select(static c => (c.Name, c.Text))], open: true);
        page.Open("details").Leaf("summary", Text($"rules: {CoverageText.Of(p.Rules)} decided a step"));
        Table(page, ["rule", "what it says", "applied ", "rejected ", "why it decides no step"], p.Spec.Rules.Select((r, i) => (IReadOnlyList<string>)
        [
            r.Id, r.Title, Number(p.Counts.Applications.GetValueOrDefault(r)), Number(p.Counts.Rejections.GetValueOrDefault(r)), p.Rules[i].Reason ?? "",
        ]));
        page.Close("details").Close("section").Line();
    }

    private static void Matrix(Markup page, IReadOnlyList<string> rows, IReadOnlyList<string> columns, Func<int, int, Place> at)
    {
        page.Open("div", ("class", "wide")).Open("table", ("class", "matrix counts")).Open("thead").Open("tr").Leaf("th", "");
        foreach (var column in columns)
        {
            page.Open("th").Leaf("span", column).Close("th");
        }

        page.Close("tr").Close("thead").Open("tbody").Line();
        for (var r = 0; r < rows.Count; r++)
        {
            page.Open("tr").Leaf("th", rows[r]);
            for (var c = 0; c < columns.Count; c++)
            {
                var place = at(r, c);
                var (style, text) = place.IsStale ? ("violated", Few(place.Count)) : place.Count > 0 ? ("seen", Few(place.Count)) : place.IsOpen ? ("never", "0") : ("why", "");
                page.Leaf("td", text, ("class", style), ("title", $"{place.Name}: {(place.Count > 0 ? Text($"{place.Count:N0}") : place.Reason ?? "never visited")}"));
            }

            page.Close("tr").Line();
        }

        page.Close("tbody").Close("table").Close("div").Line();
    }

    private static string Number(long count) => count == 0 ? "" : Text($"{count:N0}");

    /// <summary>Two or three digits: a matrix is read for its holes.</summary>
    private static string Few(long count) => count switch
    {
        >= 9_950_000 => Text($"{count / 1e6:0}M"),
        >= 995_000 => Text($"{count / 1e6:0.0}M"),
        >= 9_950 => Text($"{count / 1e3:0}k"),
        >= 1_000 => Text($"{count / 1e3:0.0}k"),
        _ => Text($"{count}"),
    };
}
