using static Rekey.Spec.Shared.TreeState;
using static Rekey.Spec.Shared.TreeTrigger;

namespace Rekey.Spec.Shared;

/// <summary>States of a member in the key-tree protocols.</summary>
public enum TreeState : byte
{
    /// <summary>No view yet.</summary>
    Outside,

    /// <summary>The leader of a new view waits for reports.</summary>
    Gathering,

    /// <summary>The member has reported and waits for the tree.</summary>
    Reporting,

    /// <summary>The leader has announced a tree; its run is open.</summary>
    Leading,

    /// <summary>The member has the tree and still lacks keys, or has messages to send.</summary>
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

/// <summary>What an input can mean to a member in the key-tree protocols.</summary>
public enum TreeTrigger : byte
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

    /// <summary>The expected tree from the leader.</summary>
    Plan,

    /// <summary>The expected tree from the leader, and this member is complete with it.</summary>
    PlanComplete,

    /// <summary>A message of the plan, after which something is still missing.</summary>
    Part,

    /// <summary>The message of the plan after which nothing is missing any more.</summary>
    PartComplete,

    /// <summary>A message of the plan that cannot be judged or opened yet.</summary>
    PartEarly,

    /// <summary>A message of the plan of which nothing is needed.</summary>
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

    private const string NoView = "without a view every message is rejected (T-09), and there is nothing to block";
    private const string BlockedOnce = "the system blocks once per view (VS-6)";
    private const string BlockFirst = "the system blocks before a view (VS-6)";
    private const string LeaderOnly = "only the leader collects reports, acks and requests; from others they are rejected (T-10)";
    private const string OnlyLeader = "only the leader is in this state, and it sends the tree itself";
    private const string NoLeaderHere = "the leader is never in this state";
    private const string NotStaged = "nothing is staged that ProtoDone may commit; such a message is rejected (T-11, D-05)";
    private const string OneRun = "a second tree during a run is rejected (T-11)";
    private const string AllReported = "every report was taken; a further one is rejected (K-21)";
    private const string NoPlan = "there is no plan of an open run yet; such a message waits or is rejected (K-14, T-11)";
    private const string NoEarlier = "no run can be open elsewhere that this member does not know of";
    private const string Unkeyed = "the view has no committed key in this state";
    private const string HasKey = "the view has a committed key in this state";
    private const string Gone = "a driver feeds a member no more after it has left";
    private const string Others = "a member alone in its view has no open run";
    private const string RunOver = "the run is over; a further ack is rejected (T-11)";
    private const string NoRun = "no run is open; an ack is rejected (T-11)";
    private const string OnlyServer = "the server sends everything itself, in order, and each member needs all of it";

    /// <summary>The table of B, O and O3, where members send to each other.</summary>
    public static ControlTable<TreeState, TreeTrigger> Distributed { get; } = Build(server: false);

    /// <summary>The table of C, where the server sends everything.</summary>
    public static ControlTable<TreeState, TreeTrigger> Server { get; } = Build(server: true);

    private static ControlTable<TreeState, TreeTrigger> Build(bool server) =>
        Refresh(Acks(Parts(Data(Views(ControlTable<TreeState, TreeTrigger>.Begin(Outside))), server), server)).Build();

    private static ControlTableBuilder<TreeState, TreeTrigger> Views(ControlTableBuilder<TreeState, TreeTrigger> table) => table
        .Go(ViewLeads, Gathering, KeyTreeRules.Components, Outside, Blocked, BlockedStaged)
        .Go(ViewFollows, Reporting, KeyTreeRules.Report, Outside, Blocked, BlockedStaged)
        .Go(ViewAlone, Keyed, KeyTreeRules.Alone, Outside, Blocked, BlockedStaged)
        .Impossible(ViewLeads, BlockFirst, Gathering, Reporting, Leading, Keying, AwaitingDone, Keyed)
        .Impossible(ViewFollows, BlockFirst, Gathering, Reporting, Leading, Keying, AwaitingDone, Keyed)
        .Impossible(ViewAlone, BlockFirst, Gathering, Reporting, Leading, Keying, AwaitingDone, Keyed)
        .Go(TreeTrigger.Block, Blocked, TerminationRules.BlockAbandons, Gathering, Reporting, Leading, Keying, Keyed)
        .Go(TreeTrigger.Block, BlockedStaged, TerminationRules.BlockKeepsStaged, AwaitingDone)
        .Impossible(TreeTrigger.Block, NoView, Outside)
        .Impossible(TreeTrigger.Block, BlockedOnce, Blocked, BlockedStaged)
        .Go(Leave, Left, TerminationRules.Leave, Outside, Gathering, Reporting, Leading, Keying, AwaitingDone, Keyed, Blocked, BlockedStaged)
        .Impossible(ViewLeads, Gone, Left).Impossible(ViewFollows, Gone, Left).Impossible(ViewAlone, Gone, Left)
        .Impossible(TreeTrigger.Block, Gone, Left).Impossible(Leave, Gone, Left);

