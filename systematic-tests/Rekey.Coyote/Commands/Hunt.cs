using Rekey.Mutants;

namespace Rekey.CoyoteHost.Commands;

/// <summary>What <c>mutants</c> was asked to do.</summary>
/// <param name="Mutants">Which mutants.</param>
/// <param name="Strategies">With which strategies.</param>
/// <param name="Iterations">Schedules per mutant and strategy.</param>
/// <param name="Time">Time per mutant and strategy; null for no limit.</param>
/// <param name="Seed">The seed.</param>
/// <param name="OnlyBest">Whether a strategy is given up as soon as it has taken longer than the best one before it.</param>
/// <param name="TraceFolder">Where traces go.</param>
internal sealed record HuntPlan(
    IReadOnlyList<Mutant> Mutants, IReadOnlyList<string> Strategies, int Iterations, TimeSpan? Time, uint Seed, bool OnlyBest, string? TraceFolder);

/// <summary>How a strategy fared with a mutant.</summary>
/// <param name="Strategy">The strategy.</param>
/// <param name="Property">The property whose violation ended the hunt; null where none did.</param>
/// <param name="Report">What was done.</param>
internal sealed record HuntOutcome(string Strategy, string? Property, CampaignReport Report)
{
    /// <summary>Whether the mutant was caught.</summary>
    public bool Caught => Property is not null;
}

/// <summary>How all strategies fared with a mutant.</summary>
internal sealed record HuntEntry(Mutant Mutant, IReadOnlyList<HuntOutcome> Hunts)
{
    /// <summary>The hunt that caught it in the shortest time; null where none caught it.</summary>
    public HuntOutcome? Best => Hunts.Where(h => h.Caught).MinBy(h => h.Report.Elapsed);
}
