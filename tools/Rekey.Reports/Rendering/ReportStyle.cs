using Rekey.Reports.SpecRendering;

namespace Rekey.Reports.Rendering;

/// <summary>What pages of reports have beside the style of traces: tables, matrices, cards with bars.</summary>
public static class ReportStyle
{
    /// <summary>The whole style sheet of a report.</summary>
    public const string Css = PageStyle.Css + Report + Matrix + Media;

    private const string Report =
        """

        body.report { max-width:1180px; line-height:1.5; }
        .report h2 { font-size:18px; margin:34px 0 10px; } .report h3 { font-size:15px; margin:0 0 6px; } .report section > p { margin:6px 0 10px; max-width:92ch; color:var(--soft); }
        .report .mono { font:12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap:anywhere; }
        .report nav { margin:12px 2px; display:flex; flex-wrap:wrap; gap:4px 18px; } .report nav a { color:var(--on-edge); }
        .command { display:block; padding:8px 12px; margin:8px 0 14px; border:1px solid var(--rule); border-radius:8px; background:var(--card); }
        .finding { margin:0 0 26px; padding:14px 16px; border:1px solid var(--rule); border-left:4px solid var(--bad); border-radius:10px; background:var(--card); }
        .finding > p { margin:4px 0; overflow-wrap:anywhere; }
        .cards { display:grid; grid-template-columns:repeat(auto-fill, minmax(min(320px, 100%), 1fr)); gap:14px; }
        .card { padding:14px 16px; border:1px solid var(--rule); border-radius:10px; background:var(--card); break-inside:avoid; min-width:0; }
        .card h3 { display:flex; justify-content:space-between; align-items:baseline; gap:10px; }
        .chip { font-size:12px; font-weight:600; padding:1px 9px; border-radius:20px; white-space:nowrap; }
        .chip.good { background:var(--good-wash); color:var(--good); } .chip.bad { background:var(--bad-wash); color:var(--bad); } .chip.known { background:var(--warn-wash); color:var(--warn); }
        .card dl { display:grid; grid-template-columns:1fr auto; gap:1px 12px; margin:8px 0 10px; font-size:13px; } .card dt { color:var(--soft); } .card dd { margin:0; text-align:right; font-variant-numeric:tabular-nums; }
        .bar { margin:7px 0; font-size:12.5px; } .bar > div { display:flex; justify-content:space-between; color:var(--soft); } .bar b { color:var(--ink); font-weight:600; font-variant-numeric:tabular-nums; }
        .bar i { display:block; height:8px; margin-top:2px; border-radius:4px; background:var(--rule); overflow:hidden; } .bar i i { margin:0; height:8px; border-radius:0; background:var(--good); } .bar.part i i { background:var(--c2); }
        .bar i { display:flex; } .bar i i.why { background:var(--line); }
        .report details { margin:8px 0; } .report summary { cursor:pointer; color:var(--soft); font-size:13px; } .report summary:hover { color:var(--ink); }
        .report .names { margin:6px 0; font-size:13px; max-width:none; color:var(--ink); } .report ul.plain { list-style:none; margin:6px 0; padding:0; font-size:13px; } .report ul.plain li { padding:2px 0; overflow-wrap:anywhere; } .report ul.plain li b { font-weight:600; }
        .wide { overflow-x:auto; width:fit-content; max-width:100%; border:1px solid var(--rule); border-radius:10px; background:var(--card); }
        table.list { border-collapse:collapse; width:100%; font-size:13px; } table.list th { text-align:left; font-weight:600; color:var(--soft); } table.list th, table.list td { padding:5px 12px; border-bottom:1px solid var(--rule); vertical-align:top; }
        table.list tr:last-child td { border-bottom:0; } table.list .number { text-align:right; font-variant-numeric:tabular-nums; white-space:nowrap; } table.list td.name { font-weight:600; white-space:nowrap; }
        """;

    private const string Matrix =
        """

        table.matrix { border-collapse:separate; border-spacing:0; font-size:13px; }
        table.matrix th { font-weight:500; } table.matrix thead th { vertical-align:bottom; padding:10px 0 8px; border-bottom:1px solid var(--rule); } table.matrix thead th span { writing-mode:vertical-rl; transform:rotate(180deg); white-space:nowrap; font-size:12.5px; }
        table.matrix th:first-child { position:sticky; left:0; background:var(--card); text-align:left; padding:3px 12px; font-weight:600; white-space:nowrap; z-index:1; }
        table.matrix td { padding:0; text-align:center; border-bottom:1px solid var(--rule); border-left:1px solid var(--rule); min-width:34px; height:28px; font-variant-numeric:tabular-nums; }
        table.matrix tbody th { border-bottom:1px solid var(--rule); } table.matrix tbody tr:last-child > * { border-bottom:0; }
        td.holds, .key.holds { background:var(--good-wash); color:var(--good); } td.attack, .key.attack { background:var(--warn-wash); color:var(--warn); font-weight:700; }
        td.violated, .key.violated { background:var(--bad); color:var(--pill); font-weight:700; } td.open, .key.open { color:var(--soft); } td.none { color:var(--line); }
        td.seen, .key.seen { background:var(--good-wash); color:var(--ink); } td.why, .key.why { color:var(--soft); background:repeating-linear-gradient(45deg, transparent 0 5px, var(--rule) 5px 6px); } td.never, .key.never { background:var(--warn-wash); color:var(--warn); font-weight:700; }
        table.counts td { padding:0 8px; font-size:12.5px; white-space:nowrap; }
        .keys { display:flex; flex-wrap:wrap; gap:6px 18px; margin:10px 2px; font-size:12.5px; color:var(--soft); } .keys span { display:flex; gap:7px; align-items:center; }
        .key { display:inline-block; min-width:22px; min-height:20px; padding:0 4px; text-align:center; border:1px solid var(--rule); border-radius:4px; font-style:normal; stroke:none; }
        """;

    private const string Media =
        """

        @media (max-width: 600px) {
          .report h2 { margin:26px 0 8px; } table.matrix td { min-width:16px; height:26px; } table.matrix th:first-child { padding:3px 5px; } table.matrix { font-size:12px; } table.matrix thead th span { font-size:11.5px; }
          table.counts td { padding:0 6px; min-width:34px; font-size:11.5px; } .finding { padding:12px 10px; } table.list th, table.list td { padding:5px 8px; }
        }
        @media print {
          body.report { font-size:12px; } .report nav { display:none; } .report h2 { break-after:avoid; } .wide { overflow:visible; break-inside:avoid; } .report section > p { break-after:avoid; } table.list tr, table.matrix tr { break-inside:avoid; } .cards { grid-template-columns:1fr 1fr; }
          table.matrix { font-size:10.5px; } table.matrix td { min-width:20px; } table.counts td { padding:0 3px; font-size:9.5px; height:18px; } table.counts th:first-child { padding:0 6px; } table.matrix th:first-child { position:static; }
          td.why, .key.why { background:#eee; } .report details::details-content { content-visibility:visible; height:auto; }
          .finding { border-left-color:var(--bad); padding:8px 0; border-width:0 0 0 3px; padding-left:8px; }
        }

        """;
}
