using System.Collections.Concurrent;
using Rekey.Checking.Judging;
using Rekey.Costs.Agreements;
using Rekey.Explorer.Strategies;
using Rekey.Mutants;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;

namespace Rekey.Reports.Comparing;

/// <summary>What <c>rekey mutants --strategy all</c> was asked to do.</summary>
/// <param name="Mutants">Which mutants; those that are drilled have no schedules, and are not among them.</param>
/// <param name="Seeds">How many seeds.</param>
/// <param name="Bound">Schedules per hunt.</param>
/// <param name="Command">The options that decide what is done, as a command.</param>
/// <param name="Json">Where the report goes.</param>
/// <param name="Html">Where the page goes.</param>
/// <param name="Evidence">Where evidence is kept.</param>
public sealed record ComparisonPlan(IReadOnlyList<Mutant> Mutants, int Seeds, long Bound, string Command, string? Json, string? Html, string? Evidence)
{
    /// <summary>
    /// The default bound. What a strategy catches at all it mostly catches much earlier; and the uniform strategy, which catches a fifth of the mutants
    /// hardly ever, takes nearly all of the time.
    /// </summary>
    public const long DefaultBound = 10_000;

    /// <summary>The strategies that are compared: the single ones, and the portfolio of them.</summary>
    public static IReadOnlyList<string> Strategies { get; } = [.. Portfolio.Names, "portfolio"];
}

/// <summary>Carries out <c>rekey mutants --strategy all</c>: hunt with each strategy, show, write.</summary>
public static class ComparisonRun
{
    /// <summary>Runs a plan.</summary>
    public static int Execute(ComparisonPlan plan, Terminal terminal)
    {
        if (plan.Mutants.Count == 0)
        {
            terminal.Line("there is no mutant to hunt: this shows nothing");
            return ExitCode.Violated;
        }

        var comparison = ProgressReport.RunAll(terminal, ["strategies"], "hunts", (_, progress) => Compare(plan, terminal, progress))[0];
        return terminal.FilesFirst(t => Present(comparison, plan, t));
    }

    /// <summary>Shows the comparison, and writes the files that are wanted.</summary>
    private static int Present(Comparison comparison, ComparisonPlan plan, Terminal terminal)
    {
        if (comparison.Mutants.Count > 0)
        {
            Show(comparison, terminal);
        }

        if (!comparison.Complete)
        {
            terminal.Line($"interrupted; {comparison.Mutants.Count} of {plan.Mutants.Count} mutants were hunted with all strategies and all seeds, the others are left out");
        }

        var written = Write(comparison, plan, terminal);
        return comparison.NeverCaught.Count > 0 ? ExitCode.Violated : !written ? ExitCode.BadInput : comparison.Complete ? ExitCode.AsExpected : ExitCode.Interrupted;
    }

    /// <summary>Each hunt has a thread for itself; as many run side by side as there are cores. What Ctrl-C cut short says nothing and is left out.</summary>
    private static Comparison Compare(ComparisonPlan plan, Terminal terminal, Action<long, double> progress)
    {
        var (strategies, done) = (ComparisonPlan.Strategies, new ConcurrentDictionary<int, StrategyHunts>());
        var next = -1;
        void Work()
        {
            for (var i = Interlocked.Increment(ref next); i < plan.Mutants.Count * strategies.Count && !terminal.Cancel.IsCancellationRequested; i = Interlocked.Increment(ref next))
            {
                var strategy = strategies[i % strategies.Count];
                var result = MutantHunt.Run(plan.Mutants[i / strategies.Count], strategy, plan.Seeds, plan.Bound, terminal.Cancel);
                if (!terminal.Cancel.IsCancellationRequested)
                {
                    done[i] = StrategyHunts.Of(result, strategy, plan.Bound);
                }
            }
        }

        var all = Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning)));
        while (!((IAsyncResult)all).AsyncWaitHandle.WaitOne(100))
        {
            progress((long)done.Count * plan.Seeds, (double)done.Count / (plan.Mutants.Count * strategies.Count));
        }

        all.GetAwaiter().GetResult();
        var rows = plan.Mutants.Select((m, at) => (Mutant: m, Hunts: strategies.Select((_, s) => done.GetValueOrDefault((at * strategies.Count) + s)).OfType<StrategyHunts>().ToList()));
        var complete = rows.Where(r => r.Hunts.Count == strategies.Count).Select(static r => new ComparedMutant(r.Mutant.Name, r.Mutant.Protocol, r.Mutant.CaughtBy[0], r.Hunts)).ToList();
        return new Comparison(plan.Command, plan.Seeds, plan.Bound, complete.Count == plan.Mutants.Count, complete);
    }

    private static void Show(Comparison comparison, Terminal terminal)
    {
        terminal.Line($"schedules until the catch, median of {comparison.Seeds} seeds; in brackets, where there is room, how many hunts were censored: reached {ComparisonTable.Number(comparison.Bound)} schedules without a catch");
        terminal.Show(ComparisonTable.Mutants(comparison, terminal.Interactive, terminal.Console.Profile.Width));
        terminal.Line($"over {comparison.Mutants.Count} mutants: of how many the median is the smallest, and its geometric mean ratio to the smallest; seconds of all hunts, a thread each, {Environment.ProcessorCount} side by side");
        terminal.Show(ComparisonTable.Summary(comparison));
        foreach (var mutant in comparison.NeverCaught)
        {
            terminal.Line($"NOT CAUGHT by any hunt: {mutant.Mutant}");
        }
    }

    private static bool Write(Comparison comparison, ComparisonPlan plan, Terminal terminal)
    {
        var written = OutputPath.TryWrite("--json", plan.Json, () => ComparisonJson.Write(comparison, hunts: true), terminal);
        written &= OutputPath.TryWrite("--html", plan.Html, () => ComparisonHtml.Of(comparison, []), terminal);
        if (plan.Evidence is not { } evidence)
        {
            return written;
        }

        if (!comparison.Complete || comparison.NeverCaught.Count > 0)
        {
            terminal.Warn($"no evidence is kept in {evidence}: the comparison was cut short, or a mutant was never caught");
            return written;
        }

        if (OutputPath.TryWrite("--evidence", evidence, () => ComparisonJson.Write(comparison, hunts: false), terminal))
        {
            terminal.Line($"evidence kept in {evidence}; {Invocation.Of("spec", "render")} shows it");
            return written;
        }

        return false;
    }
}
