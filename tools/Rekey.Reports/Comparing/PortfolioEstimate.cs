using Rekey.Explorer.Strategies;

namespace Rekey.Reports.Comparing;

/// <summary>
/// What a portfolio would take, computed from hunts with its parts alone. A schedule of a strategy catches a mutant with a probability that is estimated
/// by catches per schedule run, censored hunts included; a portfolio draws the strategy of each schedule by its turns, so its probability is the mean of
/// theirs, and the mean number of schedules until the catch is one by that.
/// </summary>
/// <param name="Turns">How many turns each strategy has.</param>
/// <param name="Ratio">Geometric mean, over mutants that it catches at all, of its mean number of schedules by that of the mutant's best single strategy.</param>
/// <param name="Worst">The largest of these ratios.</param>
/// <param name="WorstMutant">The mutant that has it.</param>
/// <param name="Never">How many mutants none of its parts ever caught, though another strategy did.</param>
public sealed record PortfolioEstimate(IReadOnlyList<(string Strategy, int Turns)> Turns, double Ratio, double Worst, string WorstMutant, int Never)
{
    /// <summary>The portfolios that the specification compares: the default one, others of the same parts, and each part alone.</summary>
    public static IReadOnlyList<IReadOnlyList<(string Strategy, int Turns)>> Candidates { get; } =
    [
        Portfolio.Default,
        [("fair", 1), ("pct", 1), ("delay", 1), ("random", 1)],
        [("fair", 2), ("pct", 2), ("delay", 2), ("random", 1)],
        [("fair", 1), ("pct", 1), ("delay", 1)],
        [("fair", 1), ("pct", 1)],
        .. Portfolio.Names.Select(static n => new[] { (n, 1) }),
    ];

    /// <summary>The estimate for a portfolio.</summary>
    public static PortfolioEstimate Of(Comparison comparison, IReadOnlyList<(string Strategy, int Turns)> turns)
    {
        var (ratios, never, all) = (new List<(double Ratio, string Mutant)>(), 0, turns.Sum(static t => t.Turns));
        foreach (var mutant in comparison.Mutants)
        {
            double Rate(string strategy)
            {
                var hunts = mutant.Strategies.First(s => s.Strategy == strategy);
                return (double)(comparison.Seeds - hunts.Censored) / hunts.SchedulesRun;
            }

            var best = Portfolio.Names.Where(comparison.Strategies.Contains).Max(Rate);
            var rate = turns.Sum(t => t.Turns * Rate(t.Strategy)) / all;
            if (rate > 0)
            {
                ratios.Add((best / rate, mutant.Mutant));
            }

            never += rate == 0 && best > 0 ? 1 : 0;
        }

        var (worst, worstMutant) = ratios.Count == 0 ? (1, "") : ratios.MaxBy(static r => r.Ratio);
        return new PortfolioEstimate(turns, Math.Exp(ratios.Select(static r => Math.Log(r.Ratio)).DefaultIfEmpty(0).Average()), worst, worstMutant, never);
    }

    /// <summary>The turns as words: <c>fair 3, pct 3, delay 3, random 1</c>.</summary>
    public override string ToString() => string.Join(", ", Turns.Select(static t => $"{t.Strategy} {t.Turns}"));
}
