using System.Diagnostics;
using Rekey.Explorer;
using Rekey.Explorer.Shrinking;
using Rekey.Explorer.Strategies;
using Rekey.Worlds;

namespace Rekey.Checking;

/// <summary>A run that violates something, made as short as was possible within the bounds.</summary>
/// <param name="Findings">What it violates, each with the whole run; at least one.</param>
/// <param name="From">How many steps the run had when it was found.</param>
public sealed record ShrunkRun(IReadOnlyList<Finding> Findings, int From)
{
    /// <summary>How many steps it has.</summary>
    public int Steps => Findings[0].Choices.Count;
}

/// <summary>
/// Shrinks what an exploration found, by looking for another run that violates the same: with fewer members, with fewer faults, in fewer steps; and by
/// delta debugging over the choices of whatever is found, or, where no smaller group violates the same, of the run itself. All that begins again from
/// there until it finds nothing better. Of two runs the one with fewer steps is better, then with fewer members, then with fewer faults.
/// </summary>
/// <param name="request">The exploration.</param>
/// <param name="bounds">How long the whole may take; the attempts count for each run that is shrunk.</param>
/// <param name="cancel">Ends it early.</param>
public sealed class RunShrinker(CheckRequest request, ShrinkBounds bounds, CancellationToken cancel = default)
{
    /// <summary>How many schedules of each smaller scenario are tried. They are short: each ends where it could not be better any more.</summary>
    private const int Schedules = 200;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private HashSet<string> properties = [];
    private Candidate best = null!;
    private long schedule;

    private bool Spent => clock.Elapsed > bounds.Time || cancel.IsCancellationRequested;

    /// <summary>Shrinks a run. The result is never longer, and violates the same properties; each step of it was run.</summary>
    /// <param name="found">What the run violates; all findings are of one run.</param>
    public ShrunkRun Shrink(IReadOnlyList<Finding> found)
    {
        clock.Restart();
        var first = found[0];
        if (found.Any(static f => f.LoopFrom is not null))
        {
            // A run without end is not made shorter choice by choice: whoever found it looked for a short stem.
            return new ShrunkRun(found, first.Choices.Count);
        }

        (properties, schedule) = (found.Select(static f => f.Violation.Property).ToHashSet(), 0);
        if (new Shrinker<IExploredWorld>(RunnerOf(first.Scenario), properties, new ShrinkBounds(0)).Shrink(first.Choices) is not { } again)
        {
            return new ShrunkRun(found, first.Choices.Count);
        }

        // Small groups come first: their runs are short, and a long run takes long to be delta debugged.
        var before = best = new Candidate(first.Scenario, again);
        for (var members = 1; members < first.Scenario.Members && best == before; members++)
        {
            Search(best.Scenario with { Members = members });
        }

        var debugged = best == before;
        if (debugged)
        {
            Improve(first.Scenario, first.Choices);
        }

        do
        {
            before = best;
            for (var members = 1; members <= first.Scenario.Members; members++)
            {
                // A group of more members than the best run has can save the joins of that run.
                Search(best.Scenario with { Members = members });
            }

            SearchFewerFaults();
            Search(best.Scenario with { Faults = first.Scenario.Faults });
        }
        while (best != before && !Spent);
        if (!debugged && !Spent)
        {
            Improve(first.Scenario, first.Choices);
        }

        return new ShrunkRun(
            [.. found.Select(f => f with
            {
                Scenario = best.Scenario, Choices = best.Run.Choices, Violation = best.Run.Violations.First(v => v.Property == f.Violation.Property),
            })],
            first.Choices.Count);
    }

    /// <summary>Without one fault of each kind, as long as there is a better run.</summary>
    private void SearchFewerFaults()
    {
        for (var kind = 0; kind < FaultBudget.Names.Count && !Spent; kind++)
        {
            while (best.Scenario.Faults.Counts[kind] > 0 && Search(best.Scenario with { Faults = Less(best.Scenario.Faults, kind) }))
            {
            }
        }
    }

