using Rekey.Core;
using static Rekey.Spec.Shared.RunState;
using static Rekey.Spec.Shared.RunTrigger;

namespace Rekey.Spec.Shared;

/// <summary>States of a member in a run. A protocol may have fewer of them, and its paper's names for them (<see cref="RunWords{TState,TTrigger}"/>).</summary>
public enum RunState : byte
{
    /// <summary>No view yet.</summary>
    Outside,

    /// <summary>The leader of a new view waits for reports.</summary>
    Gathering,

    /// <summary>The member has reported and waits for the announcement.</summary>
    Reporting,

    /// <summary>The leader has announced the run, which is open.</summary>
    Leading,

    /// <summary>The member has the announcement and still lacks keys, or has messages to send.</summary>
    Keying,

    /// <summary>The keys are complete and acknowledged; ProtoDone has not come yet.</summary>
    AwaitingDone,

    /// <summary>The newest key is committed and no run is open.</summary>
    Keyed,

    /// <summary>Blocked for the next view; no key can be committed in this one any more.</summary>
    Blocked,

    /// <summary>Blocked for the next view, with an acknowledged key that ProtoDone may still commit.</summary>
    BlockedStaged,

    /// <summary>Left for good.</summary>
    Left,
}

/// <summary>What an input can mean to a member.</summary>
public enum RunTrigger : byte
{
    /// <summary>A view with others that this member leads.</summary>
    ViewLeads,

    /// <summary>A view that another member leads.</summary>
    ViewFollows,

    /// <summary>A view of this member alone.</summary>
    ViewAlone,

    /// <summary>The group communication system blocks.</summary>
    Block,

    /// <summary>A valid report, others still missing.</summary>
    ReportPartial,

    /// <summary>The last valid report.</summary>
    ReportLast,

    /// <summary>The expected announcement from the leader: a tree, a lineup, or a key. It determines the plan.</summary>
    Plan,

    /// <summary>The expected announcement from the leader, and this member is complete with it.</summary>
    PlanComplete,

    /// <summary>A message of the run, after which something is still missing.</summary>
    Part,

    /// <summary>The message of the plan after which nothing is missing any more.</summary>
    PartComplete,

    /// <summary>A message of the run that cannot be judged or opened yet.</summary>
    PartEarly,

    /// <summary>A message of the run of which nothing is needed.</summary>
    PartMoot,

    /// <summary>An ack that comes before the leader itself is complete.</summary>
    AckEarly,

    /// <summary>A valid ack, others still missing.</summary>
    AckPartial,

    /// <summary>The last valid ack.</summary>
    AckLast,

    /// <summary>The leader's ProtoDone for the staged key.</summary>
    Done,

    /// <summary>The application of the leader wants a refresh.</summary>
    RefreshOwn,

    /// <summary>The application of a member alone in its view wants a refresh.</summary>
    RefreshAlone,

    /// <summary>The application of another member wants a refresh.</summary>
    RefreshForward,

    /// <summary>Another member's request to replace the current key reaches the leader.</summary>
    RefreshAsked,

    /// <summary>The application sends, and the view has a committed key.</summary>
    SendKeyed,

    /// <summary>The application sends, and the view has no committed key.</summary>
    SendUnkeyed,

    /// <summary>Group data under a committed key.</summary>
    DataCommitted,

    /// <summary>Group data under the staged key.</summary>
    DataStaged,

    /// <summary>The application leaves.</summary>
    Leave,
}

/// <summary>The rules by which a kind of protocol decides the cells that all kinds have.</summary>
/// <param name="Lead">What the leader of a new view does first.</param>
/// <param name="Follow">What every other member does first.</param>
/// <param name="Alone">A member alone in its view.</param>
/// <param name="Refresh">A new key without a change of membership.</param>
/// <param name="ForwardRefresh">A request for one on its way to the leader.</param>
/// <param name="RefreshMoot">A request where a new key is coming anyway.</param>
/// <param name="Blocked">An announcement to a blocked member.</param>
public sealed record RunRules(RuleId Lead, RuleId Follow, RuleId Alone, RuleId Refresh, RuleId ForwardRefresh, RuleId RefreshMoot, RuleId Blocked);

