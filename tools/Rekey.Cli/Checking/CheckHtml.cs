using Rekey.Cli.Arguments;
using Rekey.Cli.Rendering;
using Rekey.Monitors.Checking;
using static Rekey.Cli.Rendering.ReportPage;

namespace Rekey.Cli.Checking;

/// <summary>The report of <c>rekey check --html</c>: one self-contained page with the verdict, what violates, the matrix, and what was done.</summary>
internal static class CheckHtml
{
    /// <summary>The page. The traces are those of each judgement, in the same order.</summary>
    public static string Of(IReadOnlyList<Judgement> judged, IReadOnlyList<IReadOnlyList<FoundTrace>> traces, CheckPlan plan)
    {
        var (style, verdict) = Verdict(judged, plan);
        var page = Begin($"rekey check: {verdict}", style, verdict, Counts(judged), plan.Mutant is { } mutant ? $"Seeded bug: {mutant.Bug}" : "", Origin(judged, plan));
        var violated = traces.SelectMany(static t => t).Where(static t => !t.Expected).ToList();
        page.Open("nav");
        foreach (var (id, name, there) in new[]
        {
            ("violations", "Violations", violated.Count > 0), ("matrix", "Properties", true), ("done", "What was done", true),
            ("attacks", "Expected attacks", judged.Any(static j => j.Properties.Any(static p => p.Found == Found.Attack))), ("scenarios", "Scenarios", true),
        }.Where(static n => n.Item3))
        {
            page.Leaf("a", name, ("href", $"#{id}"));
        }

        page.Close("nav").Line();
        Violations(page, violated);
        Matrix(page, judged);
        Protocols(page, judged);
        Attacks(page, judged);
        Scenarios(page, judged);
        return End(page, violated.Count > 0);
    }

    private static (string Style, string Verdict) Verdict(IReadOnlyList<Judgement> judged, CheckPlan plan)
    {
        var violated = judged.Where(static j => j.Properties.Any(static p => p.Found == Found.Violated))
            .Select(static j => $"{j.Protocol} violates {string.Join(" and ", j.Properties.Where(static p => p.Found == Found.Violated).Select(static p => p.Property))}").ToList();
        var wrong = judged.Where(static j => !j.AsExpected).Select(static j => j.Protocol).ToList();
        return violated.Count > 0 && plan.Mutant is not null ? ("known", $"The mutant {plan.Mutant.Name} is caught: {violated[0]}")
            : violated.Count > 0 ? ("bad", string.Join(", ", violated))
            : wrong.Count > 0 ? ("bad", $"Not as expected: {string.Join(", ", wrong)}")
            : judged.Any(static j => j.Report.OutOfMemory) ? ("known", "Out of memory; all is as expected so far")
            : judged.Any(static j => j.Report.Interrupted) ? ("known", "Interrupted; all is as expected so far")
            : judged[0].Report.Shards is { IsWhole: false } shards ? ("good", $"All is as expected in {shards}")
            : ("good", "All is as expected");
    }

    private static string Counts(IReadOnlyList<Judgement> judged)
    {
        int Of(Found found) => judged.Sum(j => j.Properties.Count(p => p.Found == found));
        var all = judged.Sum(static j => j.Properties.Count);
        var rest = all - Of(Found.Holds) - Of(Found.Attack);
        return Text($"{judged.Count} {(judged.Count == 1 ? "protocol" : "protocols")}, {all} properties: {Of(Found.Holds)} hold, {Of(Found.Attack)} fail as expected{(rest > 0 ? $", {rest} neither" : "")}. ")
            + Text($"{CheckTable.Short(judged.Sum(static j => j.Report.Schedules))} schedules, {CheckTable.Short(judged.Sum(static j => j.Report.Steps))} steps in {judged.Sum(static j => j.Report.Elapsed.TotalSeconds):0.0} s.");
    }

    private static string Origin(IReadOnlyList<Judgement> judged, CheckPlan plan)
    {
        var request = judged[0].Report.Request;
        return Text($"{plan.Command} · seed {request.Seed} · strategy {request.Strategy} · build {BuildIdentity.Current.Short}");
    }

    private static void Violations(Markup page, IReadOnlyList<FoundTrace> violated)
    {
        if (violated.Count == 0)
        {
            return;
        }

        page.Open("section", ("id", "violations")).Leaf("h2", "Violations").Line();
        for (var i = 0; i < violated.Count; i++)
        {
            var (trace, document) = (violated[i], violated[i].Document);
            page.Open("div", ("class", "finding")).Leaf("h3", $"{document.Scenario.Protocol}: {string.Join(", ", trace.Properties)}");
            foreach (var violation in trace.Violations)
            {
                page.Open("p").Leaf("b", violation.Property).Text(Text($", after step {violation.Step}: {violation.Message}")).Close("p");
            }

            page.Leaf("p", TraceText.Heading(document.Scenario), ("class", "mono"));
            if (trace.SavedAs is { } path)
            {
                page.Leaf("code", Invocation.Of("replay", path), ("class", "command mono"));
            }

            var story = new TraceStory(document);
            PageLegend.Write(page, story);
            TraceHtml.View(page, story, "div", $"t{i + 1}-");
            page.Close("div").Line();
        }

        page.Close("section").Line();
    }

