namespace Rekey.Reports.Rendering;

/// <summary>The page's style sheet.</summary>
public static class PageStyle
{
    /// <summary>Colours first, light and dark; then the page; then the diagram; then narrow screens and paper.</summary>
    public const string Css = Colours + Page + Diagram + Media;

    private const string Colours =
        """

        :root { --paper:#fbfaf8; --card:#fff; --ink:#20242b; --soft:#667080; --rule:#dfe2e8; --line:#aab2bf; --arrow:#46505f; --bad:#b3261e; --bad-wash:#fdecea;
          --good:#24704a; --good-wash:#e9f5ee; --warn:#8a5a00; --warn-wash:#fdf4e1; --pill:#fff; --on:#eaf1fb; --on-edge:#2f6fd0; --c0:#3f72ad; --c1:#2f8a7e; --c2:#b57f1d; --c3:#7a5fb0; --c4:#b05a76; --c5:#6d7f2c; --c6:#8a6a55; }
        @media (prefers-color-scheme: dark) { :root { --paper:#14161a; --card:#1b1e24; --ink:#e4e7ec; --soft:#98a2b3; --rule:#2d323b; --line:#566071; --arrow:#b4bdcb; --bad:#ff8a80;
          --bad-wash:#3a1d1d; --good:#7fd0a3; --good-wash:#18301f; --warn:#e6b95c; --warn-wash:#33290f; --pill:#10131a; --on:#1f2b3f; --on-edge:#7aaefc; --c0:#5d92d0; --c1:#41a596; --c2:#c9973c; --c3:#9a80d0; --c4:#cd7a95; --c5:#92a548; --c6:#ab8a73; } }
        """;

    private const string Page =
        """

        * { box-sizing:border-box; }
        html { scroll-padding-top:56px; }
        body { margin:0 auto; padding:20px 24px 48px; max-width:1720px; background:var(--paper); color:var(--ink); font:14px/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
        .banner { padding:14px 18px; border-radius:10px; border-left:5px solid; }
        .banner.bad { background:var(--bad-wash); border-color:var(--bad); }
        .banner.good { background:var(--good-wash); border-color:var(--good); }
        .banner h1 { margin:0; font-size:20px; line-height:1.3; }
        .banner.known { background:var(--warn-wash); border-color:var(--warn); } .banner.known h1 { color:var(--warn); }
        .banner.bad h1 { color:var(--bad); } .banner.good h1 { color:var(--good); }
        .banner p { margin:6px 0 0; overflow-wrap:anywhere; } .banner a { color:inherit; white-space:nowrap; }
        .jump { display:none; }
        .banner .origin { color:var(--soft); font-size:13px; }
        .legend { list-style:none; display:flex; flex-wrap:wrap; gap:6px 20px; margin:14px 2px; padding:0; color:var(--soft); font-size:12.5px; }
        .legend li { display:flex; align-items:center; gap:7px; } .legend svg { flex:none; overflow:visible; }
        .trace { display:grid; grid-template-columns:minmax(0, min(calc(var(--width) + 1px), calc(100vw - 500px))) minmax(430px, 1fr); border:1px solid var(--rule); border-radius:10px; background:var(--card); }
        .diagram { min-width:0; border-right:1px solid var(--rule); }
        .heads, .list-head { position:sticky; top:0; z-index:2; height:40px; background:var(--card); border-bottom:1px solid var(--rule); border-radius:10px 10px 0 0; }
        .heads { overflow:hidden; } .heads svg, .scroll svg { display:block; } .scroll svg { min-width:100%; }
        .scroll { overflow-x:auto; overflow-y:hidden; }
        .list { min-width:0; }
        .list-head { display:flex; align-items:center; gap:10px; padding:0 12px; color:var(--soft); font-size:12.5px; } .list-head span:first-child { flex:none; width:30px; text-align:right; }
        .list-head span:last-child { white-space:nowrap; overflow:hidden; text-overflow:ellipsis; }
        ol { list-style:none; margin:0; padding:0; }
        ol li { display:flex; gap:10px; height:var(--h); padding:6px 12px 0; overflow:hidden; cursor:pointer; border-top:1px solid var(--rule); outline-offset:-2px; }
        ol li:first-child { border-top-color:transparent; }
        ol li b { flex:none; width:30px; font-size:12.5px; text-align:right; color:var(--soft); font-weight:500; font-variant-numeric:tabular-nums; line-height:17px; }
        ol li div { min-width:0; flex:1; } ol p { margin:0; line-height:17px; font-size:13px; overflow-wrap:anywhere; }
        ol .move { white-space:nowrap; overflow:hidden; text-overflow:ellipsis; }
        ol .move { color:var(--soft); } ol .effect { color:var(--soft); padding-left:12px; }
        ol .verdict { color:var(--bad); font-weight:600; }
        ol code { font:600 11px/15px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; padding:0 5px; border-radius:4px; background:var(--on); color:var(--ink); }
        ol li.bad { background:var(--bad-wash); } ol li.bad b { color:var(--bad); font-weight:700; }
        ol li.on { background:var(--on); box-shadow:inset 3px 0 var(--on-edge); } ol li:target { box-shadow:inset 3px 0 var(--bad); }
        """;

