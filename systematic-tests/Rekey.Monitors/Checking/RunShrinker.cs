using System.Diagnostics;
using Rekey.Explorer;
using Rekey.Explorer.Shrinking;
using Rekey.Explorer.Strategies;
using Rekey.Worlds;

namespace Rekey.Monitors.Checking;

/// <summary>A run that violates something, made as short as was possible within the bounds.</summary>
/// <param name="Findings">What it violates, each with the whole run; at least one.</param>
/// <param name="From">How many steps the run had when it was found.</param>
public sealed record ShrunkRun(IReadOnlyList<Finding> Findings, int From)
{
    /// <summary>How many steps it has.</summary>
    public int Steps => Findings[0].Choices.Count;
}

/// <summary>
/// Shrinks what an exploration found: first the choices of the run, then the group and the fault budget, by looking for a run of fewer members
/// that violates the same, and shrinking that.
/// </summary>
/// <param name="request">The exploration.</param>
/// <param name="bounds">How long the whole may take; the attempts count for each run that is shrunk.</param>
/// <param name="cancel">Ends it early.</param>
public sealed class RunShrinker(CheckRequest request, ShrinkBounds bounds, CancellationToken cancel = default)
{
    /// <summary>How many schedules are tried with each smaller group.</summary>
    private const int Schedules = 400;

    /// <summary>How many violating runs of a smaller group are shrunk.</summary>
    private const int Tries = 3;

    private readonly Stopwatch clock = Stopwatch.StartNew();

    private bool Spent => clock.Elapsed > bounds.Time || cancel.IsCancellationRequested;

    /// <summary>Shrinks a run. The result is never longer, and violates the same properties; each step of it was run.</summary>
    /// <param name="found">What the run violates; all findings are of one run.</param>
    public ShrunkRun Shrink(IReadOnlyList<Finding> found)
    {
        clock.Restart();
        var (first, properties) = (found[0], found.Select(static f => f.Violation.Property).ToHashSet());
        if (Shrink(first.Scenario, first.Choices, properties) is not { } best)
        {
            return new ShrunkRun(found, first.Choices.Count);
        }

        for (var members = 1; members <= first.Scenario.Members && !Spent; members++)
        {
            if (Explore(best.Scenario with { Members = members }, best.Shrunk.Choices.Count, properties) is { } smaller)
            {
                best = smaller;
                break;
            }
        }

        if (best.Shrunk.Choices.Count == first.Choices.Count)
        {
            return new ShrunkRun(found, first.Choices.Count);
        }

        return new ShrunkRun(
            [.. found.Select(f => f with
            {
                Scenario = best.Scenario,
                Choices = best.Shrunk.Choices,
                Violation = best.Shrunk.Violations.First(v => v.Property == f.Violation.Property),
            })],
            first.Choices.Count);
    }

    /// <summary>Looks among some schedules of a scenario for a run that violates the same and shrinks to fewer steps.</summary>
    private (Scenario Scenario, Shrunk Shrunk)? Explore(Scenario scenario, int bound, IReadOnlySet<string> properties)
    {
        (Scenario Scenario, Shrunk Shrunk)? best = null;
        var runner = RunnerOf(scenario, properties);
        var strategy = Portfolio.Create(request.Strategy);
        for (int schedule = 0, tries = 0; schedule < Schedules && tries < Tries && !Spent; schedule++)
        {
            var rng = Rng.For(request.Seed, schedule);
            var seen = runner.Run(strategy, ref rng, request.Steps, v => properties.Contains(v.Property));
            if (!properties.All(p => seen.Any(v => v.Property == p)))
            {
                continue;
            }

            tries++;
            if (Shrink(scenario, [.. runner.Choices], properties) is { } shorter && shorter.Shrunk.Choices.Count < (best?.Shrunk.Choices.Count ?? bound))
            {
                best = shorter;
            }
        }

        return best;
    }

    private (Scenario Scenario, Shrunk Shrunk)? Shrink(Scenario scenario, IReadOnlyList<Choice> choices, IReadOnlySet<string> properties)
    {
        var left = bounds.Time is { } time ? time - clock.Elapsed : (TimeSpan?)null;
        var runner = RunnerOf(scenario, properties);
        if (new Shrinker<VsWorld>(runner, properties, bounds with { Time = left }, cancel).Shrink(choices) is not { } shrunk)
        {
            return null;
        }

        // The smallest budget that has room for the run; it is tried like everything else.
        runner.Replay(shrunk.Choices, v => properties.Contains(v.Property));
        var tight = scenario with { Faults = UsedBy(shrunk.Choices, runner.World.DeepestCascade) };
        var again = new Shrinker<VsWorld>(RunnerOf(tight, properties), properties, new ShrinkBounds(0)).Shrink(shrunk.Choices);
        return again is not null && again.Choices.Count <= shrunk.Choices.Count ? (tight, again) : (scenario, shrunk);
    }

    private ScheduleRunner<VsWorld> RunnerOf(Scenario scenario, IReadOnlySet<string> properties) =>
        new(new VsWorld(scenario, new SymbolicBinding(Scenario.Group), request.Mutate), MonitorSet.Of(properties));

    private static FaultBudget UsedBy(IReadOnlyList<Choice> choices, int depth)
    {
        var used = choices.Where(static c => (Move)c.Kind >= Move.Crash).GroupBy(static c => c.Kind - (byte)Move.Crash)
            .Select(static g => $"{FaultBudget.Names[g.Key].Name}={g.Count()}").ToList();
        return FaultBudget.Parse(string.Join(',', depth == 0 ? used : [.. used, $"depth={depth}"]));
    }
}