    private static void Matrix(Markup page, IReadOnlyList<Judgement> judged)
    {
        var properties = judged.SelectMany(static j => j.Properties).Select(static p => p.Property).Distinct().ToList();
        page.Open("section", ("id", "matrix")).Leaf("h2", "Properties").Line().Open("div", ("class", "wide")).Open("table", ("class", "matrix")).Open("thead").Open("tr").Leaf("th", "");
        foreach (var property in properties)
        {
            page.Open("th").Leaf("span", property).Close("th");
        }

        page.Close("tr").Close("thead").Open("tbody").Line();
        foreach (var judgement in judged)
        {
            page.Open("tr").Leaf("th", judgement.Protocol);
            foreach (var property in properties)
            {
                var result = judgement.Properties.FirstOrDefault(p => p.Property == property);
                var (style, sign, meaning) = Sign(result?.Found);
                page.Leaf("td", sign, ("class", style), ("title", $"{judgement.Protocol}, {property}: {meaning}{(result is { Why.Length: > 0 } ? $" ({result.Why})" : "")}"));
            }

            page.Close("tr").Line();
        }

        page.Close("tbody").Close("table").Close("div").Line();
        var found = judged.SelectMany(static j => j.Properties).Select(static p => (Found?)p.Found).Distinct().Order();
        Keys(page, [.. found.Select(Sign).Distinct().Select(static s => (s.Style, s.Sign, s.Meaning))]);
        page.Close("section").Line();
    }

    private static (string Style, string Sign, string Meaning) Sign(Found? found) => found switch
    {
        null => ("none", "", "not asked of it"),
        Found.Holds => ("holds", "\u2713", "no run violates it, as expected"),
        Found.Attack => ("attack", "A", "an attack was found, as expected"),
        Found.Violated => ("violated", "!", "violated, and expected to hold"),
        Found.Missed => ("violated", "0", "expected to fail, and no attack was found"),
        Found.NotWatched => ("violated", "\u2205", "no monitor watches it"),
        _ => ("open", "?", "stopped early, or left to other parts"),
    };

    private static void Protocols(Markup page, IReadOnlyList<Judgement> judged)
    {
        page.Open("section", ("id", "done")).Leaf("h2", "What was done").Open("div", ("class", "cards")).Line();
        foreach (var j in judged)
        {
            var (report, possible) = (j.Report, PossibleGoals(j.Report));
            page.Open("div", ("class", "card")).Open("h3").Leaf("span", j.Protocol);
            page.Leaf("span", !j.AsExpected ? "not as expected" : report.IsPartial ? "so far as expected" : "as expected", ("class", !j.AsExpected ? "chip bad" : report.IsPartial ? "chip known" : "chip good")).Close("h3");
            page.Open("dl");
            foreach (var (name, value) in new[]
            {
                ("schedules", Text($"{report.Schedules:N0}")), ("steps", Text($"{report.Steps:N0}")), ("view changes", Text($"{report.ViewChanges:N0}")),
                ("deepest cascade", Text($"{report.DeepestCascade}")), ("seconds", Text($"{report.Elapsed.TotalSeconds:0.0}")),
            })
            {
                page.Leaf("dt", name).Leaf("dd", value);
            }

            page.Close("dl");
            Bar(page, "cells of the control table", j.Reachable - j.CellsMissing.Count, j.Reachable);
            Bar(page, "goals", possible.Count(static g => g.Runs > 0), possible.Count);
            Folded(page, Text($"cells that no run visited: {j.CellsMissing.Count}"), [.. j.CellsMissing.Select(static c => (c, ""))], open: j.Vacuous);
            Folded(page, "goals, and the runs that reached them", [.. possible.Select(static g => (g.Name, Text($"{g.Runs:N0}")))], open: j.Vacuous && j.GoalsMissed.Count > 0);
            page.Close("div").Line();
        }

        page.Close("div").Close("section").Line();
    }

    private static List<(string Name, long Runs)> PossibleGoals(CheckReport report) =>
        [.. Goals.All.Select((g, i) => (g, Runs: report.Goals[i])).Where(g => report.Request.Scenarios.Any(s => g.g.Possible(s.Faults, s.Members))).Select(static g => (g.g.Name, g.Runs))];

    private static void Attacks(Markup page, IReadOnlyList<Judgement> judged)
    {
        var attacks = judged.SelectMany(static j => j.Properties.Where(static p => p.Found == Found.Attack).Select(p => (j.Protocol, p))).ToList();
        if (attacks.Count == 0)
        {
            return;
        }

        page.Open("section", ("id", "attacks")).Leaf("h2", "Expected attacks").Leaf("p", "What a protocol is expected not to have, and the first schedule that shows it.").Line();
        Table(page, ["protocol", "property", "why", "schedule "], attacks.Select(static a => (IReadOnlyList<string>)[a.Protocol, a.p.Property, a.p.Why, Text($"{a.p.Finding!.Schedule:N0}")]));
        page.Close("section").Line();
    }

    private static void Scenarios(Markup page, IReadOnlyList<Judgement> judged)
    {
        var request = judged[0].Report.Request;
        page.Open("section", ("id", "scenarios")).Leaf("h2", "Scenarios").Line();
        Table(page, ["members", "faults"], request.Scenarios.GroupBy(static s => s.Faults.ToString()).Select(static g => (IReadOnlyList<string>)
        [
            g.Min(static s => s.Members) == g.Max(static s => s.Members) ? Text($"{g.First().Members}") : Text($"{g.Min(static s => s.Members)} to {g.Max(static s => s.Members)}"),
            g.Key.Replace(",", ", ", StringComparison.Ordinal),
        ]));
        page.Close("section").Line();
    }
}
