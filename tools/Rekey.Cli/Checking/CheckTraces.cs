using Rekey.Monitors.Checking;
using Rekey.Spec;
using Rekey.Worlds.Traces;

namespace Rekey.Cli.Checking;

/// <summary>A violation with its trace.</summary>
/// <param name="Property">The property.</param>
/// <param name="Expected">Whether the violation was expected.</param>
/// <param name="Document">The trace.</param>
/// <param name="DefaultFile">Where it goes when no file is named.</param>
internal sealed record FoundTrace(string Property, bool Expected, TraceDocument Document, string DefaultFile);

/// <summary>Records the traces of what an exploration found.</summary>
internal static class CheckTraces
{
    /// <summary>The traces, those of unexpected violations first.</summary>
    public static IReadOnlyList<FoundTrace> Of(Judgement judgement, string? mutant) =>
        [.. judgement.Properties.Where(p => p.Finding is not null).OrderBy(p => p.Expected == Expected.FailsAsExpected).Select(p => new FoundTrace(
            p.Property,
            p.Expected == Expected.FailsAsExpected,
            TraceRecorder.Record(p.Finding!, judgement.Report.Request, mutant),
            $"rekey-{judgement.Protocol.ToLowerInvariant()}-{p.Property.ToLowerInvariant()}.trace.json"))];
}
