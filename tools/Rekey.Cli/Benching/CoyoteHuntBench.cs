using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Rekey.Monitors.Checking;
using Rekey.Mutants;
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
internal sealed class CoyoteHuntBench(CoyoteHuntPlan plan, CoyoteHost? host, Terminal terminal)
{
    private const long Bound = 100_000;
    private const int WarmUp = 400;

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
            // Compiles the protocol's code before the first clock starts, as the host does.
            Checker.Run(MutantHunt.Request(group.First(), plan.Strategy, 1, WarmUp) with { Mutate = null }, terminal.Cancel);
            var coyote = host is null ? [] : HuntUnderCoyote(group.Key);
            foreach (var mutant in group)
            {
                var (ours, theirs) = (Hunt(mutant), coyote.GetValueOrDefault(mutant.Name));
                rows.Add((mutant, ours, theirs));
                var both = ours is not null && theirs is not null;
                table.AddRow(
                    mutant.Name, theirs?.Strategy ?? (host is null ? "" : "not caught"),
                    Count(theirs), Milliseconds(theirs?.Seconds), Milliseconds(theirs?.Processor), Count(ours), Milliseconds(ours?.Seconds), Milliseconds(ours?.Processor),
                    both ? Text($"{theirs!.Seconds / ours!.Seconds:N1}") : "", both ? Text($"{theirs!.Processor / ours!.Processor:N1}") : "");
            }
        }

        terminal.Show(table);
        terminal.Line(Text($"{rows.Count} mutants, medians of seeds 1 to {plan.Seeds}, our strategy {plan.Strategy}; caught by this explorer: {rows.Count(r => r.Ours is not null)}"));
        Name("not caught by this explorer", rows.Where(r => r.Ours is null).Select(r => r.Mutant));
        if (host is not null)
        {
            Name("not caught under Coyote within its bounds", rows.Where(r => r.Theirs is null).Select(r => r.Mutant));
            Name("Coyote needs fewer seconds", rows.Where(r => r.Theirs?.Seconds < (r.Ours?.Seconds ?? double.MaxValue)).Select(r => r.Mutant));
            Name("Coyote needs fewer seconds of processor time", rows.Where(r => r.Theirs?.Processor < (r.Ours?.Processor ?? double.MaxValue)).Select(r => r.Mutant));
            Name("Coyote needs fewer schedules", rows.Where(r => r.Theirs?.Schedules < (r.Ours?.Schedules ?? long.MaxValue)).Select(r => r.Mutant));
        }

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
        List<Catch> catches = [];
        for (var seed = 1; seed <= plan.Seeds; seed++)
        {
            var request = MutantHunt.Request(mutant, plan.Strategy, (ulong)seed, Bound);
            var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var report = Checker.Run(request, terminal.Cancel);
            if (report.Findings.Values.Any(f => request.Ends(f.Violation)))
            {
                catches.Add(new Catch(plan.Strategy, report.Schedules, clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds));
            }
        }

        return Median(catches);
    }

    /// <summary>Of each mutant of a protocol, what the best of Coyote's strategies did; the best is chosen anew for each seed.</summary>
    private Dictionary<string, Catch?> HuntUnderCoyote(string protocol)
    {
        var best = new List<(string Mutant, Catch Catch)>();
        for (var seed = 1; seed <= plan.Seeds; seed++)
        {
            var report = host!.Run(
                terminal.Cancel,
                "mutants", "--protocol", protocol, "--strategy", string.Join(',', plan.CoyoteStrategies), "--iterations", Text($"{plan.Iterations}"),
                "--seconds", Text($"{plan.Seconds}"), "--seed", Text($"{seed}"), "--best");
            foreach (var mutant in report.GetProperty("mutants").EnumerateArray())
            {
                var catches = mutant.GetProperty("runs").EnumerateArray().Where(r => r.GetProperty("caught").GetBoolean()).Select(Read);
                if (catches.MinBy(c => c.Seconds) is { } quickest)
                {
                    best.Add((mutant.GetProperty("name").GetString()!, quickest));
                }
            }
        }

        return best.GroupBy(c => c.Mutant).ToDictionary(g => g.Key, g => Median([.. g.Select(c => c.Catch)]));
    }

    private static Catch Read(JsonElement run) => new(
        run.GetProperty("strategy").GetString()!, run.GetProperty("schedules").GetInt64(), run.GetProperty("seconds").GetDouble(), run.GetProperty("processorSeconds").GetDouble());

    /// <summary>The median by seconds; a seed that caught nothing took longer than any other.</summary>
    private Catch? Median(List<Catch> catches) => catches.OrderBy(c => c.Seconds).ElementAtOrDefault(plan.Seeds / 2);

    private static string Count(Catch? one) => one is null ? "" : Text($"{one.Schedules:N0}");

    private static string Milliseconds(double? seconds) => seconds is null ? "" : Text($"{1000 * seconds:N1}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
