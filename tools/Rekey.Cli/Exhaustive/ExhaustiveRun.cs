using System.Globalization;
using Rekey.Cli.Arguments;
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
            terminal, [.. plan.Requests.Select(static r => NameOf(r))], "states", (i, progress) => Search(plan, plan.Requests[i], clock.Elapsed, terminal, progress))
            .OfType<ExhaustiveReport>().ToList();
        terminal.Show(ExhaustiveTable.Of(reports));
        foreach (var report in reports)
        {
            Tell(report, plan, terminal);
        }

        if (reports.Count < plan.Requests.Count)
        {
            terminal.Line(Text($"{plan.Requests.Count - reports.Count} of {plan.Requests.Count} scopes were not begun"));
        }

        var complete = reports.Count == plan.Requests.Count && reports.TrueForAll(static r => r.IsComplete);
        var violated = reports.Exists(static r => r.Unexpected.Any());
        if (plan.Json is { } json)
        {
            OutputPath.Write(json, ScopeFile.Of(reports).Write());
        }

        if (plan.Evidence is { } evidence)
        {
            Keep(reports, evidence, violated, terminal);
        }

        return violated ? ExitCode.Violated
            : terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted
            : complete ? ExitCode.AsExpected
            : ExitCode.Unfinished;
    }

    private static string NameOf(CheckRequest request) => Text($"{request.Protocol.Spec.Name} {request.Scenarios[0].Members} {request.Scenarios[0].Faults}");

    /// <summary>One scope; null where no time is left to begin it.</summary>
    private static ExhaustiveReport? Search(ExhaustivePlan plan, CheckRequest request, TimeSpan spent, Terminal terminal, Action<long, double> progress)
    {
        var left = plan.Search.Time - spent;
        if (left <= TimeSpan.Zero || terminal.Cancel.IsCancellationRequested)
        {
            return null;
        }

        // What was left behind by the last scope would count against this one.
        GC.Collect();
        return ExhaustiveCheck.Run(request, plan.Search with { Time = left }, plan.Space, terminal.Cancel, (seen, waiting) => progress(seen, seen == 0 ? 0 : 1 - ((double)waiting / seen)));
    }

    private static void Tell(ExhaustiveReport report, ExhaustivePlan plan, Terminal terminal)
    {
        var name = NameOf(report.Request);
        var unexpected = report.Unexpected.ToList();
        var expected = report.Findings.Values.Except(unexpected).Select(static f => f.Violation.Property).Order().ToList();
        var attacks = expected.Count > 0 ? $"; {string.Join(", ", expected)} fails as expected" : "";
        terminal.Line(unexpected.Count > 0
            ? $"{name}: VIOLATED: {string.Join(", ", unexpected.Select(static f => f.Violation.Property))}"
            : report.IsComplete ? Text($"{name}: complete: {report.Decided.Count()} properties hold in every run of the scope{attacks}")
            : Text($"{name}: {Why(report.Result.End)}: {report.Result.Left:N0} states were left, and whatever lies behind them; no violation so far{attacks}"));
        if (unexpected.Count > 0)
        {
            Show(report, unexpected, plan, terminal);
        }
    }

    private static string Why(SearchEnd end) => end switch
    {
        SearchEnd.Time => "out of time",
        SearchEnd.Memory => "out of memory (--memory)",
        SearchEnd.Cancelled => "interrupted",
        _ => "stopped",
    };

    private static void Show(ExhaustiveReport report, List<Finding> findings, ExhaustivePlan plan, Terminal terminal)
    {
        // All that one run violates is shown with it.
        var first = findings.MinBy(static f => f.Choices.Count)!;
        var run = new RunShrinker(report.Request, ShrinkBounds, CancellationToken.None).Shrink([first]);
        var trace = TraceRecorder.Record(run.Findings[0], report.Request with { Strategy = ExhaustivePlan.Strategy }, plan.Mutant?.Name, run.Steps < run.From ? run.From : null);

        terminal.Line();
        terminal.Line(TraceText.Of(trace, atMost: 60));
        terminal.Line();
        var path = plan.Trace ?? $"rekey-{report.Request.Protocol.Spec.Name.ToLowerInvariant()}-{first.Violation.Property.ToLowerInvariant()}.trace.json";
        OutputPath.Write(path, TraceJson.Write(trace));
        terminal.Line(Text($"trace of {first.Violation.Property}, {run.Steps} of {run.From} steps, written; replay it with:"));
        terminal.Line($"  {Invocation.Of("replay", path)}");
        if (plan.Mutant is { } mutant)
        {
            terminal.Line(findings.Exists(f => mutant.CaughtBy.Contains(f.Violation.Property))
                ? $"the mutant is caught, as it should be: {mutant.Bug} Exit code 1 is what is expected here."
                : $"the mutant should be caught by {string.Join(", ", mutant.CaughtBy)}; this is something else");
        }
    }

    private static void Keep(List<ExhaustiveReport> reports, string path, bool violated, Terminal terminal)
    {
        if (violated)
        {
            terminal.Warn($"no counts are kept in {path}: a property is violated");
            return;
        }

        OutputPath.Write(path, ScopeFile.Read(path).With(ScopeFile.Of([.. reports.Where(static r => r.IsComplete)])).Write());
        terminal.Line($"counts kept in {path}; {Invocation.Of("spec", "render")} shows them");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
