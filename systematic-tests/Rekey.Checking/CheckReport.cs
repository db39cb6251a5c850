using Rekey.Explorer;
using Rekey.Explorer.Cycles;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Checking;

/// <summary>A violation with what is needed to replay it.</summary>
/// <param name="Violation">What was violated.</param>
/// <param name="Scenario">In which scenario.</param>
/// <param name="Schedule">Number of the schedule, from 0.</param>
/// <param name="Choices">The choices that lead there.</param>
/// <param name="LoopFrom">Of a run without end, the first step of its loop, from 1: the choices from there to the last are repeated for ever. Else null.</param>
public sealed record Finding(Violation Violation, Scenario Scenario, long Schedule, IReadOnlyList<Choice> Choices, int? LoopFrom = null)
{
    /// <summary>A run that never comes to rest, which violates Liveness.</summary>
    public static Finding Of(FairCycle cycle, Scenario scenario, long schedule) => new(cycle.Violates(Properties.Liveness), scenario, schedule, cycle.Choices, cycle.LoopFrom);
}

/// <summary>What an exploration did and found.</summary>
public sealed record CheckReport
{
    /// <summary>What was asked.</summary>
    public required CheckRequest Request { get; init; }

    /// <summary>Schedules run.</summary>
    public long Schedules { get; init; }

    /// <summary>Transitions made.</summary>
    public long Steps { get; init; }

    /// <summary>Views agreed.</summary>
    public long ViewChanges { get; init; }

    /// <summary>Deepest cascade.</summary>
    public int DeepestCascade { get; init; }

    /// <summary>Schedules that the step bound cut off.</summary>
    public long Unfinished { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether it was interrupted before it was done.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Whether memory ran out before it was done.</summary>
    public bool OutOfMemory { get; init; }

    /// <summary>Whether the time was up before all schedules were run.</summary>
    public bool OutOfTime { get; init; }

    /// <summary>Which shards it is of.</summary>
    public ShardSet Shards { get; init; } = ShardSet.Whole;

    /// <summary>Whether it is of less than what was asked: interrupted, out of memory or time, or a shard.</summary>
    public bool IsPartial => Interrupted || OutOfMemory || OutOfTime || !Shards.IsWhole;

    /// <summary>The first finding for each violated property.</summary>
    public required IReadOnlyDictionary<string, Finding> Findings { get; init; }

    /// <summary>Cells and rules visited.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>Goals reached.</summary>
    public required Goals Goals { get; init; }

    /// <summary>The findings that nobody expected.</summary>
    public IEnumerable<Finding> Unexpected => Findings.Values.Where(f => Request.Holds(f.Violation.Property));

    /// <summary>The expected attacks that were not found, of those that some scenario makes possible.</summary>
    public IEnumerable<Expectation> Missed => Request.Secrecy
        ? Request.Protocol.Spec.Expectations.Where(e => e.Expected == Expected.FailsAsExpected && !Findings.ContainsKey(e.Property) && Request.IsAbout(e.Property))
        : [];

    /// <summary>Goals that some scenario makes possible and that no run reached.</summary>
    public IEnumerable<string> GoalsMissed => Goals.PossibleIn(Request).Where(i => Goals[i] == 0).Select(static i => Goals.All[i].Name);

    /// <summary>Properties that the protocol speaks of and that have no monitor at all: whatever was explored says nothing of them.</summary>
    public IEnumerable<string> Unwatched =>
        Request.Protocol.Spec.Expectations.Select(static e => e.Property).Except(MonitorSet.Of(Request.Protocol).Select(static m => m.Property));

    /// <summary>Whether the exploration watched a property.</summary>
    public bool Watches(string property) => MonitorSet.Of(Request.Protocol, Request.Secrecy).Any(m => m.Property == property);

    /// <summary>Whether all is as expected, expected attacks included.</summary>
    public bool AsExpected => !Unexpected.Any() && !Missed.Any() && !Unwatched.Any();
}
