using System.Collections.Concurrent;
using Rekey.Checking;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Observing;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Checking.Exhaustive;

/// <summary>
/// Judges the runs of a search: of each situation that comes up, one run is made again in the ordinary world, watched by all the ordinary monitors.
/// So there is one definition of every property, whether schedules are sampled or all are visited.
/// </summary>
/// <param name="space">What is searched.</param>
/// <param name="request">The exploration: protocol, what ends it.</param>
public sealed class Judge(VsSpace space, CheckRequest request) : IStateObserver
{
    private readonly ConcurrentDictionary<ulong, byte> situations = new();
    private readonly ConcurrentBag<ScheduleRunner<VsWorld>> runners = [];
    private readonly ConcurrentDictionary<string, Finding> findings = new(StringComparer.Ordinal);

    /// <summary>How many situations came up: so many runs were judged.</summary>
    public int Situations => situations.Count;

    /// <summary>A finding for each violated property.</summary>
    public IReadOnlyDictionary<string, Finding> Findings => findings;

    /// <inheritdoc/>
    bool IStateObserver.AtRest(SearchPosition position, ReadOnlySpan<int> state) =>
        (space.IsLive(state) && !situations.TryAdd(space.EndSituation(state), 0)) || Passes(position.Path());

    /// <inheritdoc/>
    bool IStateObserver.Judge(SearchPosition position, in Choice choice, ulong situation) =>
        !situations.TryAdd(situation, 0) || Passes([.. position.Path(), choice]);

    /// <inheritdoc/>
    bool IStateObserver.Broken(SearchPosition position, in Choice choice, string message) => Passes([.. position.Path(), choice]);

    private bool Passes(List<Choice> path)
    {
        if (!runners.TryTake(out var runner))
        {
            runner = new ScheduleRunner<VsWorld>(new VsWorld(space.Scenario, new SymbolicBinding(space.Scenario.Groups[0]), request.Mutate), request.Monitors());
        }

        var passes = true;
        foreach (var violation in runner.Follow(path, request.Ends, int.MaxValue, complete: false))
        {
            var finding = new Finding(violation, space.Scenario, 0, [.. runner.Choices]);
            findings.AddOrUpdate(violation.Property, finding, (_, old) => old.Choices.Count <= finding.Choices.Count ? old : finding);
            passes &= !request.Ends(violation);
        }

        runners.Add(runner);
        return passes;
    }
}
