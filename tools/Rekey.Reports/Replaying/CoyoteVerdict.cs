using Rekey.Checking;
using Rekey.Coyote;
using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Replaying;

/// <summary>Runs the choices of a trace under Coyote too.</summary>
public static class CoyoteVerdict
{
    /// <summary>How the run ends there, asked for the property that it violates without Coyote; where it violates none, for any that should hold.</summary>
    public static TraceVerdict Of(Replay replay)
    {
        var property = replay.Replayed.Verdict.Property;
        var request = Replay.RequestOf(replay.Recorded, replay.Mutant);
        bool Ends(Explorer.Violation violation) => property is null ? request.Holds(violation.Property) : violation.Property == property;
        var choices = TraceJson.Choices(replay.Recorded);
        var found = CoyoteReplay.Run(request, choices, Ends).FirstOrDefault(Ends);
        return new TraceVerdict(found?.Property, found?.Message ?? "", found?.Step ?? 0);
    }
}
