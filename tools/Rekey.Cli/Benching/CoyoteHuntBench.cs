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

    /// <summary>A catch, or that there was none.</summary>
    private sealed record Catch(string Strategy, long Schedules, double Seconds);

    /// <summary>Measures, and shows the table.</summary>
    public int Execute()
    {
        var table = CoyoteBench.NewTable("mutant", "Coyote's best", "its schedules", "its seconds", "our schedules", "our seconds", "ours is faster by");
        var (faster, slower, missed) = (0, new List<string>(), new List<string>());
        foreach (var group in plan.Mutants.GroupBy(m => m.Protocol))
        {
            // Compiles the protocol's code before the first clock starts, as the host does.
            Checker.Run(MutantHunt.Request(group.First(), plan.Strategy, 1, WarmUp) with { Mutate = null }, terminal.Cancel);
            var coyote = host is null ? [] : HuntUnderCoyote(group.Key);
            foreach (var mutant in group)
            {
                var ours = Hunt(mutant);
                var theirs = coyote.GetValueOrDefault(mutant.Name);
                table.AddRow(
                    mutant.Name, theirs?.Strategy ?? (host is null ? "" : "not caught"), Count(theirs), Seconds(theirs), Count(ours), Seconds(ours),
                    ours is null || theirs is null ? "" : Text($"{theirs.Seconds / ours.Seconds:N0} x"));
                if (ours is null)
                {
                    missed.Add(mutant.Name);
                }
                else if (theirs is not null && theirs.Seconds < ours.Seconds)
                {
                    slower.Add(mutant.Name);
                }
                else
                {
                    faster++;
                }
            }
        }

        terminal.Show(table);
        terminal.Line(Text($"{plan.Mutants.Count} mutants, medians of seeds 1 to {plan.Seeds}; this explorer, strategy {plan.Strategy}, is first in {faster}"));
        terminal.Line($"Coyote is first in: {(slower.Count == 0 ? "none" : string.Join(", ", slower))}");
        if (missed.Count > 0)
        {
            terminal.Line($"not caught by this explorer: {string.Join(", ", missed)}");
        }

        return terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.AsExpected;
    }

    private Catch? Hunt(Mutant mutant)
    {
        List<Catch> catches = [];
        for (var seed = 1; seed <= plan.Seeds; seed++)
        {
            var request = MutantHunt.Request(mutant, plan.Strategy, (ulong)seed, Bound);
            var clock = Stopwatch.StartNew();
            var report = Checker.Run(request, terminal.Cancel);
            if (report.Findings.Values.Any(f => request.Ends(f.Violation)))
            {
                catches.Add(new Catch(plan.Strategy, report.Schedules, clock.Elapsed.TotalSeconds));
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

    private static Catch Read(JsonElement run) =>
        new(run.GetProperty("strategy").GetString()!, run.GetProperty("schedules").GetInt64(), run.GetProperty("seconds").GetDouble());

    /// <summary>The median by seconds; a seed that caught nothing took longer than any other.</summary>
    private Catch? Median(List<Catch> catches) => catches.OrderBy(c => c.Seconds).ElementAtOrDefault(plan.Seeds / 2);

    private static string Count(Catch? one) => one is null ? "" : Text($"{one.Schedules:N0}");

    private static string Seconds(Catch? one) => one is null ? "" : Text($"{one.Seconds:0.0000}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
