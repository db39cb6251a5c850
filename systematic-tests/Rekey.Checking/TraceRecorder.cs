using Rekey.Explorer;
using Rekey.Explorer.Cycles;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.Checking;

/// <summary>Runs recorded choices again and writes down what happens.</summary>
public static class TraceRecorder
{
    /// <summary>
    /// Replays choices, watched by all monitors, and gives the trace.
    /// </summary>
    /// <param name="request">The exploration that the run is of: its scenario, and the mutant if there is one.</param>
    /// <param name="origin">Where the choices came from.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="property">The property whose violation ends the run; null for any that the protocol is expected to have.</param>
    /// <param name="loopFrom">The first step of a loop that is repeated for ever; null where the run ends. Whether it is a fair loop is decided anew.</param>
    /// <exception cref="InvalidChoiceException">A choice is not enabled; the message names the step.</exception>
    public static TraceDocument Record(
        CheckRequest request, TraceScenario origin, IReadOnlyList<Choice> choices, string? property, int? loopFrom = null)
    {
        bool Ends(Violation v) => property is null ? request.Holds(v.Property) : v.Property == property;
        var world = request.NewWorld(request.Scenarios[0]);
        var runner = new ScheduleRunner<IExploredWorld>(world, [.. MonitorSet.Of(request.Protocol), .. MonitorSet.OnRequest(property, request.Protocol)]);
        var steps = new List<TraceStep>(choices.Count);
        IReadOnlyList<Violation> violations;
        try
        {
            violations = runner.Replay(choices, Ends, number => steps.Add(world.Narrate(choices[number - 1], number)));
        }
        catch (InvalidChoiceException e)
        {
            throw new InvalidChoiceException($"step {steps.Count + 1} is not enabled: {e.Message}");
        }

        var found = violations.FirstOrDefault(v => Ends(v));
        var (names, loops) = (world.Names.Select(static n => n.ToString()).ToList(), false);
        if (found is null && loopFrom is { } from && Cycle(choices, from) is var cycle && Ends(cycle.Violates(Properties.Liveness)))
        {
            loops = CycleCheck.Problem(world, cycle) is null;
            found = loops ? cycle.Violates(Properties.Liveness) : null;
        }

        return new TraceDocument(
            TraceDocument.CurrentFormat, origin, names, steps, new TraceVerdict(found?.Property, found?.Message ?? "", found?.Step ?? 0, loops ? loopFrom : null));
    }

    private static FairCycle Cycle(IReadOnlyList<Choice> choices, int loopFrom) => new([.. choices.Take(loopFrom - 1)], [.. choices.Skip(loopFrom - 1)]);

    /// <summary>The trace of a finding.</summary>
    /// <param name="finding">The finding, perhaps shrunk.</param>
    /// <param name="request">The exploration that found it.</param>
    /// <param name="mutant">Name of the mutant; null for the protocol as it is.</param>
    /// <param name="shrunkFrom">How many steps the run had when it was found; null where it was not shrunk.</param>
    public static TraceDocument Record(Finding finding, CheckRequest request, string? mutant, int? shrunkFrom = null) => Record(
        request with { Scenarios = [finding.Scenario] },
        new TraceScenario(
            finding.Scenario.Protocol.Spec.Name,
            mutant,
            finding.Scenario.Members,
            finding.Scenario.Faults.ToString(),
            request.Strategy,
            request.Seed,
            finding.Schedule,
            shrunkFrom,
            TraceScenario.StartOf(finding.Scenario)),
        finding.Choices, finding.Violation.Property, finding.LoopFrom);
}
