using Rekey.Explorer;
using Rekey.Monitors.Checking;
using Rekey.Spec;
using Rekey.Worlds.Traces;

namespace Rekey.Cli.Checking;

/// <summary>A run that violated something, with its trace.</summary>
/// <param name="Violations">What it violated; the trace's verdict is of the first one.</param>
/// <param name="Expected">Whether the violations were expected.</param>
/// <param name="Document">The trace.</param>
/// <param name="DefaultFile">Where it goes when no file is named.</param>
internal sealed record FoundTrace(IReadOnlyList<Violation> Violations, bool Expected, TraceDocument Document, string DefaultFile)
{
    /// <summary>The violated properties.</summary>
    public IEnumerable<string> Properties => Violations.Select(v => v.Property);

    /// <summary>The trace with the verdict on one of its properties.</summary>
    public TraceDocument About(Violation violation) =>
        Document with { Verdict = new TraceVerdict(violation.Property, violation.Message, violation.Step) };
}

/// <summary>Records the traces of what an exploration found: one for each run, however many properties it violated.</summary>
internal static class CheckTraces
{
    /// <summary>The traces, those of unexpected violations first.</summary>
    public static IReadOnlyList<FoundTrace> Of(Judgement judgement, string? mutant) =>
        [.. judgement.Properties.Where(p => p.Finding is not null)
            .GroupBy(p => (Expected: p.Expected == Expected.FailsAsExpected, p.Finding!.Schedule))
            .OrderBy(g => g.Key.Expected).ThenBy(g => g.Key.Schedule)
            .Select(g => new FoundTrace(
                [.. g.Select(p => p.Finding!.Violation)],
                g.Key.Expected,
                TraceRecorder.Record(g.First().Finding!, judgement.Report.Request, mutant),
                $"rekey-{judgement.Protocol.ToLowerInvariant()}-{g.First().Property.ToLowerInvariant()}.trace.json"))];
}
