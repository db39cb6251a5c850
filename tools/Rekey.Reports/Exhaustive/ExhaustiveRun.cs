using System.Globalization;
using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Checking.Judging;
using Rekey.Explorer.Exhaustive;
using Rekey.Reports.Checking;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;

namespace Rekey.Reports.Exhaustive;

/// <summary>Carries out <c>rekey check --strategy exhaustive</c>: search, judge, show, write.</summary>
public static class ExhaustiveRun
{
    /// <summary>Runs a plan.</summary>
    public static int Execute(ExhaustivePlan plan, Terminal terminal)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var reports = ProgressReport.RunAll(
            terminal, [.. plan.Requests.Select(ScopeJudgement.NameOf)], (i, show) => Search(plan, plan.Requests[i], clock.Elapsed, terminal, show))
            .OfType<ExhaustiveReport>().ToList();
        return terminal.FilesFirst(t => Present(reports, plan, t));
    }

    /// <summary>Shows what was found, and writes the files that are wanted.</summary>
    private static int Present(List<ExhaustiveReport> reports, ExhaustivePlan plan, Terminal terminal)
    {
        var (table, width) = ExhaustiveTable.Of(reports);
        if (!terminal.Interactive || width <= terminal.Console.Profile.Width)
        {
            terminal.Show(table, width);
        }
        else
        {
            ExhaustiveTable.Lines(reports, terminal.Console.Profile.Width).ToList().ForEach(terminal.Line);
        }

        var judged = reports.Select(static r => new ScopeJudgement(r)).ToList();
        judged.ForEach(j => terminal.Line(Summary(j)));
        if (reports.Count < plan.Requests.Count)
        {
            terminal.Line(Text($"{plan.Requests.Count - reports.Count} of {plan.Requests.Count} scopes were not begun"));
        }

        var traces = judged.Select(j => CheckTraces.Of(j, plan.Mutant, terminal.Cancel)).ToList();
        var (written, outputs) = (TraceOutput.Write([.. traces.SelectMany(static t => t)], plan.Outputs, plan.Mutant, terminal), plan.Outputs);
        if (plan.Mutant is { } mutant)
        {
            terminal.Line(CheckSummary.OfMutant(judged, mutant));
        }

        written &= OutputPath.TryWrite("--json", outputs.Json, () => ScopeFile.Of(reports).Write(), terminal);
        written &= OutputPath.TryWrite("--junit", outputs.JUnit, () => CheckJUnit.Of(judged, traces), terminal);
        written &= OutputPath.TryWrite("--sarif", outputs.Sarif, () => CheckSarif.Of(judged, traces, outputs.Verbose), terminal);
        written &= OutputPath.TryWrite("--html", outputs.Html, () => CheckHtml.Of(judged, traces, plan.Command, plan.Mutant), terminal);
        var code = ExitCode.Of(judged);
        if (outputs.Evidence is { } evidence)
        {
            Keep(reports, evidence, code == ExitCode.Violated, terminal);
        }

        return code == ExitCode.Violated ? code
            : !written ? ExitCode.BadInput
            : terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted
            : reports.Count < plan.Requests.Count ? ExitCode.Unfinished
            : code;
    }

    /// <summary>One scope; null where no time is left to begin it.</summary>
    private static ExhaustiveReport? Search(ExhaustivePlan plan, CheckRequest request, TimeSpan spent, Terminal terminal, Action<Standing> show)
    {
        var left = plan.Search.Time - spent;
        if (left <= TimeSpan.Zero || terminal.Cancel.IsCancellationRequested)
        {
            return null;
        }

        // What was left behind by the last scope would count against this one.
        GC.Collect();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var progress = new SearchProgress(() => clock.Elapsed);
        return ExhaustiveCheck.Run(
            request, plan.Search with { Time = left }, plan.Space, terminal.Cancel, (states, waiting) => show(new Standing(progress.Words(states, waiting), null)));
    }

    private static string Summary(ScopeJudgement judged)
    {
        var (name, report) = (judged.Name, judged.Report);
        string Of(Found found) => string.Join(", ", judged.Properties.Where(p => p.Found == found).Select(static p => p.Property).Order(StringComparer.Ordinal));
        var attacks = Of(Found.Attack) is { Length: > 0 } failing ? $"; {failing} fails as expected" : "";
        var none = Of(Found.NoAttack) is { Length: > 0 } without ? $"; no attack on {without} in this scope" : "";
        return Of(Found.Violated) is { Length: > 0 } violated ? $"{name}: VIOLATED: {violated}"
            : report.IsComplete ? Text($"{name}: complete: {judged.Properties.Count(static p => p.Found == Found.Decided)} properties hold in every run of the scope{Products(report)}{attacks}{none}")
            : Text($"{name}: {Why(report.Result.End)}: {Left(report)}; no violation so far{attacks}");
    }

    /// <summary>The properties that were searched together with what they remember, and how many pairs that took.</summary>
    private static string Products(ExhaustiveReport report) => report.Products.Where(static p => p.Holds).ToList() is { Count: > 0 } held
        ? $" (by construction: {string.Join(", ", held.Select(static p => Text($"{p.Property} in {p.Pairs:N0} pairs")))})"
        : "";

    private static string Left(ExhaustiveReport report) => report.LeftCycles
        ? "every state was visited, and not every cycle among them was looked at"
        : Text($"{report.Result.Left:N0} states were left, and whatever lies behind them");

    private static string Why(SearchEnd end) => end switch
    {
        SearchEnd.Time => "out of time",
        SearchEnd.Memory => "out of memory (--memory)",
        SearchEnd.Cancelled => "interrupted",
        SearchEnd.TooWide => "a state has more successors than can be numbered",
        _ => "stopped",
    };

    private static void Keep(List<ExhaustiveReport> reports, string path, bool violated, Terminal terminal)
    {
        if (violated)
        {
            terminal.Warn($"no counts are kept in {path}: a property is violated");
            return;
        }

        SharedFile.Update(path, () => ScopeFile.Read(path).With(ScopeFile.Of([.. reports.Where(static r => r.IsComplete)])).Write());
        terminal.Line($"counts kept in {path}; {Invocation.Of("spec", "render")} shows them");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
