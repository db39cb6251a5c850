using System.Collections.Concurrent;
using System.Globalization;
using Rekey.Checking;
using Rekey.Mutants;
using Rekey.Reports;
using Rekey.Reports.Comparing;
using Rekey.Reports.Files;
using Rekey.Reports.Hunting;
using Rekey.Reports.Printing;
using Rekey.Worlds.Traces;

namespace Rekey.Cli.Running;

/// <summary>Carries out <c>rekey mutants</c>: hunt on all cores, show, write.</summary>
internal static class HuntRun
{
    /// <summary>Runs a plan.</summary>
    public static int Execute(HuntPlan plan, Engine engine, Terminal terminal)
    {
        if (plan.Mutants.Count == 0)
        {
            terminal.Line("there is no mutant to hunt: this shows nothing");
            return ExitCode.Violated;
        }

        var results = ProgressReport.RunAll(terminal, ["mutants"], "hunted", (_, progress) => Hunt(plan, engine, terminal, progress))[0];
        var shrunk = plan.Shrink || plan.TraceFolder is not null
            ? ProgressReport.RunAll(terminal, ["shrinking"], "shrunk", (_, progress) => HuntShrinking.All(results, terminal, progress))[0]
            : HuntShrinking.None;
        return terminal.FilesFirst(t => Present(results, shrunk, plan, t));
    }

    /// <summary>Shows what was caught, and writes the files that are wanted.</summary>
    private static int Present(IReadOnlyList<HuntResult> results, HuntShrinking shrunk, HuntPlan plan, Terminal terminal)
    {
        terminal.Show(HuntTable.Of(results, plan, terminal.Interactive, terminal.Console.Profile.Width, plan.Shrink ? shrunk : null));
        var caught = results.Count(r => r.Caught);
        var hunted = terminal.Cancel.IsCancellationRequested ? Text($"interrupted; {results.Count} of {plan.Mutants.Count} mutants hunted, ") : "";
        terminal.Line(Text($"{hunted}{caught} of {results.Count} mutants caught by {(plan.Seeds == 1 ? "seed 1" : $"all of seeds 1 to {plan.Seeds}")}"));
        if (plan.Shrink)
        {
            terminal.Line(shrunk.Summary);
        }

        var written = OutputPath.TryWrite("--json", plan.Json, () => HuntJson.Of(results, plan, plan.Shrink ? shrunk : null), terminal);
        written &= OutputPath.TryWrite("--html", plan.Html, () => Page(results, plan), terminal);
        written &= plan.TraceFolder is null || WriteTraces(results, shrunk, plan, terminal);
        return caught < results.Count ? ExitCode.Violated
            : !written ? ExitCode.BadInput
            : terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted
            : ExitCode.AsExpected;
    }

    /// <summary>Each hunt runs on one core; a hunt that Ctrl-C cut short says nothing and is left out.</summary>
    private static IReadOnlyList<HuntResult> Hunt(HuntPlan plan, Engine engine, Terminal terminal, Action<long, double> progress)
    {
        var results = new ConcurrentDictionary<int, HuntResult>();
        var all = Task.Run(() => Parallel.For(0, plan.Mutants.Count, new ParallelOptions { MaxDegreeOfParallelism = engine.Workers ?? Environment.ProcessorCount }, i =>
        {
            if (terminal.Cancel.IsCancellationRequested)
            {
                return;
            }

            var result = MutantHunt.Run(plan.Mutants[i], plan.Strategy, plan.Seeds, plan.Bound, terminal.Cancel, plan.Wide, (request, cancel) => engine.Run(request, cancel, null));
            if (!terminal.Cancel.IsCancellationRequested)
            {
                results[i] = result;
            }
        }));
        while (!((IAsyncResult)all).AsyncWaitHandle.WaitOne(100))
        {
            progress(results.Count, (double)results.Count / plan.Mutants.Count);
        }

        all.GetAwaiter().GetResult();
        return [.. results.OrderBy(r => r.Key).Select(r => r.Value)];
    }

    /// <summary>The page of a comparison, with one strategy.</summary>
    private static string Page(IReadOnlyList<HuntResult> results, HuntPlan plan)
    {
        var hunted = results.Where(static r => !r.Mutant.IsDrilled)
            .Select(r => new ComparedMutant(r.Mutant.Name, r.Mutant.Protocol, r.Mutant.CaughtBy[0], [StrategyHunts.Of(r, plan.Strategy, plan.Bound)]));
        return ComparisonHtml.Of(
            new Comparison(plan.Command, plan.Seeds, plan.Bound, results.Count == plan.Mutants.Count, [.. hunted]),
            [.. results.Where(static r => r.Mutant.IsDrilled).Select(static r => (r.Mutant.Name, r.Catches[0]?.Schedules))]);
    }

    private static bool WriteTraces(IReadOnlyList<HuntResult> results, HuntShrinking shrunk, HuntPlan plan, Terminal terminal)
    {
        var (written, all) = (0, true);
        foreach (var result in results)
        {
            if (result.First is var (_, request) && shrunk.Of(result.Mutant) is { } run)
            {
                var trace = TraceRecorder.Record(run.Findings[0], request, result.Mutant.Name, run.Steps < run.From ? run.From : null);
                var saved = OutputPath.TryWrite("--trace-dir", plan.TraceOf(result.Mutant), () => TraceJson.Write(trace), terminal);
                (written, all) = (written + (saved ? 1 : 0), all && saved);
            }
        }

        terminal.Line(Text($"{written} traces written to {plan.TraceFolder}; replay one with:"));
        terminal.Line($"  {Invocation.Of("replay", Invocation.File(Path.Combine(plan.TraceFolder!, "NAME.trace.json")))}");
        return all;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
