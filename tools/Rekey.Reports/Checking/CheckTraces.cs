using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Explorer;
using Rekey.Explorer.Shrinking;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Checking;

/// <summary>A run that violated something, with its trace, which is shrunk when it is asked for.</summary>
/// <param name="Properties">The violated properties.</param>
/// <param name="Expected">Whether the violations were expected.</param>
/// <param name="DefaultName">Where the trace goes when no file is named, without the ending.</param>
/// <param name="Shrink">Shrinks the run.</param>
/// <param name="Record">Writes down the shrunk run.</param>
public sealed record FoundTrace(
    IReadOnlyList<string> Properties, bool Expected, string DefaultName, Func<ShrunkRun> Shrink, Func<ShrunkRun, TraceDocument> Record)
{
    /// <summary>How names of traces end.</summary>
    public const string Ending = ".trace.json";

    private readonly Lazy<ShrunkRun> run = new(Shrink);
    private TraceDocument? document;

    /// <summary>The file that the trace was written to; null where it was not.</summary>
    public string? SavedAs { get; set; }

    /// <summary>The shrunk run.</summary>
    public ShrunkRun Run => run.Value;

    /// <summary>The trace of the shrunk run; its verdict is of the first property.</summary>
    public TraceDocument Document => document ??= Record(Run);

    /// <summary>What the shrunk run violates.</summary>
    public IEnumerable<Violation> Violations => Run.Findings.Select(static f => f.Violation);

    /// <summary>The trace with the verdict on one of its properties.</summary>
    public TraceDocument About(string property)
    {
        var violation = Violations.First(v => v.Property == property);
        return Document with { Verdict = Document.Verdict with { Property = violation.Property, Message = violation.Message, Step = violation.Step } };
    }
}

/// <summary>The traces of what an exploration found: one for each run, however many properties it violated.</summary>
public static class CheckTraces
{
    /// <summary>Shrinking one run never takes longer, however long the run is.</summary>
    private static readonly ShrinkBounds Bounds = new(Time: TimeSpan.FromSeconds(5));

    /// <summary>The traces, those of unexpected violations first. Of a mutant's run the verdict is about what its bug is about, where it violates that.</summary>
    public static IReadOnlyList<FoundTrace> Of(Judgement judgement, Mutant? mutant, CancellationToken cancel) =>
        [.. judgement.Properties.Where(p => p.Finding is not null)
            .GroupBy(p => (Expected: p.Expected == Expected.FailsAsExpected, p.Finding!.Schedule, p.Finding.LoopFrom))
            .OrderBy(g => g.Key.Expected).ThenBy(g => g.Key.Schedule)
            .Select(g => Of(judgement, mutant, g.Key.Expected, [.. g.Select(p => p.Finding!).OrderBy(f => mutant?.IsCaughtBy([f.Violation.Property]) != true)], cancel))];

    private static FoundTrace Of(Judgement judgement, Mutant? mutant, bool expected, IReadOnlyList<Finding> findings, CancellationToken cancel)
    {
        var request = judgement.Request;
        return new FoundTrace(
            [.. findings.Select(f => f.Violation.Property)],
            expected,
            $"rekey-{judgement.Protocol.ToLowerInvariant()}-{findings[0].Violation.Property.ToLowerInvariant()}",
            () => new RunShrinker(request, Bounds, cancel).Shrink(findings),
            run => TraceRecorder.Record(run.Findings[0], request with { Strategy = judgement.Strategy }, mutant?.Name, run.Steps < run.From ? run.From : null));
    }
}
