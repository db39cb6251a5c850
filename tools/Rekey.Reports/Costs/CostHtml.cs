using System.Globalization;
using Rekey.Costs;
using Rekey.Costs.Agreements;
using Rekey.Reports.Rendering;

namespace Rekey.Reports.Costs;

/// <summary>Costs as one self-contained page: for each event a picture per quantity, and the numbers.</summary>
public static class CostHtml
{
    private static readonly (string Title, Func<CostRow, long> Cost)[] Quantities =
    [
        ("messages to one member", static r => r.Measured.Distribution.PointToPoint),
        ("messages to all", static r => r.Measured.Distribution.Multicasts),
        ("keys on secure channels", static r => r.Measured.Distribution.Keys),
        ("ciphertexts", static r => r.Measured.Distribution.Ciphertexts),
        ("bytes", static r => r.Measured.Distribution.Bytes),
        ("rounds", static r => r.Measured.Distribution.Rounds),
        ("keys that a member keeps", static r => r.Measured.KeysAtMember),
        ("bytes of all phases", static r => Enum.GetValues<CostPhase>().Sum(p => r.Measured[p].Bytes)),
    ];

    private static readonly (string Title, Func<AgreementCost, long> Cost)[] AgreementQuantities =
    [
        ("rounds", static c => c[CostColumn.Rounds]),
        ("messages to one member", static c => c[CostColumn.Unicasts]),
        ("messages to all", static c => c[CostColumn.Multicasts]),
        ("serial exponentiations", static c => c[CostColumn.Exponentiations]),
        ("exponentiations of all", static c => c[CostColumn.AllExponentiations]),
        ("serial signatures", static c => c[CostColumn.Signatures]),
        ("serial verifications", static c => c[CostColumn.Verifications]),
        ("bytes", static c => c.Ledger[AgreementPhase.Agreement].Bytes),
    ];

    /// <summary>The page.</summary>
    public static string Of(CostReport report, CostPlan plan)
    {
        var page = new Markup().Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Line().Open("head").Line();
        page.Empty("meta", ("charset", "utf-8")).Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Leaf("title", "What rekeying costs").Open("style").Raw(Css).Close("style").Close("head").Line().Open("body").Line();
        page.Leaf("h1", "What rekeying costs").Line();
        page.Leaf("p", "Measured from runs without faults. In pictures both axes are logarithmic, and 0 has a line of its own. A curve that several protocols share is drawn once, with all their names.");
        if (report.Trees.Count > 0)
        {
            page.Leaf("p", string.Create(CultureInfo.InvariantCulture, $"Trees: {plan.Policy}, degree {plan.Degree}. Pictures show key distribution, what the paper counts. n is the number of members before a join or leave, after a build or merge; where there is a server, of clients."));
            foreach (var happening in report.Trees.GroupBy(static r => r.Event))
            {
                Section(page, CostTable.Title(happening.Key), [.. happening], static r => (r.Protocol.Name, r.Members), Quantities, CostTable.Plain([.. happening]));
            }
        }

        if (report.Agreements.Count > 0)
        {
            page.Leaf("p", "Key agreements: pictures show the agreement's own messages, without lineup and termination. n is the number of members before the event.");
            foreach (var happening in report.Agreements.GroupBy(static c => c.Event))
            {
                Section(page, AgreementCostTable.Title(happening.Key), [.. happening], static c => (c.Protocol, c.Size.Before), AgreementQuantities, AgreementCostTable.Plain([.. happening]));
            }
        }

        return page.Close("body").Close("html").Line().ToString();
    }

    /// <summary>An event: a picture per quantity, and the numbers.</summary>
    private static void Section<T>(
        Markup page,
        string title,
        IReadOnlyList<T> rows,
        Func<T, (string Protocol, int Members)> about,
        (string Title, Func<T, long> Cost)[] quantities,
        (IReadOnlyList<string> Titles, IReadOnlyList<IReadOnlyList<string>> Lines) numbers)
    {
        var styles = rows.Select(r => about(r).Protocol).Distinct().Select(static (p, i) => (p, i)).ToDictionary(static p => p.p, static p => p.i);
        page.Line().Open("section").Line().Leaf("h2", title).Line().Open("div", ("class", "grid-of-charts")).Line();
        foreach (var (name, cost) in quantities)
        {
            var curves = rows.GroupBy(r => about(r).Protocol)
                .Select(g => (Name: g.Key, Points: g.Select(r => (about(r).Members, cost(r))).ToList()))
                .GroupBy(static c => string.Join(' ', c.Points))
                .Select(g => new CostCurve(string.Join(" ", g.Select(static c => c.Name)), styles[g.First().Name], g.First().Points));
            page.Open("figure").Leaf("figcaption", name);
            CostChart.Draw(page, name, [.. curves]);
            page.Close("figure").Line();
        }

        page.Close("div").Line();
        Numbers(page, numbers.Titles, numbers.Lines);
        page.Close("section").Line();
    }

