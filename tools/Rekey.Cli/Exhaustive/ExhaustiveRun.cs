using System.Globalization;
using Rekey.Cli.Arguments;
using Rekey.Cli.Checking;
using Rekey.Cli.Files;
using Rekey.Cli.Rendering;
using Rekey.Explorer.Exhaustive;
using Rekey.Explorer.Shrinking;
using Rekey.Monitors.Checking;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Worlds.Traces;

namespace Rekey.Cli.Exhaustive;

/// <summary>Carries out <c>rekey check --strategy exhaustive</c>: search, judge, show, write.</summary>
internal static class ExhaustiveRun
{
    private static readonly ShrinkBounds ShrinkBounds = new(Time: TimeSpan.FromSeconds(5));

    /// <summary>Runs a plan.</summary>
    public static int Execute(ExhaustivePlan plan, Terminal terminal)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var reports = ProgressReport.RunAll(
            terminal, [.. plan.Requests.Select(static r => NameOf(r))], (i, show) => Search(plan, plan.Requests[i], clock.Elapsed, terminal, show))
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

        var (written, names) = (true, new FreeNames(plan.Json, plan.Trace, plan.Evidence));
        foreach (var report in reports)
        {
            written &= Tell(report, plan, names, terminal);
        }

        if (reports.Count < plan.Requests.Count)
        {
            terminal.Line(Text($"{plan.Requests.Count - reports.Count} of {plan.Requests.Count} scopes were not begun"));
        }

        var complete = reports.Count == plan.Requests.Count && reports.TrueForAll(static r => r.IsComplete);
        var violated = reports.Exists(static r => r.Unexpected.Any());
        written &= OutputPath.TryWrite("--json", plan.Json, () => ScopeFile.Of(reports).Write(), terminal);
        if (plan.Evidence is { } evidence)
        {
            Keep(reports, evidence, violated, terminal);
        }

        return violated ? ExitCode.Violated
            : !written ? ExitCode.BadInput
            : terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted
            : complete ? ExitCode.AsExpected
            : ExitCode.Unfinished;
    }

    private static string NameOf(CheckRequest request) => Text($"{request.Protocol.Spec.Name} {request.Scenarios[0].Members} {request.Scenarios[0].Faults}");

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

    private static bool Tell(ExhaustiveReport report, ExhaustivePlan plan, FreeNames names, Terminal terminal)
    {
        var name = NameOf(report.Request);
        var unexpected = report.Unexpected.ToList();
        var expected = report.Findings.Values.Except(unexpected).Select(static f => f.Violation.Property).Order().ToList();
        var attacks = expected.Count > 0 ? $"; {string.Join(", ", expected)} fails as expected" : "";
        terminal.Line(unexpected.Count > 0
            ? $"{name}: VIOLATED: {string.Join(", ", unexpected.Select(static f => f.Violation.Property))}"
            : report.IsComplete ? Text($"{name}: complete: {report.Decided.Count()} properties hold in every run of the scope{attacks}")
            : Text($"{name}: {Why(report.Result.End)}: {Left(report)}; no violation so far{attacks}"));
        return unexpected.Count == 0 || Show(report, unexpected, plan, names, terminal);
    }

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

    private static bool Show(ExhaustiveReport report, List<Finding> findings, ExhaustivePlan plan, FreeNames names, Terminal terminal)
    {
        // All that one run violates is shown with it.
        var first = findings.MinBy(static f => f.Choices.Count)!;
        var run = new RunShrinker(report.Request, ShrinkBounds, terminal.Cancel).Shrink([first]);
        var trace = TraceRecorder.Record(run.Findings[0], report.Request with { Strategy = ExhaustivePlan.Strategy }, plan.Mutant?.Name, run.Steps < run.From ? run.From : null);

        terminal.Line();
        terminal.Lines(TraceText.Of(trace, atMost: 60));
        terminal.Line();
        var path = names.First(plan.Trace) ?? names.Next($"rekey-{report.Request.Protocol.Spec.Name}-{first.Violation.Property}".ToLowerInvariant(), FoundTrace.Ending);
        var written = OutputPath.TryWrite("--trace", path, () => TraceJson.Write(trace), terminal);
        if (written)
        {
            terminal.Line(Text($"trace of {first.Violation.Property}, {run.Steps} of {run.From} steps, written; replay it with:"));
            terminal.Line($"  {Invocation.Of("replay", Invocation.File(path))}");
        }

        if (plan.Mutant is { } mutant)
        {
            terminal.Line(findings.Exists(f => mutant.CaughtBy.Contains(f.Violation.Property))
                ? $"the mutant is caught, as it should be: {mutant.Bug} Exit code 1 is what is expected here."
                : $"the mutant should be caught by {string.Join(", ", mutant.CaughtBy)}; this is something else");
        }

        return written;
    }

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
