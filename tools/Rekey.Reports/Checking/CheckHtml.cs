using Rekey.Checking.Judging;
using Rekey.Mutants;
using Rekey.Reports.Printing;
using Rekey.Reports.Rendering;
using Rekey.Reports.SpecRendering;
using static Rekey.Reports.Rendering.ReportPage;

namespace Rekey.Reports.Checking;

/// <summary>The report of <c>rekey check --html</c>: one self-contained page with the verdict, what violates, the matrix, and what was done.</summary>
public static class CheckHtml
{
    /// <summary>The page. The traces are those of each judgement, in the same order.</summary>
    public static string Of(IReadOnlyList<Judgement> judged, IReadOnlyList<IReadOnlyList<FoundTrace>> traces, string command, Mutant? mutated)
    {
        var (style, verdict) = Verdict(judged, mutated);
        string[] notes = [.. judged.Select(static j => j.BreadthNote).Where(static n => n.Length > 0).Distinct().Select(Sentence)];
        var page = Begin(
            $"rekey check: {verdict}", style, verdict, Counts(judged), string.Join(' ', [.. mutated is null ? Array.Empty<string>() : [$"Seeded bug: {mutated.Bug}"], .. notes]),
            Origin(judged, command));
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

    private static (string Style, string Verdict) Verdict(IReadOnlyList<Judgement> judged, Mutant? mutated)
    {
        var violations = judged.SelectMany(static j => j.Properties.Where(static p => p.Found == Found.Violated)).Select(static p => p.Property).ToHashSet();
        var violated = judged.Where(static j => j.Properties.Any(static p => p.Found == Found.Violated))
            .Select(static j => $"{j.Name} violates {string.Join(" and ", j.Properties.Where(static p => p.Found == Found.Violated).Select(static p => p.Property))}").ToList();
        var wrong = judged.Where(static j => !j.AsExpected).Select(static j => j.Name).ToList();
        return mutated?.IsCaughtBy(violations) == true ? ("known", $"The mutant {mutated.Name} is caught: {violated[0]}")
            : violated.Count > 0 ? ("bad", string.Join(", ", violated))
            : wrong.Count > 0 ? ("bad", $"Not as expected: {string.Join(", ", wrong)}")
            : judged.Any(static j => j.Ending == Ending.Interrupted) ? ("known", "Interrupted; all is as expected so far")
            : judged.Any(static j => j.Ending == Ending.OutOfMemory) ? ("known", "Out of memory; all is as expected so far")
            : judged.Any(static j => j.Ending == Ending.OutOfTime) ? ("known", "Out of time; all is as expected so far")
            : judged.Any(static j => j.Ending == Ending.CutOff) ? ("known", "The step bound cut schedules off; all is as expected so far")
            : judged.Any(static j => j.Ending == Ending.Unfinished) ? ("known", "Unfinished; all is as expected so far")
            : judged.OfType<SampledJudgement>().FirstOrDefault(static j => j.Ending == Ending.Part) is { } part ? ("good", $"All is as expected in {part.Report.Shards}")
            : ("good", "All is as expected");
    }

    private static string Counts(IReadOnlyList<Judgement> judged)
    {
        int Of(Found found) => judged.Sum(j => j.Properties.Count(p => p.Found == found));
        string[] parts =
        [
            .. new[] { (Found.NotViolated, "not violated"), (Found.Decided, "decided to hold"), (Found.Attack, "fail as expected"), (Found.NoAttack, "without an attack here") }
                .Where(p => Of(p.Item1) > 0).Select(p => Text($"{Of(p.Item1)} {p.Item2}")),
        ];
        var (all, rest) = (judged.Sum(static j => j.Properties.Count), judged.Sum(static j => j.Properties.Count(static p => !p.AsExpected || !p.IsSettled)));
        var what = judged.All(static j => j is SampledJudgement) ? (judged.Count == 1 ? "protocol" : "protocols") : judged.Count == 1 ? "scope" : "scopes";
        var done = judged.OfType<SampledJudgement>().ToList();
        var sampled = done.Count == 0 ? "" : Text($"{CheckTable.Short(done.Sum(static j => j.Report.Schedules))} schedules, {CheckTable.Short(done.Sum(static j => j.Report.Steps))} steps in ");
        return Text($"{judged.Count} {what}, {all} properties: {string.Join(", ", parts)}{(rest > 0 ? $", {rest} neither" : "")}. ")
            + Text($"{sampled}{judged.Sum(static j => j.Elapsed.TotalSeconds):0.0} s.");
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private static string Origin(IReadOnlyList<Judgement> judged, string command) =>
        Text($"{command} · {(judged[0] is SampledJudgement s ? $"seed {s.Request.Seed} · " : "")}strategy {judged[0].Strategy} · build {BuildIdentity.Current.Short}");

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
            page.Open("tr").Leaf("th", judgement.Name);
            foreach (var property in properties)
            {
                var result = judgement.Properties.FirstOrDefault(p => p.Property == property);
                var (style, sign, meaning) = Sign(result?.Found);
                page.Leaf(
                    "td", sign, ("class", style),
                    ("title", $"{judgement.Name}, {property}: {(result is null ? meaning : judgement.Words(result))}{(result is { Why.Length: > 0 } ? $" ({result.Why})" : "")}"));
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
        Found.NotViolated => ("holds", "~", "sampled: not violated in the schedules that were run"),
        Found.Decided => ("holds", "\u2713", "decided: holds in every run of the scope"),
        Found.NoAttack => ("open", "-", "expected to fail, but not in every scope: no attack in this one"),
        Found.CutOff => ("open", "?", "not judged: the step bound cut schedules off"),
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
            page.Open("div", ("class", "card")).Open("h3").Leaf("span", j.Name);
            var partial = j.Ending != Ending.Done;
            page.Leaf("span", !j.AsExpected ? "not as expected" : partial ? "so far as expected" : "as expected", ("class", !j.AsExpected ? "chip bad" : partial ? "chip known" : "chip good")).Close("h3");
            page.Open("dl");
            foreach (var (name, value) in j.Counts)
            {
                page.Leaf("dt", name).Leaf("dd", value);
            }

            page.Close("dl");
            foreach (var (name, done, of) in j.Bars)
            {
                Bar(page, name, done, of);
            }

            foreach (var (title, rows, open) in j.Lists)
            {
                Folded(page, title, rows, open);
            }

            page.Close("div").Line();
        }

        page.Close("div").Close("section").Line();
    }

    private static void Attacks(Markup page, IReadOnlyList<Judgement> judged)
    {
        var attacks = judged.SelectMany(static j => j.Properties.Where(static p => p.Found == Found.Attack).Select(p => (Judged: j, p))).ToList();
        if (attacks.Count == 0)
        {
            return;
        }

        page.Open("section", ("id", "attacks")).Leaf("h2", "Expected attacks").Leaf("p", "What a protocol is expected not to have, and the first run that shows it.").Line();
        Table(page, ["protocol", "property", "why", "shown by "], attacks.Select(static a => (IReadOnlyList<string>)[a.Judged.Name, a.p.Property, a.p.Why, a.Judged.PlaceOf(a.p.Finding!)]));
        page.Close("section").Line();
    }

    private static void Scenarios(Markup page, IReadOnlyList<Judgement> judged)
    {
        var all = judged.SelectMany(static j => j.Request.Scenarios).Select(static s => (s.Members, s.Faults)).Distinct();
        page.Open("section", ("id", "scenarios")).Leaf("h2", "Scenarios").Line();
        Table(page, ["members", "faults"], all.GroupBy(static s => s.Faults.ToString()).Select(static g => (IReadOnlyList<string>)
        [
            g.Min(static s => s.Members) == g.Max(static s => s.Members) ? Text($"{g.First().Members}") : Text($"{g.Min(static s => s.Members)} to {g.Max(static s => s.Members)}"),
            g.Key.Replace(",", ", ", StringComparison.Ordinal),
        ]));
        page.Close("section").Line();
    }
}