    private static void Numbers(Markup page, IReadOnlyList<string> titles, IReadOnlyList<IReadOnlyList<string>> lines)
    {
        page.Open("details").Leaf("summary", "the numbers").Open("div", ("class", "scroll")).Open("table").Open("tr");
        foreach (var title in titles)
        {
            page.Leaf("th", title);
        }

        page.Close("tr").Line();
        foreach (var line in lines)
        {
            page.Open("tr");
            foreach (var cell in line)
            {
                page.Leaf("td", cell);
            }

            page.Close("tr").Line();
        }

        page.Close("table").Close("div").Close("details").Line();
    }

    private const string Css =
        """

        :root { --paper:#fbfaf8; --card:#fff; --ink:#20242b; --soft:#5c6675; --rule:#dfe2e8; --c0:#5b6472; --c1:#b4530f; --c2:#2563b8; --c3:#1a7f5a; --c4:#8a3fb0; }
        @media (prefers-color-scheme: dark) { :root { --paper:#14161a; --card:#1b1e24; --ink:#e4e7ec; --soft:#98a2b3; --rule:#2f343e; --c0:#aab4c2; --c1:#f0a45d; --c2:#7aaefc; --c3:#6fd3a8; --c4:#d19bf0; } }
        * { box-sizing:border-box; }
        body { margin:0 auto; padding:20px 24px 48px; max-width:1720px; background:var(--paper); color:var(--ink); font:14px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
        h1 { font-size:22px; margin:0 0 4px; } h2 { font-size:17px; margin:28px 0 10px; } p { max-width:90ch; color:var(--soft); margin:4px 0; }
        .grid-of-charts { display:grid; grid-template-columns:repeat(auto-fill, minmax(min(380px, 100%), 1fr)); gap:14px; }
        figure { margin:0; padding:10px 12px 6px; background:var(--card); border:1px solid var(--rule); border-radius:10px; break-inside:avoid; }
        figcaption { font-weight:600; } svg { display:block; width:100%; height:auto; }
        svg text { font:11.5px system-ui, "Segoe UI", Roboto, sans-serif; fill:var(--soft); } svg .label { fill:var(--ink); font-weight:600; }
        .end { text-anchor:end; } .middle { text-anchor:middle; } .grid { stroke:var(--rule); } .axis { stroke:var(--soft); } .lead { stroke:var(--soft); stroke-width:.8; }
        .curve { fill:none; stroke-width:2; stroke-linejoin:round; } .mark { stroke:var(--card); stroke-width:1.2; }
        .s0 { stroke:var(--c0); } .s1 { stroke:var(--c1); stroke-dasharray:7 3; } .s2 { stroke:var(--c2); stroke-dasharray:2 3; } .s3 { stroke:var(--c3); stroke-dasharray:10 3 2 3; } .s4 { stroke:var(--c4); stroke-dasharray:4 4; }
        .m0 { fill:var(--c0); } .m1 { fill:var(--c1); } .m2 { fill:var(--c2); } .m3 { fill:var(--c3); } .m4 { fill:var(--c4); }
        details { margin-top:12px; } summary { cursor:pointer; color:var(--soft); } .scroll { overflow-x:auto; }
        table { border-collapse:collapse; font-variant-numeric:tabular-nums; font-size:12.5px; } th, td { padding:2px 9px; text-align:right; white-space:nowrap; border-bottom:1px solid var(--rule); } th:first-child, td:first-child { text-align:left; }
        @media (max-width: 600px) { body { padding:14px 10px 32px; } svg text { font-size:13px; } }
        @media print { :root { --paper:#fff; --card:#fff; --ink:#000; --soft:#333; --rule:#bbb; --c0:#5b6472; --c1:#b4530f; --c2:#2563b8; --c3:#1a7f5a; --c4:#8a3fb0; } body { padding:0; max-width:none; } .grid-of-charts { grid-template-columns:1fr 1fr; } h2 { break-after:avoid; } * { print-color-adjust:exact; -webkit-print-color-adjust:exact; } }

        """;
}