/// <summary>The rules by which a kind of protocol decides the cells of runs that begin with reports, and consist of messages.</summary>
/// <param name="Components">The leader puts reports together.</param>
/// <param name="Announce">The leader announces the run.</param>
/// <param name="TakePlan">A member takes the announcement.</param>
/// <param name="TakePart">A member takes a message of the run.</param>
/// <param name="Complete">A member is complete, and acknowledges.</param>
public sealed record GatherRules(RuleId Components, RuleId Announce, RuleId TakePlan, RuleId TakePart, RuleId Complete);

/// <summary>The cells that control tables of announced runs have in common: views, reports, acks, refreshes and group data.</summary>
internal static class RunTable
{
    public const string NoView = "without a view every message is rejected (T-09), and there is nothing to block";
    public const string BlockedOnce = "the system blocks once per view (VS-6)";
    public const string BlockFirst = "the system blocks before a view (VS-6)";
    public const string LeaderOnly = "such a message counts at the leader alone; at another member it is rejected (T-10)";
    public const string OnlyLeader = "only the leader is in this state";
    public const string NoLeaderHere = "the leader is never in this state";
    public const string NotStaged = "nothing is staged that ProtoDone may commit; such a message is rejected (T-11, D-05)";
    public const string Unkeyed = "the view has no committed key in this state";
    public const string HasKey = "the view has a committed key in this state";
    public const string Gone = "a driver feeds a member no more after it has left";
    public const string Others = "a member alone in its view has no open run";
    public const string RunOver = "the run is over; a further ack is rejected (T-11)";
    public const string OneRun = "a second announcement during a run is rejected (T-11)";
    public const string AllReported = "every report was taken; a further one is rejected";
    public const string NoPlan = "there is no plan of an open run yet; such a message waits or is rejected";
    public const string BlockedPart = "while blocked, messages of the run are ignored";
    public const string NoEarlier = "no run can be open elsewhere that this member does not know of";
    public const string NoRun = "no run is open; an ack is rejected (T-11)";

    /// <summary>The cells of all kinds: views, announcements that cannot be, acks, refreshes and group data.</summary>
    /// <param name="rules">The kind's rules.</param>
    /// <param name="first">Where a new view puts its leader.</param>
    public static ControlTableBuilder<RunState, RunTrigger> Begin(RunRules rules, RunState first) =>
        Data(Refresh(Acks(Announcements(Views(ControlTable<RunState, RunTrigger>.Begin(Outside), rules, first), rules)), rules));

    /// <summary>
    /// With those of runs that begin with reports, and consist of messages. A kind decides itself: early and moot parts, early acks, parts at the leader, and
    /// completion at once.
    /// </summary>
    public static ControlTableBuilder<RunState, RunTrigger> Begin(RunRules rules, GatherRules gathering) => Parts(Reports(Begin(rules, Gathering), gathering), gathering);

    private static ControlTableBuilder<RunState, RunTrigger> Views(ControlTableBuilder<RunState, RunTrigger> table, RunRules rules, RunState first) => table
        .Go(ViewLeads, first, rules.Lead, Outside, Blocked, BlockedStaged)
        .Go(ViewFollows, Reporting, rules.Follow, Outside, Blocked, BlockedStaged)
        .Go(ViewAlone, Keyed, rules.Alone, Outside, Blocked, BlockedStaged)
        .Impossible(ViewLeads, BlockFirst, Gathering, Reporting, Leading, Keying, AwaitingDone, Keyed)
        .Impossible(ViewFollows, BlockFirst, Gathering, Reporting, Leading, Keying, AwaitingDone, Keyed)
        .Impossible(ViewAlone, BlockFirst, Gathering, Reporting, Leading, Keying, AwaitingDone, Keyed)
        .Go(RunTrigger.Block, Blocked, TerminationRules.BlockAbandons, Gathering, Reporting, Leading, Keying, Keyed)
        .Go(RunTrigger.Block, BlockedStaged, TerminationRules.BlockKeepsStaged, AwaitingDone)
        .Impossible(RunTrigger.Block, NoView, Outside)
        .Impossible(RunTrigger.Block, BlockedOnce, Blocked, BlockedStaged)
        .Go(Leave, Left, TerminationRules.Leave, Outside, Gathering, Reporting, Leading, Keying, AwaitingDone, Keyed, Blocked, BlockedStaged)
        .Impossible(ViewLeads, Gone, Left).Impossible(ViewFollows, Gone, Left).Impossible(ViewAlone, Gone, Left)
        .Impossible(RunTrigger.Block, Gone, Left).Impossible(Leave, Gone, Left);