    private const string Diagram =
        """

        svg text { font-family:system-ui, "Segoe UI", Roboto, sans-serif; font-size:11.5px; fill:var(--ink); }
        .head { fill:var(--paper); stroke:var(--line); } .head.foe { stroke:var(--bad); }
        .head-name { text-anchor:middle; font-weight:600; font-size:13px; } .head-name.foe { fill:var(--bad); }
        .row { fill:transparent; stroke:none; } .row.bad { fill:var(--bad-wash); stroke:var(--bad); stroke-width:1; } .flag { fill:var(--bad); } .row.on { fill:var(--on); }
        .number { text-anchor:end; fill:var(--soft); font-variant-numeric:tabular-nums; } .number.bad { fill:var(--bad); font-weight:700; }
        .life { stroke:var(--line); stroke-dasharray:2 4; } .life.foe { stroke:var(--bad); opacity:.55; } .born { fill:var(--card); stroke:var(--line); stroke-width:1.5; }
        .band { opacity:.42; } .pill-name { text-anchor:middle; font-weight:600; font-size:11px; fill:var(--pill); }
        .hatch { fill:var(--ink); opacity:.5; } .blocked { stroke:none; }
        .network { stroke:var(--good); stroke-width:2; } .network.split { stroke:var(--bad); stroke-dasharray:9 4 2 4; }
        .network-text, .split-text { fill:var(--good); font-weight:600; } .split-text { fill:var(--bad); }
        .agree { stroke-width:1.5; stroke-dasharray:1 4; stroke-linecap:round; }
        .arrow line { stroke:var(--arrow); stroke-width:1.4; } .arrow .tip { fill:var(--arrow); } .arrow .label { fill:var(--ink); }
        .arrow .grip { stroke:transparent; stroke-width:12; }
        .arrow.lost line { stroke:var(--line); stroke-dasharray:3 3; } .arrow.lost .grip { stroke:transparent; } .arrow.lost circle { fill:none; stroke:var(--line); stroke-width:1.4; }
        .arrow.foe line { stroke:var(--bad); stroke-dasharray:7 3; } .arrow.foe .grip { stroke:transparent; stroke-dasharray:none; } .arrow.foe .tip, .arrow.foe .label { fill:var(--bad); }
        .pointing .arrow { opacity:.32; } .pointing .arrow.on, .pointing .arrow.sent { opacity:1; }
        .arrow.on line, .arrow.sent line { stroke-width:2.4; } .arrow.on .grip, .arrow.sent .grip { stroke-width:12; } .arrow.on .label { font-weight:700; }
        .note, .label, .network-text, .split-text { paint-order:stroke; stroke:var(--card); stroke-width:3.5px; stroke-linejoin:round; }
        .note { fill:var(--soft); font-size:11px; } .note.strong { fill:var(--ink); font-weight:600; } .note.fault { fill:var(--bad); } .note.state { font-style:italic; } .left { text-anchor:end; }
        .key { stroke:var(--card); stroke-width:1.5; } .request { fill:var(--soft); } .crash { fill:none; stroke:var(--bad); stroke-width:3; stroke-linecap:round; } .leave { fill:var(--card); stroke:var(--ink); stroke-width:1.8; }
        .v0, .k0 { fill:var(--c0); stroke:var(--c0); } .v1, .k1 { fill:var(--c1); stroke:var(--c1); } .v2, .k2 { fill:var(--c2); stroke:var(--c2); } .v3, .k3 { fill:var(--c3); stroke:var(--c3); }
        .v4, .k4 { fill:var(--c4); stroke:var(--c4); } .v5, .k5 { fill:var(--c5); stroke:var(--c5); } .v6, .k6 { fill:var(--c6); stroke:var(--c6); } .vn { fill:var(--line); stroke:var(--line); }
        .band, .pill { stroke:none; } .key { stroke:var(--card); }
        """;

    private const string Media =
        """

        @media (max-width: 940px) {
          body { padding:12px 10px 32px; } .trace { grid-template-columns:minmax(0, 1fr); } .jump { display:block; }
          .diagram { border-right:0; border-bottom:1px solid var(--rule); } ol li { height:auto; padding-bottom:6px; } ol .move { white-space:normal; }
        }
        @media print {
          :root { --paper:#fff; --card:#fff; --ink:#000; --soft:#444; --rule:#ccc; --line:#888; --arrow:#222; --bad:#a11; --bad-wash:#fbe9e7; --on:#eee; --pill:#fff;
            --good:#24704a; --good-wash:#e9f5ee; --warn:#8a5a00; --warn-wash:#fdf4e1; --c0:#3f72ad; --c1:#2f8a7e; --c2:#b57f1d; --c3:#7a5fb0; --c4:#b05a76; --c5:#6d7f2c; --c6:#8a6a55; }
          body { padding:0; max-width:none; } .trace { display:block; border:0; } .heads, .list-head { position:static; } .scroll, .heads { overflow:visible; }
          .scroll svg, .heads svg { min-width:0; max-width:100%; height:auto; } .diagram { border:0; break-after:page; } ol li { height:auto; padding-bottom:5px; break-inside:avoid; } ol .move { white-space:normal; }
          * { print-color-adjust:exact; -webkit-print-color-adjust:exact; }
        }

        """;
}
