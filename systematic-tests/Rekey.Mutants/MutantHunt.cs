using System.Diagnostics;
using Rekey.Checking;
using Rekey.Explorer;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants;

/// <summary>How the hunt for a mutant ended.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Catches">
/// Per seed the schedules until the catch, and the property whose monitor caught it; null where the bound was reached first. Drills have no seed: they
/// count until the first answer that differs.
/// </param>
/// <param name="First">The finding of the first seed that caught it, with its request, for a trace; null where drills caught it.</param>
public sealed record HuntResult(Mutant Mutant, IReadOnlyList<(long Schedules, string Property)?> Catches, (Finding Finding, CheckRequest Request)? First)
{
    /// <summary>Whether every seed caught it, by the monitor of the property that the mistake is about; not if there was none.</summary>
    public bool Caught => Catches.Count > 0 && Catches.All(c => c is { } hit && Mutant.IsCaughtBy([hit.Property]));

    /// <summary>Median of the schedules until the catch.</summary>
    public long Median => Sorted[Sorted.Length / 2];

    /// <summary>How long each hunt took on its one thread, in seconds, the making of its world included; empty where drills caught it.</summary>
    public IReadOnlyList<double> Seconds { get; init; } = [];

    /// <summary>The worst seed.</summary>
    public long Worst => Sorted[^1];

    private long[] Sorted => Catches.Count == 0 ? [long.MaxValue] : [.. Catches.Select(c => c?.Schedules ?? long.MaxValue).Order()];
}

/// <summary>Explores a mutant until the property that its mistake is about is violated.</summary>
public static class MutantHunt
{
    /// <summary>At most so many schedules, where nothing else is asked for.</summary>
    public const long Schedules = 100_000;

    /// <summary>At most so many steps of each.</summary>
    public const int Steps = 2_000;

    /// <summary>
    /// Hunts with seeds 1 to <paramref name="seeds"/>, each for at most <paramref name="bound"/> schedules; in the mutant's own scenario, or, where
    /// <paramref name="wide"/>, in those of <c>rekey check</c>. What explores is <paramref name="explore"/>, or else <see cref="Checker"/>.
    /// </summary>
    public static HuntResult Run(Mutant mutant, string strategy, int seeds, long bound = Schedules, CancellationToken cancel = default, bool wide = false,
        Func<CheckRequest, CancellationToken, CheckReport>? explore = null)
    {
        if (mutant.IsDrilled)
        {
            var hit = MutantDrill.Run(mutant) is { } number ? (number, Mutant.Drills) : ((long, string)?)null;
            return new HuntResult(mutant, [.. Enumerable.Repeat(hit, cancel.IsCancellationRequested ? 0 : seeds)], null);
        }

        var (catches, seconds) = (new List<(long, string)?>(), new List<double>());
        (Finding, CheckRequest)? first = null;
        for (var seed = 1; seed <= seeds && !cancel.IsCancellationRequested; seed++)
        {
            var request = Request(mutant, strategy, (ulong)seed, bound, wide);
            var start = Stopwatch.GetTimestamp();
            var report = explore is null ? Checker.Run(request, cancel) : explore(request, cancel);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            var finding = report.Findings.GetValueOrDefault(mutant.CaughtBy[0]) ?? report.Findings.GetValueOrDefault(ScheduleRunner<VsWorld>.SpecificationProperty);
            catches.Add(finding is null ? null : (finding.Schedule + 1, finding.Violation.Property));
            first ??= finding is null ? null : (finding, request);
        }

        return new HuntResult(mutant, catches, first) { Seconds = seconds };
    }

    /// <summary>
    /// The exploration of a mutant: in its own scenario, which has by hand little more than the mistake needs; or wide, in all that <c>rekey check</c>
    /// explores, where a violation is found as somebody finds it who does not know the mistake.
    /// </summary>
    public static CheckRequest Request(Mutant mutant, string strategy, ulong seed, long bound, bool wide = false)
    {
        var protocol = Definitions.Find(mutant.Protocol);
        return Hunting(mutant, new CheckRequest
        {
            Protocol = protocol,
            Scenarios = wide
                ? CheckRequest.DefaultScenarios(protocol, 1, Math.Max(CheckRequest.DefaultMembers, mutant.Members))
                : [Definitions.ScenarioOf(protocol, mutant.Members, mutant.Faults) with { Start = mutant.Start }],
            Strategy = strategy,
            Seed = seed,
            Schedules = bound,
            Steps = Steps,
        });
    }

    /// <summary>
    /// The same exploration of a mutant: it goes on until the property that the mistake is about is violated, whatever else is violated before. Of a mutant
    /// that is drilled, or is looked for in a stack that is not asked for that property, nothing is promised, and any violation ends it.
    /// </summary>
    public static CheckRequest Hunting(Mutant mutant, CheckRequest request) =>
        mutant.In(request) with { EndsOn = mutant.IsDrilled || !IsAskedOf(request.Protocol, mutant) ? null : mutant.CaughtBy[0], EndsOnBugs = false };

    private static bool IsAskedOf(IDefinition definition, Mutant mutant) =>
        definition.Spec.Name == mutant.Protocol || definition.Spec.Expectations.Any(e => e.Property == mutant.CaughtBy[0]);
}
