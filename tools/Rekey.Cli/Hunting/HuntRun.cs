using System.Collections.Concurrent;
using System.Globalization;
using Rekey.Cli.Arguments;
using Rekey.Explorer.Shrinking;
using Rekey.Monitors.Checking;
using Rekey.Mutants;
using Rekey.Worlds.Traces;

namespace Rekey.Cli.Hunting;

/// <summary>What <c>rekey mutants</c> was asked to do.</summary>
/// <param name="Mutants">Which mutants.</param>
/// <param name="Strategy">How schedules are chosen.</param>
/// <param name="Seeds">How many seeds.</param>
/// <param name="Bound">Schedules per seed.</param>
/// <param name="Json">Where the report goes.</param>
/// <param name="TraceFolder">Where traces go.</param>
internal sealed record HuntPlan(IReadOnlyList<Mutant> Mutants, string Strategy, int Seeds, long Bound, string? Json, string? TraceFolder);

/// <summary>Carries out <c>rekey mutants</c>: hunt on all cores, show, write.</summary>
internal static class HuntRun
{
    /// <summary>Shrinking one trace never takes longer.</summary>
    private static readonly ShrinkBounds ShrinkBounds = new(Time: TimeSpan.FromSeconds(5));

    /// <summary>Runs a plan.</summary>
    public static int Execute(HuntPlan plan, Terminal terminal)
    {
        if (plan.Mutants.Count == 0)
        {
            terminal.Line("there is no mutant to hunt: this shows nothing");
            return ExitCode.Violated;
        }

        var results = ProgressReport.RunAll(terminal, ["mutants"], "hunted", (_, progress) => Hunt(plan, terminal, progress))[0];
        terminal.Show(HuntTable.Of(results, plan, terminal.Interactive, terminal.Console.Profile.Width));
        var caught = results.Count(r => r.Caught);
        var hunted = terminal.Cancel.IsCancellationRequested ? Text($"interrupted; {results.Count} of {plan.Mutants.Count} mutants hunted, ") : "";
        terminal.Line(Text($"{hunted}{caught} of {results.Count} mutants caught by {(plan.Seeds == 1 ? "seed 1" : $"all of seeds 1 to {plan.Seeds}")}"));
        if (plan.Json is { } json)
        {
            OutputPath.Write(json, HuntJson.Of(results, plan));
        }

        if (plan.TraceFolder is { } folder)
        {
            WriteTraces(results, folder, terminal);
        }

        return caught < results.Count ? ExitCode.Violated
            : terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted
            : ExitCode.AsExpected;
    }

    /// <summary>Each hunt runs on one core; a hunt that Ctrl-C cut short says nothing and is left out.</summary>
    private static IReadOnlyList<HuntResult> Hunt(HuntPlan plan, Terminal terminal, Action<long, double> progress)
    {
        var results = new ConcurrentDictionary<int, HuntResult>();
        var all = Task.Run(() => Parallel.For(0, plan.Mutants.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            if (terminal.Cancel.IsCancellationRequested)
            {
                return;
            }

            var result = MutantHunt.Run(plan.Mutants[i], plan.Strategy, plan.Seeds, plan.Bound, terminal.Cancel);
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

    private static void WriteTraces(IReadOnlyList<HuntResult> results, string folder, Terminal terminal)
    {
        var written = 0;
        foreach (var result in results)
        {
            if (result.First is var (finding, request))
            {
                var path = Path.Combine(folder, $"{result.Mutant.Name}.trace.json");
                var run = new RunShrinker(request, ShrinkBounds, CancellationToken.None).Shrink([finding]);
                OutputPath.Write(path, TraceJson.Write(TraceRecorder.Record(run.Findings[0], request, result.Mutant.Name, run.Steps < run.From ? run.From : null)));
                written++;
            }
        }

        terminal.Line(Text($"{written} traces written to {folder}; replay one with:\n  {Invocation.Of("replay", Path.Combine(folder, "NAME.trace.json"))}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
