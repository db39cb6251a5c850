using System.Globalization;
using Rekey.Reports.Rendering;

namespace Rekey.Reports.Comparing;

/// <summary>How long it takes to catch mutants, as one self-contained page: the summary, a picture for each protocol, and the numbers.</summary>
public static class ComparisonHtml
{
    /// <summary>The page; of one strategy or of several.</summary>
    /// <param name="comparison">The hunts.</param>
    /// <param name="drilled">Mutants that have no schedules, with the number of the first answer that differs; null where none does.</param>
    public static string Of(Comparison comparison, IReadOnlyList<(string Mutant, long? Answers)> drilled)
    {
        var page = new Markup().Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Line().Open("head").Line();
        page.Empty("meta", ("charset", "utf-8")).Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Leaf("title", "How long it takes to catch mutants").Open("style").Raw(Css).Close("style").Close("head").Line().Open("body").Line();
        page.Leaf("h1", "How long it takes to catch mutants").Line();
        page.Open("p").Text("Made by ").Leaf("code", comparison.Command).Text(string.Create(
            CultureInfo.InvariantCulture,
            $". Each of {comparison.Mutants.Count} mutants was hunted with seeds 1 to {comparison.Seeds}, each hunt for at most {comparison.Bound:N0} schedules. A hunt that reached the bound is censored: it counts as longer than every catch.")).Close("p").Line();
        if (!comparison.Complete)
        {
            page.Leaf("p", "The run was interrupted: mutants that were not hunted to the end are left out.", ("class", "warning"));
        }

        Summary(page, comparison);
        Legend(page, comparison);
        var chart = new ComparisonChart(comparison);
        foreach (var protocol in comparison.Mutants.GroupBy(static m => m.Protocol))
        {
            page.Open("section").Line().Leaf("h2", $"{protocol.Key}: {protocol.Count()} mutant{(protocol.Count() == 1 ? "" : "s")}");
            page.Open("div", ("class", "row head")).Leaf("span", "schedules").Open("div");
            chart.Axis(page);
            page.Close("div").Close("div").Line();
            foreach (var mutant in protocol)
            {
                page.Open("div", ("class", "row")).Open("span").Leaf("b", mutant.Mutant).Leaf("small", mutant.Property).Close("span").Open("div");
                chart.Draw(page, mutant);
                page.Close("div").Close("div").Line();
            }

            page.Close("section").Line();
        }

        Numbers(page, comparison);
        Drilled(page, drilled);
        return page.Close("body").Close("html").Line().ToString();
    }

    private static void Summary(Markup page, Comparison comparison)
    {
        page.Open("div", ("class", "scroll")).Open("table").Open("tr");
        foreach (var title in ComparisonTable.SummaryTitles)
        {
            page.Leaf("th", title);
        }

        page.Close("tr").Line();
        foreach (var summary in comparison.Summaries)
        {
            page.Open("tr");
            foreach (var (cell, i) in ComparisonTable.SummaryCells(summary).Select(static (c, i) => (c, i)))
            {
                page.Open("td");
                if (i == 0)
                {
                    ComparisonChart.Mark(page, summary.Strategy);
                }

                page.Text(cell).Close("td");
            }

            page.Close("tr").Line();
        }

        page.Close("table").Close("div").Line();
        page.Leaf("p", comparison.Strategies.Count > 1
            ? "Best of: of so many mutants the median is the smallest, ties counted for all. x best: geometric mean of the median by the smallest one; where a median is censored it counts as the bound, and the mean is at least what is said. Seconds of all hunts, each on one thread, two or more side by side."
            : "Seconds of all hunts, each on one thread, two or more side by side.").Line();
    }

    private static void Legend(Markup page, Comparison comparison)
    {
        page.Open("ul", ("class", "legend"));
        foreach (var strategy in comparison.Strategies)
        {
            page.Open("li");
            ComparisonChart.Mark(page, strategy);
            page.Text(strategy).Close("li");
        }

        page.Leaf("li", "mark: median; line: from the lower to the upper quartile; hollow mark in the grey margin: the median is censored; 3/50: 3 of 50 hunts are censored");
        page.Close("ul").Line();
    }

    private static void Numbers(Markup page, Comparison comparison)
    {
        page.Open("details").Leaf("summary", "the numbers: median (quartiles) of schedules and seconds").Open("div", ("class", "scroll")).Open("table").Open("tr");
        foreach (var title in (string[])["mutant", "strategy", "schedules", "seconds", "censored"])
        {
            page.Leaf("th", title);
        }

        page.Close("tr").Line();
        foreach (var (mutant, hunts) in comparison.Mutants.SelectMany(static m => m.Strategies.Select(s => (m, s))))
        {
            var (schedules, seconds) = (hunts.Schedules, hunts.Seconds);
            page.Open("tr").Leaf("td", mutant.Mutant).Leaf("td", hunts.Strategy);
            page.Leaf("td", $"{ComparisonTable.Schedules(schedules.Median, comparison)} ({ComparisonTable.Schedules(schedules.Lower, comparison)} to {ComparisonTable.Schedules(schedules.Upper, comparison)})");
            page.Leaf("td", $"{Seconds(seconds.Median)} ({Seconds(seconds.Lower)} to {Seconds(seconds.Upper)})");
            page.Leaf("td", hunts.Censored.ToString(CultureInfo.InvariantCulture)).Close("tr").Line();
        }

        page.Close("table").Close("div").Close("details").Line();
    }

