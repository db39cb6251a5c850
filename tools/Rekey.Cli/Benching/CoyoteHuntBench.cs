using System.Globalization;
using Rekey.Checking;
using Rekey.Coyote;
using Rekey.Mutants;
using Rekey.Reports;
using Rekey.Reports.Printing;
using Spectre.Console;

namespace Rekey.Cli.Benching;

/// <summary>What <c>rekey bench coyote --mutants</c> was asked to measure.</summary>
/// <param name="Mutants">Which mutants.</param>
/// <param name="Strategy">Our strategy.</param>
/// <param name="CoyoteStrategies">Coyote's strategies.</param>
/// <param name="Seeds">Each side hunts with seeds 1 to this; the median counts.</param>
/// <param name="Iterations">At most so many of Coyote's schedules per mutant, strategy and seed.</param>
/// <param name="Seconds">At most so many seconds of Coyote's per mutant, strategy and seed.</param>
internal sealed record CoyoteHuntPlan(
    IReadOnlyList<Mutant> Mutants, string Strategy, IReadOnlyList<string> CoyoteStrategies, int Seeds, int Iterations, int Seconds);

/// <summary>Compares schedules and seconds until each seeded bug is caught: this explorer's portfolio against the best of Coyote's strategies.</summary>
internal sealed class CoyoteHuntBench(CoyoteHuntPlan plan, Terminal terminal)
{
    private const long Bound = 100_000;
    private const int WarmUp = 400;

    // Long enough that the code of a protocol is compiled before the first clock starts; that of a mutant takes less.
    private const int CoyoteWarmUp = 40;

    /// <summary>A catch.</summary>
    /// <param name="Strategy">The strategy that caught it.</param>
    /// <param name="Schedules">Schedules until then.</param>
    /// <param name="Seconds">Seconds of the wall clock until then.</param>
    /// <param name="Processor">Seconds of processor time of the whole process meanwhile.</param>
    private sealed record Catch(string Strategy, long Schedules, double Seconds, double Processor);

    /// <summary>Measures, and shows the table.</summary>
    public int Execute()
    {
        var table = CoyoteBench.NewTable(
            "mutant", "Coyote's best", "its\nsched.", "its\nms", "its\ncpu ms", "our\nsched.", "our\nms", "our\ncpu ms", "times faster\nin time", "\nin cpu");
        List<(Mutant Mutant, Catch? Ours, Catch? Theirs)> rows = [];
        foreach (var group in plan.Mutants.GroupBy(m => m.Protocol))
        {
            // Compiles the protocol's code before the first clock starts.
            Checker.Run(MutantHunt.Request(group.First(), plan.Strategy, 1, WarmUp) with { Mutate = null, MutateLayer = null }, terminal.Cancel);
            foreach (var strategy in plan.CoyoteStrategies)
            {
                CoyoteChecker.Run(MutantHunt.Request(group.First(), CoyoteStrategy.InRequest(strategy), 1, CoyoteWarmUp) with { Mutate = null, MutateLayer = null }, terminal.Cancel);
            }

            foreach (var mutant in group)
            {
                var (ours, theirs) = (Hunt(mutant), HuntUnderCoyote(mutant));
                rows.Add((mutant, ours, theirs));
                var both = ours is not null && theirs is not null;
                table.AddRow(
                    mutant.Name, theirs?.Strategy ?? "not caught",
                    Count(theirs), Milliseconds(theirs?.Seconds), Milliseconds(theirs?.Processor), Count(ours), Milliseconds(ours?.Seconds), Milliseconds(ours?.Processor),
                    both ? Text($"{theirs!.Seconds / ours!.Seconds:N1}") : "", both ? Text($"{theirs!.Processor / ours!.Processor:N1}") : "");
            }
        }

        terminal.Show(table);
        terminal.Line(Text($"{rows.Count} mutants, medians of seeds 1 to {plan.Seeds}, our strategy {plan.Strategy}; caught by this explorer: {rows.Count(r => r.Ours is not null)}"));
        Name("not caught by this explorer", rows.Where(r => r.Ours is null).Select(r => r.Mutant));
        Name("not caught under Coyote within its bounds", rows.Where(r => r.Theirs is null).Select(r => r.Mutant));
        Name("Coyote needs fewer seconds", rows.Where(r => r.Theirs?.Seconds < (r.Ours?.Seconds ?? double.MaxValue)).Select(r => r.Mutant));
        Name("Coyote needs fewer seconds of processor time", rows.Where(r => r.Theirs?.Processor < (r.Ours?.Processor ?? double.MaxValue)).Select(r => r.Mutant));
        Name("Coyote needs fewer schedules", rows.Where(r => r.Theirs?.Schedules < (r.Ours?.Schedules ?? long.MaxValue)).Select(r => r.Mutant));

        return terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.AsExpected;
    }

    private void Name(string what, IEnumerable<Mutant> mutants)
    {
        var names = mutants.Select(m => m.Name).ToList();
        terminal.Line(Text($"{what}: {(names.Count == 0 ? "none" : $"{names.Count}, {string.Join(", ", names)}")}"));
    }

    private Catch? Hunt(Mutant mutant)
    {
        // The mutant's own code too: Coyote's later strategies find it compiled by the first one.
        Checker.Run(MutantHunt.Request(mutant, plan.Strategy, 0, Bound), terminal.Cancel);
        return Median([.. Enumerable.Range(1, plan.Seeds)
            .Select(seed => Try(plan.Strategy, MutantHunt.Request(mutant, plan.Strategy, (ulong)seed, Bound), Checker.Run)).OfType<Catch>()]);
    }

    /// <summary>What the best of Coyote's strategies did, which is chosen anew for each seed. One that has taken longer than the best before it is given up.</summary>
    private Catch? HuntUnderCoyote(Mutant mutant)
    {
        CoyoteChecker.Run(MutantHunt.Request(mutant, CoyoteStrategy.InRequest(plan.CoyoteStrategies[0]), 1, 2), terminal.Cancel);
        var catches = new List<Catch>();
        for (var seed = 1; seed <= plan.Seeds; seed++)
        {
            Catch? best = null;
            foreach (var strategy in plan.CoyoteStrategies)
            {
                var request = MutantHunt.Request(mutant, CoyoteStrategy.InRequest(strategy), (ulong)seed, plan.Iterations) with { Time = TimeSpan.FromSeconds(best?.Seconds ?? plan.Seconds) };
                best = Try(strategy, request, CoyoteChecker.Run) is { } one && !(one.Seconds > best?.Seconds) ? one : best;
            }

            catches.AddRange(best is null ? [] : [best]);
        }

        return Median(catches);
    }

    private Catch? Try(string strategy, CheckRequest request, Func<CheckRequest, CancellationToken, Action<long, double>?, CheckReport> explore)
    {
        var before = Environment.CpuUsage.TotalTime;
        var report = explore(request, terminal.Cancel, null);
        return report.Findings.Values.Any(f => request.Ends(f.Violation))
            ? new Catch(strategy, report.Schedules, report.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds)
            : null;
    }

    /// <summary>The median by seconds; a seed that caught nothing took longer than any other.</summary>
    private Catch? Median(List<Catch> catches) => catches.OrderBy(c => c.Seconds).ElementAtOrDefault(plan.Seeds / 2);

    private static string Count(Catch? one) => one is null ? "" : Text($"{one.Schedules:N0}");

    private static string Milliseconds(double? seconds) => seconds is null ? "" : Text($"{1000 * seconds:N1}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
