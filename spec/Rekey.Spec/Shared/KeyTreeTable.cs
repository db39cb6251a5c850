using static Rekey.Spec.Shared.RunState;
using static Rekey.Spec.Shared.RunTrigger;

namespace Rekey.Spec.Shared;

/// <summary>
/// The control table of the key-tree protocols. They differ in their plans, and in nothing else; where a server makes the whole plan, some
/// cells cannot be reached.
/// </summary>
public static class KeyTreeTable
{
    /// <summary>The name of <see cref="Distributed"/>.</summary>
    public const string DistributedName = "key-trees";

    /// <summary>The name of <see cref="Server"/>.</summary>
    public const string ServerName = "key-server";

    private const string OnlyServer = "the server sends everything itself, in order, and each member needs all of it";

    private static readonly RunRules Rules = new(
        KeyTreeRules.Components, KeyTreeRules.Report, KeyTreeRules.Alone, KeyTreeRules.Refresh, KeyTreeRules.ForwardRefresh, KeyTreeRules.ForwardRefresh,
        TerminationRules.BlockAbandons);

    private static readonly GatherRules Gathering = new(
        KeyTreeRules.Components, KeyTreeRules.Announce, KeyTreeRules.TakePlan, KeyTreeRules.TakePart, KeyTreeRules.Complete);

    /// <summary>The table of B, O and O3, where members send to each other.</summary>
    public static ControlTable<RunState, RunTrigger> Distributed { get; } = RunTable.Begin(Rules, Gathering)
        .Go(PlanComplete, AwaitingDone, KeyTreeRules.Complete, Reporting, Keyed)
        .Stay(Part, KeyTreeRules.TakePart, Leading)
        .Defer(PartEarly, KeyTreeRules.EarlyPart, Reporting, Leading, Keying, AwaitingDone, Keyed)
        .Ignore(PartMoot, KeyTreeRules.MootPart, Leading, Keying, AwaitingDone, Keyed, Blocked, BlockedStaged)
        .Defer(AckEarly, KeyTreeRules.Complete, Leading)
        .Build();

    /// <summary>The table of C, where the server sends everything.</summary>
    public static ControlTable<RunState, RunTrigger> Server { get; } = RunTable.Begin(Rules, Gathering)
        .Impossible(PlanComplete, OnlyServer, Reporting, Keyed)
        .Impossible(Part, OnlyServer, Leading)
        .Impossible(PartEarly, OnlyServer, Reporting, Leading, Keying, AwaitingDone, Keyed)
        .Ignore(PartMoot, KeyTreeRules.MootPart, Keying, AwaitingDone, Keyed, Blocked, BlockedStaged)
        .Impossible(PartMoot, OnlyServer, Leading)
        .Impossible(AckEarly, "the server is complete when it announces the tree", Leading)
        .Build();
}