    private static ControlTableBuilder<RunState, RunTrigger> Announcements(ControlTableBuilder<RunState, RunTrigger> table, RunRules rules) => table
        .Ignore(Plan, rules.Blocked, Blocked)
        .Impossible(Plan, OnlyLeader, Gathering, Leading)
        .Impossible(Plan, OneRun, Keying, AwaitingDone, BlockedStaged)
        .Impossible(Plan, NoView, Outside, Left)
        .Impossible(PlanComplete, OnlyLeader, Gathering, Leading)
        .Impossible(PlanComplete, OneRun, Keying, AwaitingDone, BlockedStaged)
        .Impossible(PlanComplete, "while blocked, an announcement is not looked at", Blocked)
        .Impossible(PlanComplete, NoView, Outside, Left);

    private static ControlTableBuilder<RunState, RunTrigger> Reports(ControlTableBuilder<RunState, RunTrigger> table, GatherRules rules) => table
        .Stay(ReportPartial, rules.Components, Gathering)
        .Go(ReportLast, Leading, rules.Announce, Gathering)
        .Ignore(ReportPartial, TerminationRules.BlockAbandons, Blocked)
        .Impossible(ReportLast, "while blocked, reports are not counted", Blocked)
        .Impossible(ReportPartial, AllReported, Leading, Keyed).Impossible(ReportLast, AllReported, Leading, Keyed)
        .Impossible(ReportPartial, LeaderOnly, Reporting, Keying, AwaitingDone, BlockedStaged)
        .Impossible(ReportLast, LeaderOnly, Reporting, Keying, AwaitingDone, BlockedStaged)
        .Impossible(ReportPartial, NoView, Outside, Left).Impossible(ReportLast, NoView, Outside, Left);

    private static ControlTableBuilder<RunState, RunTrigger> Parts(ControlTableBuilder<RunState, RunTrigger> table, GatherRules rules) => table
        .Go(Plan, Keying, rules.TakePlan, Reporting, Keyed)
        .Stay(Part, rules.TakePart, Keying)
        .Impossible(Part, NoPlan, Outside, Gathering, Reporting, AwaitingDone, Keyed, Left)
        .Impossible(Part, BlockedPart, Blocked, BlockedStaged)
        .Go(PartComplete, AwaitingDone, rules.Complete, Keying)
        .Impossible(PartComplete, NoPlan, Outside, Gathering, Reporting, AwaitingDone, Keyed, Left)
        .Impossible(PartComplete, BlockedPart, Blocked, BlockedStaged)
        .Impossible(PartComplete, "the leader acknowledges to nobody", Leading)
        .Impossible(PartEarly, NoEarlier, Outside, Gathering, Left)
        .Impossible(PartEarly, BlockedPart, Blocked, BlockedStaged)
        .Impossible(PartMoot, NoPlan, Outside, Gathering, Reporting, Left);