    private static ControlTableBuilder<TreeState, TreeTrigger> Parts(ControlTableBuilder<TreeState, TreeTrigger> table, bool server)
    {
        table = table
            .Stay(ReportPartial, KeyTreeRules.Components, Gathering)
            .Go(ReportLast, Leading, KeyTreeRules.Announce, Gathering)
            .Ignore(ReportPartial, TerminationRules.BlockAbandons, Blocked)
            .Impossible(ReportLast, "while blocked, reports are not counted", Blocked)
            .Impossible(ReportPartial, AllReported, Leading, Keyed).Impossible(ReportLast, AllReported, Leading, Keyed)
            .Impossible(ReportPartial, LeaderOnly, Reporting, Keying, AwaitingDone, BlockedStaged)
            .Impossible(ReportLast, LeaderOnly, Reporting, Keying, AwaitingDone, BlockedStaged)
            .Impossible(ReportPartial, NoView, Outside, Left).Impossible(ReportLast, NoView, Outside, Left)
            .Go(Plan, Keying, KeyTreeRules.TakePlan, Reporting, Keyed)
            .Ignore(Plan, TerminationRules.BlockAbandons, Blocked)
            .Impossible(Plan, OnlyLeader, Gathering, Leading)
            .Impossible(Plan, OneRun, Keying, AwaitingDone, BlockedStaged)
            .Impossible(Plan, NoView, Outside, Left)
            .Impossible(PlanComplete, OnlyLeader, Gathering, Leading)
            .Impossible(PlanComplete, OneRun, Keying, AwaitingDone, BlockedStaged)
            .Impossible(PlanComplete, "while blocked, a tree is not looked at", Blocked)
            .Impossible(PlanComplete, NoView, Outside, Left)
            .Stay(Part, KeyTreeRules.TakePart, Keying)
            .Impossible(Part, NoPlan, Outside, Gathering, Reporting, AwaitingDone, Keyed, Left)
            .Impossible(Part, "while blocked, messages of the plan are ignored", Blocked, BlockedStaged)
            .Go(PartComplete, AwaitingDone, KeyTreeRules.Complete, Keying)
            .Impossible(PartComplete, NoPlan, Outside, Gathering, Reporting, AwaitingDone, Keyed, Left)
            .Impossible(PartComplete, "while blocked, messages of the plan are ignored", Blocked, BlockedStaged)
            .Impossible(PartComplete, "the leader acknowledges to nobody", Leading)
            .Impossible(PartEarly, NoEarlier, Outside, Gathering, Left)
            .Impossible(PartEarly, "while blocked, messages of the plan are ignored", Blocked, BlockedStaged)
            .Impossible(PartMoot, NoPlan, Outside, Gathering, Reporting, Left);
        return server
            ? table
                .Impossible(PlanComplete, OnlyServer, Reporting, Keyed)
                .Impossible(Part, OnlyServer, Leading)
                .Impossible(PartEarly, OnlyServer, Reporting, Leading, Keying, AwaitingDone, Keyed)
                .Ignore(PartMoot, KeyTreeRules.MootPart, Keying, AwaitingDone, Keyed, Blocked, BlockedStaged)
                .Impossible(PartMoot, OnlyServer, Leading)
            : table
                .Go(PlanComplete, AwaitingDone, KeyTreeRules.Complete, Reporting, Keyed)
                .Stay(Part, KeyTreeRules.TakePart, Leading)
                .Defer(PartEarly, KeyTreeRules.EarlyPart, Reporting, Leading, Keying, AwaitingDone, Keyed)
                .Ignore(PartMoot, KeyTreeRules.MootPart, Leading, Keying, AwaitingDone, Keyed, Blocked, BlockedStaged);
    }

    private static ControlTableBuilder<TreeState, TreeTrigger> Acks(ControlTableBuilder<TreeState, TreeTrigger> table, bool server)
    {
        table = table
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
        return server
            ? table.Impossible(AckEarly, "the server is complete when it announces the tree", Leading)
            : table.Defer(AckEarly, KeyTreeRules.Complete, Leading);
    }

    private static ControlTableBuilder<TreeState, TreeTrigger> Refresh(ControlTableBuilder<TreeState, TreeTrigger> table) => table
        .Go(RefreshOwn, Leading, KeyTreeRules.Refresh, Keyed)
        .Ignore(RefreshOwn, KeyTreeRules.ForwardRefresh, Gathering, Leading, Blocked)
        .Impossible(RefreshOwn, NoLeaderHere, Outside, Reporting, Keying, AwaitingDone, BlockedStaged, Left)
        .Go(RefreshAlone, Keyed, KeyTreeRules.Refresh, Keyed)
        .Ignore(RefreshAlone, KeyTreeRules.ForwardRefresh, Blocked)
        .Impossible(RefreshAlone, Others, Outside, Gathering, Reporting, Leading, Keying, AwaitingDone, BlockedStaged, Left)
        .Stay(RefreshForward, KeyTreeRules.ForwardRefresh, Keyed)
        .Ignore(RefreshForward, KeyTreeRules.ForwardRefresh, Outside, Reporting, Keying, AwaitingDone, Blocked, BlockedStaged)
        .Impossible(RefreshForward, OnlyLeader, Gathering, Leading)
        .Impossible(RefreshForward, Gone, Left)
        .Go(RefreshAsked, Leading, KeyTreeRules.Refresh, Keyed)
        .Ignore(RefreshAsked, KeyTreeRules.ForwardRefresh, Leading, Blocked)
        .Impossible(RefreshAsked, NoRun, Gathering)
        .Impossible(RefreshAsked, LeaderOnly, Reporting, Keying, AwaitingDone, BlockedStaged)
        .Impossible(RefreshAsked, NoView, Outside, Left);

    private static ControlTableBuilder<TreeState, TreeTrigger> Data(ControlTableBuilder<TreeState, TreeTrigger> table) => table
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
