using Rekey.Monitors.Checking;
using Rekey.Worlds.Traces;

namespace Rekey.CoyoteHost;

/// <summary>What was found under Coyote, in the project's trace format: Coyote is not needed to replay it.</summary>
internal static class HostTrace
{
    /// <summary>Writes a finding down by replaying its choices without Coyote.</summary>
    /// <exception cref="InvalidOperationException">The replay ends otherwise: then the host is wrong, and a trace would mislead.</exception>
    public static TraceDocument Record(Finding finding, CheckRequest request, string? mutant)
    {
        var document = TraceRecorder.Record(finding, request with { Strategy = $"coyote-{request.Strategy}" }, mutant);
        var expected = new TraceVerdict(finding.Violation.Property, finding.Violation.Message, finding.Violation.Step);
        return document.Verdict == expected
            ? document
            : throw new InvalidOperationException($"the replay ends with {document.Verdict}, but under Coyote it was {expected}");
    }
}