    private static ControlTableBuilder<RunState, RunTrigger> Acks(ControlTableBuilder<RunState, RunTrigger> table) => table
        .Impossible(AckEarly, LeaderOnly, Reporting, Keying, AwaitingDone, BlockedStaged)
        .Impossible(AckEarly, NoRun, Gathering, Keyed, Blocked)
        .Impossible(AckEarly, NoView, Outside, Left)
        .Stay(AckPartial, TerminationRules.CountAck, Leading)
        .Go(AckLast, Keyed, TerminationRules.Commit, Leading)
        .Ignore(AckPartial, TerminationRules.BlockAbandons, Blocked)
        .Ignore(AckLast, TerminationRules.BlockAbandons, Blocked)
        .Impossible(AckPartial, NoRun, Gathering).Impossible(AckLast, NoRun, Gathering)
        .Impossible(AckPartial, RunOver, Keyed).Impossible(AckLast, RunOver, Keyed)
        .Impossible(AckPartial, LeaderOnly, Reporting, Keying, AwaitingDone, BlockedStaged)
        .Impossible(AckLast, LeaderOnly, Reporting, Keying, AwaitingDone, BlockedStaged)
        .Impossible(AckPartial, NoView, Outside, Left).Impossible(AckLast, NoView, Outside, Left)
        .Go(Done, Keyed, TerminationRules.Done, AwaitingDone)
        .Go(Done, Blocked, TerminationRules.Done, BlockedStaged)
        .Impossible(Done, NotStaged, Outside, Gathering, Reporting, Leading, Keying, Keyed, Blocked, Left);

    private static ControlTableBuilder<RunState, RunTrigger> Refresh(ControlTableBuilder<RunState, RunTrigger> table, RunRules rules) => table
        .Go(RefreshOwn, Leading, rules.Refresh, Keyed)
        .Ignore(RefreshOwn, rules.RefreshMoot, Gathering, Leading, Blocked)
        .Impossible(RefreshOwn, NoLeaderHere, Outside, Reporting, Keying, AwaitingDone, BlockedStaged, Left)
        .Go(RefreshAlone, Keyed, rules.Refresh, Keyed)
        .Ignore(RefreshAlone, rules.RefreshMoot, Blocked)
        .Impossible(RefreshAlone, Others, Outside, Gathering, Reporting, Leading, Keying, AwaitingDone, BlockedStaged, Left)
        .Stay(RefreshForward, rules.ForwardRefresh, Keyed)
        .Ignore(RefreshForward, rules.RefreshMoot, Outside, Reporting, Keying, AwaitingDone, Blocked, BlockedStaged)
        .Impossible(RefreshForward, OnlyLeader, Gathering, Leading)
        .Impossible(RefreshForward, Gone, Left)
        .Go(RefreshAsked, Leading, rules.Refresh, Keyed)
        .Ignore(RefreshAsked, rules.RefreshMoot, Leading, Blocked)
        .Impossible(RefreshAsked, NoRun, Gathering)
        .Impossible(RefreshAsked, LeaderOnly, Reporting, Keying, AwaitingDone, BlockedStaged)
        .Impossible(RefreshAsked, NoView, Outside, Left);

    private static ControlTableBuilder<RunState, RunTrigger> Data(ControlTableBuilder<RunState, RunTrigger> table) => table
        .Stay(SendKeyed, GroupDataRules.Send, Leading, Keying, AwaitingDone, Keyed)
        .Defer(SendKeyed, GroupDataRules.SendLater, Blocked, BlockedStaged)
        .Impossible(SendKeyed, Unkeyed, Outside, Gathering, Reporting)
        .Defer(SendUnkeyed, GroupDataRules.SendLater, Outside, Gathering, Reporting, Leading, Keying, AwaitingDone, Blocked, BlockedStaged)
        .Impossible(SendUnkeyed, HasKey, Keyed)
        .Impossible(SendKeyed, Gone, Left).Impossible(SendUnkeyed, Gone, Left)
        .Stay(DataCommitted, GroupDataRules.Receive, Leading, Keying, AwaitingDone, Keyed, Blocked, BlockedStaged)
        .Impossible(DataCommitted, Unkeyed, Outside, Gathering, Reporting, Left)
        .Defer(DataStaged, GroupDataRules.ReceiveLater, AwaitingDone, BlockedStaged)
        .Impossible(DataStaged, NotStaged, Outside, Gathering, Reporting, Leading, Keying, Keyed, Blocked, Left);
}
