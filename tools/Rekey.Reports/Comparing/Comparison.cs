using System.Text.Json.Serialization;
using Rekey.Mutants;

namespace Rekey.Reports.Comparing;

/// <summary>Hunts for one mutant with one strategy, one for each seed.</summary>
/// <param name="Strategy">The strategy.</param>
/// <param name="Censored">How many hunts reached the bound: they say only that a catch takes more schedules than that.</param>
/// <param name="Schedules">Schedules until the catch; null where that is a censored hunt's.</param>
/// <param name="Seconds">Seconds until the catch, on one thread; null where that is a censored hunt's.</param>
/// <param name="SchedulesRun">Schedules of all hunts, those of the censored ones included.</param>
/// <param name="SecondsRun">Seconds of all hunts, those of the censored ones included.</param>
/// <param name="Catches">For each seed, from 1, the schedules until the catch, null where the hunt is censored; null where only the summary was kept.</param>
public sealed record StrategyHunts(
    string Strategy, int Censored, Quartiles<long> Schedules, Quartiles<double> Seconds, long SchedulesRun, double SecondsRun, IReadOnlyList<long?>? Catches = null)
{
    /// <summary>What the hunts for a mutant came to. A catch by the monitor of another property is none: there the hunt is censored too.</summary>
    /// <param name="result">The hunts.</param>
    /// <param name="strategy">Their strategy.</param>
    /// <param name="bound">Their bound, in schedules.</param>
    public static StrategyHunts Of(HuntResult result, string strategy, long bound)
    {
        var catches = result.Catches.Select(c => c is { } hit && hit.Property == result.Mutant.CaughtBy[0] ? hit.Schedules : (long?)null).ToList();
        return new StrategyHunts(
            strategy,
            catches.Count(static c => c is null),
            Quartiles<long>.Of(catches),
            Quartiles<double>.Of(catches.Zip(result.Seconds, static (c, s) => c is null ? (double?)null : Rounded(s))),
            result.Catches.Sum(c => c?.Schedules ?? bound),
            Rounded(result.Seconds.Sum()),
            catches);
    }

    /// <summary>Four digits; more would be noise.</summary>
    private static double Rounded(double seconds) => double.Parse(seconds.ToString("G4", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A mutant, hunted with several strategies.</summary>
/// <param name="Mutant">Its name.</param>
/// <param name="Protocol">The protocol that it is a mutant of.</param>
/// <param name="Property">The property that its mistake is about.</param>
/// <param name="Strategies">The hunts, a strategy each, in the order of the comparison.</param>
public sealed record ComparedMutant(string Mutant, string Protocol, string Property, IReadOnlyList<StrategyHunts> Strategies)
{
    /// <summary>The smallest median of schedules; null where all medians are censored. It follows from the others, and is not written.</summary>
    [JsonIgnore]
    public long? Best => Strategies.Min(static s => s.Schedules.Median);
}

/// <summary>What a strategy comes to over all mutants.</summary>
/// <param name="Strategy">The strategy.</param>
/// <param name="Best">Of how many mutants its median is the smallest; ties count for all.</param>
/// <param name="Ratio">Geometric mean, over the mutants that some strategy has a median for, of its median by the smallest one; a censored median counts as the bound.</param>
/// <param name="AtLeast">Whether a median was censored: then the ratio is at least so large.</param>
/// <param name="Censored">How many hunts were censored.</param>
/// <param name="Hunts">How many hunts there were.</param>
/// <param name="Seconds">Seconds of all hunts.</param>
public sealed record StrategySummary(string Strategy, int Best, double Ratio, bool AtLeast, int Censored, int Hunts, double Seconds);

/// <summary>Strategies compared by how long they take to catch mutants.</summary>
/// <param name="Command">The command that made it.</param>
/// <param name="Seeds">Every mutant was hunted with seeds 1 to this, by every strategy.</param>
/// <param name="Bound">At most so many schedules for a hunt.</param>
/// <param name="Complete">Whether all mutants are there that were asked for.</param>
/// <param name="Mutants">The mutants, by name.</param>
public sealed record Comparison(string Command, int Seeds, long Bound, bool Complete, IReadOnlyList<ComparedMutant> Mutants)
{
    /// <summary>The strategies, in order.</summary>
    public IReadOnlyList<string> Strategies => Mutants.Count == 0 ? [] : [.. Mutants[0].Strategies.Select(static s => s.Strategy)];

    /// <summary>The mutants that no hunt caught.</summary>
    public IReadOnlyList<ComparedMutant> NeverCaught => [.. Mutants.Where(m => m.Strategies.All(s => s.Censored == Seeds))];

    /// <summary>Each strategy over all mutants.</summary>
    public IReadOnlyList<StrategySummary> Summaries => [.. Strategies.Select(Summary)];

    private StrategySummary Summary(string strategy, int at)
    {
        var known = Mutants.Where(static m => m.Best is not null).Select(m => (Best: m.Best!.Value, m.Strategies[at].Schedules.Median)).ToList();
        return new StrategySummary(
            strategy,
            known.Count(static k => k.Median == k.Best),
            Math.Exp(known.Select(k => Math.Log((double)(k.Median ?? Bound) / k.Best)).DefaultIfEmpty(0).Average()),
            known.Exists(static k => k.Median is null),
            Mutants.Sum(m => m.Strategies[at].Censored),
            Mutants.Count * Seeds,
            Mutants.Sum(m => m.Strategies[at].SecondsRun));
    }
}
