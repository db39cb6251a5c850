using System.Globalization;
using System.Text;
using Rekey.Explorer.Strategies;
using Rekey.Mutants;
using Rekey.Reports.Comparing;

namespace Rekey.Reports.SpecRendering;

/// <summary>How long each strategy takes to catch mutants, from the evidence that is kept; and what follows for portfolios.</summary>
public static class StrategiesMarkdown
{
    /// <summary>The document of a repository.</summary>
    /// <exception cref="FormatException">The evidence file is something else.</exception>
    public static string Of(string root)
    {
        var text = new StringBuilder(TableMarkdown.Notice).Append("\n# Strategies\n\n");
        var path = Path.Combine(root, ComparisonJson.File);
        if (!File.Exists(path))
        {
            return text.Append("Nothing is kept.\n").ToString();
        }

        var comparison = ComparisonJson.Read(path);
        text.Append(CultureInfo.InvariantCulture, $"Kept in [strategies.json](../strategies.json), which `{comparison.Command} --evidence {ComparisonJson.File}` writes. ");
        text.Append(CultureInfo.InvariantCulture, $"Each of {comparison.Mutants.Count} mutants was hunted in its own scenario with seeds 1 to {comparison.Seeds}, each hunt for at most {comparison.Bound:N0} schedules. A hunt that reached the bound is censored: it counts as longer than every catch. What the strategies are is said in [exploration.md](../model/exploration.md#strategies).\n");
        Unmeasured(text, comparison);
        Summary(text, comparison);
        Portfolios(text, comparison);
        Mutants(text, comparison);
        return text.ToString();
    }

    /// <summary>Mutants that were added since; none of what follows is of them.</summary>
    private static void Unmeasured(StringBuilder text, Comparison comparison)
    {
        var added = MutantRegistry.All.Where(static m => !m.IsDrilled).Select(static m => m.Name).Except(comparison.Mutants.Select(static m => m.Mutant)).Order(StringComparer.Ordinal).ToList();
        if (added.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{added.Count} mutants that are hunted today are not measured yet, and nothing here is said of them: {string.Join(", ", added)}.\n");
        }
    }

    private static void Summary(StringBuilder text, Comparison comparison)
    {
        text.Append("\n| strategy | smallest median of | median, by the smallest one | hunts censored | seconds |\n|---|--:|--:|--:|--:|\n");
        foreach (var summary in comparison.Summaries)
        {
            text.Append("| ").AppendJoin(" | ", ComparisonTable.SummaryCells(summary)).Append(" |\n");
        }

        text.Append("\nOf so many mutants the strategy's median is the smallest, ties counted for all. The ratio is a geometric mean over mutants; a censored median counts as the bound, and the ratio is then at least what is said. Seconds are those of all hunts by the clock, each on one thread, on the machine that made the evidence and beside whatever else it did: they show orders of magnitude.\n");
    }

    private static void Portfolios(StringBuilder text, Comparison comparison)
    {
        text.Append("\n## Portfolios\n\nWhat portfolios would take, computed from the hunts with single strategies. A schedule catches a mutant with a probability that is estimated by catches per schedule run, censored hunts included; a portfolio draws the strategy of each schedule by its turns, so its probability is the mean of theirs. The ratio is that of mean schedules until the catch to those of the best single strategy for the mutant; its geometric mean is over the mutants that are caught at all.\n\n");
        text.Append("| turns | ratio, geometric mean | largest ratio | of | never caught |\n|---|--:|--:|---|--:|\n");
        foreach (var turns in PortfolioEstimate.Candidates.Where(t => t.All(p => comparison.Strategies.Contains(p.Strategy))))
        {
            var estimate = PortfolioEstimate.Of(comparison, turns);
            text.Append(CultureInfo.InvariantCulture, $"| {estimate}{(turns == Portfolio.Default ? " (default)" : "")} | {estimate.Ratio:0.00} | {estimate.Worst:N1} | {estimate.WorstMutant} | {estimate.Never} |\n");
        }
    }

    private static void Mutants(StringBuilder text, Comparison comparison)
    {
        text.Append("\n## Mutants\n\nSchedules until the catch: median (quartiles). In square brackets, how many hunts were censored.\n\n");
        text.Append("| mutant | property |").AppendJoin("", comparison.Strategies.Select(static s => $" {s} |")).Append("\n|---|---|").AppendJoin("", comparison.Strategies.Select(static _ => "--:|")).Append('\n');
        foreach (var mutant in comparison.Mutants)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {mutant.Mutant} | {mutant.Property} |").AppendJoin("", mutant.Strategies.Select(s => $" {Cell(s, comparison)} |")).Append('\n');
        }
    }

    private static string Cell(StrategyHunts hunts, Comparison comparison)
    {
        string Count(long? schedules) => ComparisonTable.Schedules(schedules, comparison);
        var (lower, median, upper) = (Count(hunts.Schedules.Lower), Count(hunts.Schedules.Median), Count(hunts.Schedules.Upper));
        return $"{median}{(lower == upper ? "" : $" ({lower} to {upper})")}{(hunts.Censored == 0 ? "" : $" [{hunts.Censored}]")}";
    }
}
