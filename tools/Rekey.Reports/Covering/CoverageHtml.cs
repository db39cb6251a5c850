using Rekey.Reports.Checking;
using Rekey.Reports.Rendering;
using Rekey.Reports.SpecRendering;
using Rekey.Spec;
using Rekey.Worlds;
using static Rekey.Reports.Rendering.ReportPage;

namespace Rekey.Reports.Covering;

/// <summary>The report of <c>rekey coverage --html</c>: one self-contained page; of each protocol its control table, its faults and its rules, with counts.</summary>
public static class CoverageHtml
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

        page.Leaf("a", "Rules", ("href", "#rules")).Close("nav").Line();
        Overview(page, all);
        foreach (var p in all)
        {
            Protocol(page, p);
        }

        Rules(page, all);
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
            page, ("seen", "12", "how often it was visited"), ("why", "", "cannot be: the reason is below the tables"), ("never", "0", "never visited, and nothing says why"),
            ("violated", "5", "visited, though said not to be"));
        page.Close("section").Line();
    }

    private static void Protocol(Markup page, ProtocolCoverage p)
    {
        var table = p.Spec.Table;
        page.Open("section", ("id", p.Spec.Name)).Leaf("h2", $"{p.Spec.Name}: {p.Spec.Title}").Line();
        page.Leaf("p", "Control table: how often a trigger came in a state.");
        Matrix(page, table.States, table.Triggers, (s, t) => (Place?) p.Cells[(s * table.Triggers.Count) + t]);
        page.Leaf("p", "Faults: how often one struck a member in a state.");
        Matrix(page, [.. p.Faults.Select(static f => f.Word)], table.States, (f, s) => (Place?)p.Strikes[(f * table.States.Count) + s]);
        if (p.All.Any(static c => c.IsOpen))
        {
            page.Open("p", ("class", "names")).Leaf("b", "Never visited, and nothing says why: ").Text(string.Join(", ", p.All.Where(static c => c.IsOpen).Select(static c => c.Name))).Close("p");
        }

        var reasons = p.All.Where(static c => c.IsExplained && c.Kind != Visit.Rule).GroupBy(static c => c.Reason!).ToList();
        Folded(page, Text($"what cannot be visited, and why: {reasons.Sum(static g => g.Count())}"), [.. reasons.Select(static g => (Capital(g.Key), string.Join(", ", g.Select(static c => c.Name))))]);
        page.Close("section").Line();
    }

    /// <summary>Many rules are shared, so there is one table of all.</summary>
    private static void Rules(Markup page, IReadOnlyList<ProtocolCoverage> all)
    {
        var rules = all.SelectMany(static p => p.Rules).GroupBy(static r => r.Name).OrderBy(static g => g.Key, StringComparer.Ordinal).ToList();
        var byProtocol = all.Select(static p => p.Rules.ToDictionary(static r => r.Name)).ToList();
        page.Open("section", ("id", "rules")).Leaf("h2", "Rules").Leaf("p", "How often a rule decided a step: moved a member, made it ignore or defer an input, or rejected one.").Line();
        Matrix(page, [.. rules.Select(static g => g.Key)], [.. all.Select(static p => p.Spec.Name)], (r, p) => byProtocol[p].GetValueOrDefault(rules[r].Key));
        Folded(page, "what the rules say", [.. rules.Select(static g => (g.Key, g.First().Text))]);
        var reasons = rules.SelectMany(static g => g.Where(static r => r.IsExplained).Take(1)).GroupBy(static r => r.Reason!).ToList();
        Folded(page, "rules that decide no step, and why", [.. reasons.Select(static g => (Capital(g.Key), string.Join(", ", g.Select(static r => r.Name))))]);
        page.Close("section").Line();
    }

    private static void Matrix(Markup page, IReadOnlyList<string> rows, IReadOnlyList<string> columns, Func<int, int, Place?> at)
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
                if (at(r, c) is not { } place)
                {
                    page.Leaf("td", "", ("class", "none"));
                    continue;
                }

                var (style, text) = place.IsStale ? ("violated", Few(place.Count)) : place.Count > 0 ? ("seen", Few(place.Count)) : place.IsOpen ? ("never", "0") : ("why", "");
                page.Leaf("td", text, ("class", style), ("title", $"{place.Name}: {(place.Count > 0 ? Text($"{place.Count:N0}") : place.Reason ?? "never visited")}"));
            }

            page.Close("tr").Line();
        }

        page.Close("tbody").Close("table").Close("div").Line();
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

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