    private static void Drilled(Markup page, IReadOnlyList<(string Mutant, long? Answers)> drilled)
    {
        if (drilled.Count == 0)
        {
            return;
        }

        page.Leaf("h2", "Drilled").Leaf("p", "Exploration cannot see these; drills can. The number is that of answers until the first one that differs.").Open("ul");
        foreach (var (mutant, answers) in drilled)
        {
            page.Leaf("li", $"{mutant}: {(answers is { } count ? ComparisonTable.Number(count) : "NOT CAUGHT")}");
        }

        page.Close("ul").Line();
    }

    private static string Seconds(double? seconds) => seconds is { } known ? known.ToString("0.###", CultureInfo.InvariantCulture) : "censored";

    private const string Css =
        """

        :root { --paper:#fbfaf8; --card:#fff; --ink:#20242b; --soft:#5c6675; --rule:#dfe2e8; --margin:#eceef2; --c0:#5b6472; --c1:#b4530f; --c2:#2563b8; --c3:#1a7f5a; --c4:#8a3fb0; }
        @media (prefers-color-scheme: dark) { :root { --paper:#14161a; --card:#1b1e24; --ink:#e4e7ec; --soft:#98a2b3; --rule:#2f343e; --margin:#252a32; --c0:#aab4c2; --c1:#f0a45d; --c2:#7aaefc; --c3:#6fd3a8; --c4:#d19bf0; } }
        * { box-sizing:border-box; }
        body { margin:0 auto; padding:20px 24px 48px; max-width:1240px; background:var(--paper); color:var(--ink); font:14px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
        h1 { font-size:22px; margin:0 0 4px; } h2 { font-size:17px; margin:28px 0 8px; } p { max-width:90ch; color:var(--soft); margin:6px 0; } code { font-size:12.5px; color:var(--ink); overflow-wrap:anywhere; }
        .warning { color:var(--ink); font-weight:600; }
        .legend { list-style:none; display:flex; flex-wrap:wrap; gap:4px 18px; margin:14px 0 0; padding:0; color:var(--soft); font-size:12.5px; } .legend li { display:flex; align-items:center; gap:6px; }
        section { break-inside:auto; }
        .row { display:grid; grid-template-columns:minmax(0, 250px) minmax(0, 1fr); align-items:center; gap:0 12px; background:var(--card); border:1px solid var(--rule); border-top:0; padding:2px 10px; break-inside:avoid; }
        .row.head { position:sticky; top:0; z-index:1; border-top:1px solid var(--rule); border-radius:8px 8px 0 0; color:var(--soft); font-size:12px; break-after:avoid; } section .row:last-child { border-radius:0 0 8px 8px; }
        .row b { display:block; font-weight:600; font-size:13px; overflow-wrap:anywhere; line-height:1.3; } .row small { color:var(--soft); font-size:11.5px; }
        .row svg { display:block; width:100%; overflow:hidden; } .row svg svg { width:1px; height:1px; overflow:visible; }
        svg text { font:11px system-ui, "Segoe UI", Roboto, sans-serif; fill:var(--soft); font-variant-numeric:tabular-nums; } .middle { text-anchor:middle; } .count { text-anchor:end; }
        .tick { stroke:var(--rule); } .margin { fill:var(--margin); }
        .whisker { stroke-width:2.2; opacity:.75; } .mark { stroke:var(--card); stroke-width:1; } .mark.hollow { fill:var(--margin); stroke-width:1.6; }
        .s0 { stroke:var(--c0); } .s1 { stroke:var(--c1); } .s2 { stroke:var(--c2); } .s3 { stroke:var(--c3); } .s4 { stroke:var(--c4); } svg .s0 text, svg .s1 text, svg .s2 text, svg .s3 text, svg .s4 text { stroke:none; }
        .m0 { fill:var(--c0); } .m1 { fill:var(--c1); } .m2 { fill:var(--c2); } .m3 { fill:var(--c3); } .m4 { fill:var(--c4); }
        .hollow.m0 { stroke:var(--c0); } .hollow.m1 { stroke:var(--c1); } .hollow.m2 { stroke:var(--c2); } .hollow.m3 { stroke:var(--c3); } .hollow.m4 { stroke:var(--c4); } .hollow.m0, .hollow.m1, .hollow.m2, .hollow.m3, .hollow.m4 { fill:var(--margin); }
        details { margin-top:24px; } summary { cursor:pointer; color:var(--soft); } .scroll { overflow-x:auto; }
        table { border-collapse:collapse; font-variant-numeric:tabular-nums; font-size:13px; margin-top:10px; } th, td { padding:3px 10px; text-align:right; white-space:nowrap; border-bottom:1px solid var(--rule); } th:first-child, td:first-child { text-align:left; padding-left:2px; } td svg { vertical-align:-2px; margin-right:6px; }
        @media (max-width: 600px) { body { padding:14px 10px 32px; } .row { grid-template-columns:minmax(0, 1fr); } .row b { display:inline; margin-right:8px; } .row.head span { display:none; } table { font-size:12px; } th, td { padding:3px 6px; } }
        @media print { :root { --paper:#fff; --card:#fff; --ink:#000; --soft:#333; --rule:#bbb; --margin:#eee; --c0:#5b6472; --c1:#b4530f; --c2:#2563b8; --c3:#1a7f5a; --c4:#8a3fb0; } body { padding:0; max-width:none; } .row.head { position:static; } h2 { break-after:avoid; } * { print-color-adjust:exact; -webkit-print-color-adjust:exact; } }

        """;
}