    /// <summary>Looks among some schedules of a scenario for better runs that violate the same, and shrinks them. Whether there was one.</summary>
    private bool Search(Scenario scenario)
    {
        var (runner, strategy, before) = (RunnerOf(scenario), Portfolio.Create(Portfolio.Names.Contains(request.Strategy) ? request.Strategy : "portfolio"), best);
        for (var i = 0; i < Schedules && !Spent; i++)
        {
            var rng = Rng.For(request.Seed, schedule++);
            var room = Smaller(scenario, best.Scenario) ? best.Steps : best.Steps - 1;
            var seen = runner.Run(strategy, ref rng, Math.Min(room, request.Steps), v => properties.Contains(v.Property));
            if (properties.All(p => seen.Any(v => v.Property == p)))
            {
                Improve(scenario, [.. runner.Choices]);
            }
        }

        return best != before;
    }

    private void Improve(Scenario scenario, IReadOnlyList<Choice> choices)
    {
        if (Debug(scenario, choices) is { } other && other.IsBetterThan(best))
        {
            best = other;
        }
    }

    /// <summary>Delta debugging, then the smallest budget that has room for the run; it is tried like everything else. Null where the run does not violate the same.</summary>
    private Candidate? Debug(Scenario scenario, IReadOnlyList<Choice> choices)
    {
        var left = bounds.Time is { } time ? time - clock.Elapsed : (TimeSpan?)null;
        var runner = RunnerOf(scenario);
        if (new Shrinker<IExploredWorld>(runner, properties, bounds with { Time = left }, cancel).Shrink(choices) is not { } shrunk)
        {
            return null;
        }

        runner.Replay(shrunk.Choices, v => properties.Contains(v.Property));
        var tight = scenario with { Faults = UsedBy(shrunk.Choices, runner.World.DeepestCascade) };
        return Fitting(tight with { Start = RunStart.Plain }, shrunk)
            ?? (tight.Start == RunStart.Plain ? null : Fitting(tight, shrunk))
            ?? new Candidate(scenario, shrunk);
    }

    /// <summary>A run in another scenario; null where it does not violate the same there, or is longer.</summary>
    private Candidate? Fitting(Scenario scenario, Shrunk run) =>
        new Shrinker<IExploredWorld>(RunnerOf(scenario), properties, new ShrinkBounds(0)).Shrink(run.Choices) is { } again && again.Choices.Count <= run.Choices.Count
            ? new Candidate(scenario, again)
            : null;

    private ScheduleRunner<IExploredWorld> RunnerOf(Scenario scenario) =>
        new(request.NewWorld(scenario), MonitorSet.Of(properties));

    private static FaultBudget UsedBy(IReadOnlyList<Choice> choices, int depth)
    {
        var used = choices.Select(static c => Move.Of(c.Kind)).OfType<Fault>().GroupBy(static f => f.Word).Select(static g => $"{g.Key}={g.Count()}").ToList();
        return FaultBudget.Parse(string.Join(',', depth == 0 ? used : [.. used, $"depth={depth}"]));
    }

    private static FaultBudget Less(FaultBudget faults, int kind) =>
        FaultBudget.Parse(string.Join(',', FaultBudget.Names.Select((k, i) => $"{k.Name}={faults.Counts[i] - (i == kind ? 1 : 0)}")));

    private static bool Smaller(Scenario one, Scenario other) => Size(one).CompareTo(Size(other)) < 0;

    private static (int, int, bool) Size(Scenario scenario) => (scenario.Members, scenario.Faults.Total, scenario.Start != RunStart.Plain);

    /// <summary>A run that violates all that it should, in a scenario that has room for it.</summary>
    private sealed record Candidate(Scenario Scenario, Shrunk Run)
    {
        public int Steps => Run.Choices.Count;

        public bool IsBetterThan(Candidate other) => Steps < other.Steps || (Steps == other.Steps && Smaller(Scenario, other.Scenario));
    }
}
