using System.Text.Json.Serialization;
using Rekey.Checking.Judging;

namespace Rekey.Reports.Checking;

/// <summary>The report of <c>rekey check --json</c>: what was found, in words, and all that is needed to merge it with reports of other shards.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Build">Which build wrote it.</param>
/// <param name="Mutant">The seeded bug that was explored; null for protocols as specified.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Shards">Which part it is of; null for the whole.</param>
/// <param name="Protocols">One entry for each protocol.</param>
/// <param name="Verdict">as-expected; violated; unfinished, where time or memory was up or the step bound cut schedules off; or interrupted.</param>
/// <param name="Digest">A hash of all of this but elapsed times and workers: two reports with the same digest found the same.</param>
public sealed record CheckDocument(
    string Format,
    BuildIdentity Build,
    string? Mutant,
    CheckAsked Request,
    CheckShards? Shards,
    IReadOnlyList<CheckedProtocol> Protocols,
    string Verdict,
    string Digest)
{
    /// <summary>The version of the format; a reader refuses any other.</summary>
    public const string CurrentFormat = "rekey-check/3";
}

/// <summary>What was asked of every protocol.</summary>
/// <param name="Seed">Seed of the exploration.</param>
/// <param name="Strategy">How schedules are chosen.</param>
/// <param name="Schedules">At most so many schedules per protocol, of all shards together; null for no bound.</param>
/// <param name="Seconds">At most so long in all; null for no limit.</param>
/// <param name="Steps">At most so many steps per schedule.</param>
/// <param name="Breadth">What unvisited cells and unreached goals mean: required, warned or not-judged; where they are not judged, no attack is demanded.</param>
/// <param name="NarrowedBy">The options that narrowed the exploration, so that breadth is not judged.</param>
public sealed record CheckAsked(ulong Seed, string Strategy, long? Schedules, double? Seconds, int Steps, string Breadth, IReadOnlyList<string> NarrowedBy);

/// <summary>Which part of an exploration a report is of.</summary>
/// <param name="Of">Into how many shards it was divided.</param>
/// <param name="Done">The shards that were run.</param>
public sealed record CheckShards(int Of, IReadOnlyList<int> Done);

/// <summary>A protocol: what was found, and how much was done.</summary>
/// <param name="Protocol">Its name.</param>
/// <param name="Scenarios">What was explored: schedule i explores scenario i modulo their number.</param>
/// <param name="Properties">What became of each property.</param>
/// <param name="Schedules">Schedules run.</param>
/// <param name="Steps">Transitions made.</param>
/// <param name="ViewChanges">Views agreed.</param>
/// <param name="DeepestCascade">Deepest cascade.</param>
/// <param name="Unfinished">Schedules that the step bound cut off.</param>
/// <param name="Cells">Cells of the control table.</param>
/// <param name="Rules">Rules that decided something.</param>
/// <param name="Faults">How often a fault struck a member in a control state, by <c>fault at state</c>; pairs that never came up are left out.</param>
/// <param name="Goals">Goals.</param>
/// <param name="Vacuous">Whether the exploration was too narrow to prove anything.</param>
/// <param name="Interrupted">Whether it was interrupted.</param>
/// <param name="OutOfMemory">Whether memory ran out.</param>
/// <param name="OutOfTime">Whether the time was up before all schedules were run.</param>
/// <param name="Findings">The first violation of each property.</param>
/// <param name="Seconds">How long it took; of merged reports, all together.</param>
/// <param name="Workers">Worker threads.</param>
public sealed record CheckedProtocol(
    string Protocol,
    IReadOnlyList<CheckedScenario> Scenarios,
    IReadOnlyList<CheckedProperty> Properties,
    long Schedules,
    long Steps,
    long ViewChanges,
    int DeepestCascade,
    long Unfinished,
    CheckedCells Cells,
    CheckedRules Rules,
    IReadOnlyDictionary<string, long> Faults,
    IReadOnlyList<CheckedGoal> Goals,
    bool Vacuous,
    bool Interrupted,
    bool OutOfMemory,
    bool OutOfTime,
    IReadOnlyList<CheckedFinding> Findings,
    double Seconds,
    int Workers);

/// <summary>A scenario.</summary>
/// <param name="Members">Members at the beginning.</param>
/// <param name="Faults">The fault budget.</param>
/// <param name="Start">From what its runs begin; null where that is plain.</param>
public sealed record CheckedScenario(
    int Members, string Faults, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Start = null);

/// <summary>What became of a property.</summary>
/// <param name="Property">Its name.</param>
/// <param name="Expected">holds or fails.</param>
/// <param name="Found">
/// not-violated, attack-found, violated, attack-missed, no-attack (none is demanded of a narrowed exploration), cut-off (the step bound kept runs from their
/// end), undecided or not-watched. Nothing that was sampled "holds".
/// </param>
/// <param name="Words">The same in words, as every report says it.</param>
/// <param name="AsExpected">Whether that is as expected.</param>
/// <param name="Why">Why it fails, where it is expected to.</param>
/// <param name="Schedule">The first schedule that violates it; null where none does.</param>
public sealed record CheckedProperty(string Property, string Expected, string Found, string Words, bool AsExpected, string Why, long? Schedule);

/// <summary>Cells of a control table.</summary>
/// <param name="Covered">How many of those that are not impossible were visited.</param>
/// <param name="Reachable">How many are not impossible.</param>
/// <param name="Missing">Those of them that were not visited.</param>
/// <param name="Visits">How often each was visited, by <c>state x trigger</c>; cells that never were are left out.</param>
public sealed record CheckedCells(int Covered, int Reachable, IReadOnlyList<string> Missing, IReadOnlyDictionary<string, long> Visits);

/// <summary>Rules, by id; those that decided nothing are left out.</summary>
/// <param name="Applied">How often a rule moved a member, or made it ignore or defer an input.</param>
/// <param name="Rejected">How often a rule rejected an input.</param>
public sealed record CheckedRules(IReadOnlyDictionary<string, long> Applied, IReadOnlyDictionary<string, long> Rejected);

/// <summary>A goal.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Possible">Whether some scenario makes it possible.</param>
/// <param name="Runs">How many runs reached it.</param>
public sealed record CheckedGoal(string Name, bool Possible, long Runs);

/// <summary>The first violation of a property.</summary>
/// <param name="Property">The property.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Step">After which step; one more than the last for the end of the run.</param>
/// <param name="Schedule">Number of the schedule.</param>
/// <param name="Members">Members of its scenario.</param>
/// <param name="Faults">Fault budget of its scenario.</param>
/// <param name="Choices">What was chosen in each step: a move, its two operands, its option.</param>
/// <param name="LoopFrom">Of a run without end, the first step of its loop; else null.</param>
/// <param name="Start">From what the runs of its scenario begin; null where that is plain.</param>
public sealed record CheckedFinding(
    string Property,
    string Message,
    int Step,
    long Schedule,
    int Members,
    string Faults,
    IReadOnlyList<string> Choices,
    int? LoopFrom,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Start = null);
