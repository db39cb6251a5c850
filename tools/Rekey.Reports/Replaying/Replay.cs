using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Explorer;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Documents;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Replaying;

/// <summary>A trace, as recorded and as it runs today.</summary>
/// <param name="Recorded">As recorded.</param>
/// <param name="Replayed">As it runs today.</param>
/// <param name="Mutant">The seeded bug that runs; null for the protocol as specified.</param>
/// <param name="ViolatesExpectation">Whether the replayed run violates a property that is expected to hold.</param>
public sealed record Replay(TraceDocument Recorded, TraceDocument Replayed, Mutant? Mutant, bool ViolatesExpectation)
{
    /// <summary>Whether both end in the same verdict.</summary>
    public bool SameVerdict => Recorded.Verdict == Replayed.Verdict;

    /// <summary>Whether both tell the same, to the letter.</summary>
    public bool SameSteps => TraceJson.Write(Recorded) == TraceJson.Write(Replayed);

    /// <summary>Reads a file and runs it.</summary>
    /// <exception cref="FormatException">The file is no trace of this version, or names something unknown; the message names file and place.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidChoiceException">A step is not enabled.</exception>
    public static Replay Of(string path)
    {
        var text = StrictJson.TextOf(path, TraceJson.Kind);
        try
        {
            return Run(TraceJson.Read(text));
        }
        catch (FormatException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
        catch (InvalidChoiceException e)
        {
            throw new InvalidChoiceException($"{path}: {e.Message}");
        }
    }

    private static Replay Run(TraceDocument recorded)
    {
        var origin = recorded.Scenario;
        if (origin.Members is < 1 or > Scenario.MaxMembers)
        {
            throw new FormatException($"scenario.members is {origin.Members}; expected 1 to {Scenario.MaxMembers}");
        }

        for (var i = 0; i < recorded.Steps.Count; i++)
        {
            if (recorded.Steps[i].Number != i + 1)
            {
                throw new FormatException($"steps[{i}] is numbered {recorded.Steps[i].Number}; expected step {i + 1}");
            }
        }

        if (recorded.Verdict.LoopFrom is { } loop && (loop < 1 || loop > recorded.Steps.Count))
        {
            throw new FormatException($"verdict.loopFrom is {loop}; expected a step from 1 to {recorded.Steps.Count}");
        }

        var protocol = Definitions.Find(origin.Protocol);
        var mutant = origin.Mutant is { } name ? MutantRegistry.Find(name) : null;
        if (mutant is not null && !mutant.IsIn(protocol))
        {
            throw new FormatException($"scenario.mutant '{mutant.Name}' is one of {mutant.Protocol}; expected one of {protocol.Spec.Name}");
        }

        var request = RequestOf(recorded, mutant);
        TraceDocument Ending(string? property) =>
            TraceRecorder.Record(request, origin, TraceJson.Choices(recorded), property, recorded.Verdict.LoopFrom);
        var replayed = Ending(recorded.Verdict.Property);
        if (replayed.Verdict.Property is null && recorded.Verdict.Property is not null)
        {
            // What was recorded does not happen; then whatever else goes wrong is the verdict.
            replayed = Ending(null);
        }

        return new Replay(recorded, replayed, mutant, replayed.Verdict.Property is { } property && Holds(protocol.Spec, property));
    }

    /// <summary>The exploration that a trace is of.</summary>
    /// <exception cref="FormatException">It names something unknown.</exception>
    public static CheckRequest RequestOf(TraceDocument trace, Mutant? mutant)
    {
        var (origin, protocol) = (trace.Scenario, Definitions.Find(trace.Scenario.Protocol));
        var scenario = Definitions.ScenarioOf(protocol, origin.Members, origin.Faults) with { Start = TraceScenario.ReadStart(origin.Start) };
        var request = CheckRequest.Of(scenario);
        return mutant?.In(request) ?? request;
    }

    private static bool Holds(ISpecified spec, string property) =>
        spec.Expectations.FirstOrDefault(e => e.Property == property)?.Expected != Expected.FailsAsExpected;
}
