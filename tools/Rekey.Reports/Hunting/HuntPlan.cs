using Rekey.Mutants;

namespace Rekey.Reports.Hunting;

/// <summary>What <c>rekey mutants</c> was asked to do.</summary>
/// <param name="Mutants">Which mutants.</param>
/// <param name="Strategy">How schedules are chosen.</param>
/// <param name="Seeds">How many seeds.</param>
/// <param name="Bound">Schedules per seed.</param>
/// <param name="Json">Where the report goes.</param>
/// <param name="TraceFolder">Where traces go.</param>
/// <param name="Shrink">Whether what was found is shrunk, and shown so.</param>
/// <param name="Wide">Whether the hunt is in the scenarios of <c>rekey check</c>, and not in the mutant's own.</param>
/// <param name="Html">Where the page goes.</param>
/// <param name="Command">The options that decide what is done, as a command.</param>
public sealed record HuntPlan(
    IReadOnlyList<Mutant> Mutants, string Strategy, int Seeds, long Bound, string? Json, string? TraceFolder, bool Shrink = false, bool Wide = false,
    string? Html = null, string Command = "rekey mutants")
{
    /// <summary>Where the trace of a mutant goes; null where none is wanted.</summary>
    public string? TraceOf(Mutant mutant) => TraceFolder is null ? null : Path.Combine(TraceFolder, $"{mutant.Name}.trace.json");
}
