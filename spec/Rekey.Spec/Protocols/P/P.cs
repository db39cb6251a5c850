using Rekey.Core;
using Rekey.Spec.Shared;
using static Rekey.Spec.Protocols.PState;
using static Rekey.Spec.Protocols.PTrigger;

namespace Rekey.Spec.Protocols;

/// <summary>States of a member in protocol P.</summary>
public enum PState : byte
{
    /// <summary>No view yet.</summary>
    Outside,

    /// <summary>The leader has chosen a key and waits for acks.</summary>
    Collecting,

    /// <summary>The leader's key for this view has not come yet.</summary>
    AwaitingKey,

    /// <summary>The key is held and acknowledged; ProtoDone has not come yet.</summary>
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

/// <summary>What an input can mean to a member in protocol P.</summary>
public enum PTrigger : byte
{
    /// <summary>A view with others that this member leads.</summary>
    ViewLeads,

    /// <summary>A view that another member leads.</summary>
    ViewFollows,

    /// <summary>A view of this member alone.</summary>
    ViewAlone,

    /// <summary>The group communication system blocks.</summary>
    Block,

    /// <summary>The expected key from the leader.</summary>
    Key,

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

/// <summary>Protocol P (paper A, section 2): rules and control table. Prose: spec/protocols/p.md.</summary>
public static class P
{
    /// <summary>P-01.</summary>
    public static readonly RuleId Lead = new("P-01", "The leader of a new view chooses a fresh key, stages it, and sends it to every other member on a secure channel.");

    /// <summary>P-02.</summary>
    public static readonly RuleId Follow = new("P-02", "Every other member of a new view waits for the leader's key.");

    /// <summary>P-03.</summary>
    public static readonly RuleId Alone = new("P-03", "A member alone in its view chooses a fresh key and commits it at once.");

    /// <summary>P-04.</summary>
    public static readonly RuleId TakeKey = new("P-04", "The first key of the expected run from the view's leader is staged and acknowledged.");

    /// <summary>P-05.</summary>
    public static readonly RuleId KeyWhileBlocked = new("P-05", "A key that arrives while blocked is ignored: it could not be acknowledged.");

    /// <summary>P-06.</summary>
    public static readonly RuleId Refresh = new("P-06", "On request, a keyed and unblocked leader opens the next run of the same view with a fresh key; the current key stays in use until ProtoDone.");

    /// <summary>P-07.</summary>
    public static readonly RuleId ForwardRefresh = new("P-07", "A keyed and unblocked member that is not the leader sends the request to the leader, signed.");

    /// <summary>P-08.</summary>
    public static readonly RuleId RefreshMoot = new("P-08", "A request is ignored while a run is open, while the view is not keyed, and while blocked: a fresh key is coming anyway.");

    private const string NoView = "without a view every message is rejected (T-09), and there is nothing to block";
    private const string BlockedOnce = "the system blocks once per view (VS-6)";
    private const string BlockFirst = "the system blocks before a view (VS-6)";
    private const string LeaderOnly = "only the leader collects acks and requests; to others they are rejected (T-10)";
    private const string NoLeaderHere = "the leader is never in this state";
    private const string OnlyLeader = "only the leader is in this state";
    private const string NotStaged = "nothing is staged; such a message is rejected (T-11, D-05)";
    private const string OneRun = "a second key during a run is rejected (T-11)";
    private const string Unkeyed = "the view has no committed key in this state";
    private const string HasKey = "the view has a committed key in this state";
    private const string Gone = "a driver feeds a member no more after it has left";
    private const string Others = "a member alone in its view has no open run";
    private const string RunOver = "the run is over; a further ack is rejected (T-11)";

    /// <summary>The control table.</summary>
    public static ControlTable<PState, PTrigger> Table { get; } = Termination(Data(Views(ControlTable<PState, PTrigger>.Begin(Outside)))).Build();

    /// <summary>The specification as data.</summary>
    public static ProtocolSpec Specification { get; } = new(
        "P",
        "The leader chooses the key and sends it to each member on a secure channel",
        "Optimized Group Rekey for Group Communication Systems, section 2",
        Table,
        [.. RuleBook.Of(typeof(P)), .. RuleBook.Of(typeof(TerminationRules)), .. RuleBook.Of(typeof(GroupDataRules)), .. RuleBook.Of(typeof(WireRules))],
        Expectation.AllHoldBut(
        [
            .. Expectation.GroupKeysTellNothing("every key is drawn afresh, and travels on channels that no group key opens"),
            new(Properties.PerfectForwardSecrecy, Expected.FailsAsExpected, "the key travels on a channel that the receiver's long-term key opens"),
            new(Properties.ErasureSecrecy, Expected.FailsAsExpected, "the long-term key of a member opens every key that was ever sent to it"),
            new(Properties.PostCompromiseSecurity, Expected.FailsAsExpected, "the long-term key of a member opens every key that will be sent to it"),
            new(Properties.WeakErasureSecrecy, Expected.Holds, "a member keeps no key from one view to the next"),
            new(Properties.WeakPostCompromiseSecurity, Expected.Holds, "every key is drawn afresh, and travels on channels that no state opens"),
        ])) { Order = 10, Costs = PCosts.Sheet };

    private static ControlTableBuilder<PState, PTrigger> Views(ControlTableBuilder<PState, PTrigger> table) => table
        .Go(ViewLeads, Collecting, Lead, Outside, Blocked, BlockedStaged)
        .Go(ViewFollows, AwaitingKey, Follow, Outside, Blocked, BlockedStaged)
        .Go(ViewAlone, Keyed, Alone, Outside, Blocked, BlockedStaged)
        .Impossible(ViewLeads, BlockFirst, Collecting, AwaitingKey, AwaitingDone, Keyed)
        .Impossible(ViewFollows, BlockFirst, Collecting, AwaitingKey, AwaitingDone, Keyed)
        .Impossible(ViewAlone, BlockFirst, Collecting, AwaitingKey, AwaitingDone, Keyed)
        .Go(PTrigger.Block, Blocked, TerminationRules.BlockAbandons, Collecting, AwaitingKey, Keyed)
        .Go(PTrigger.Block, BlockedStaged, TerminationRules.BlockKeepsStaged, AwaitingDone)
        .Impossible(PTrigger.Block, NoView, Outside)
        .Impossible(PTrigger.Block, BlockedOnce, Blocked, BlockedStaged)
        .Go(Leave, Left, TerminationRules.Leave, Outside, Collecting, AwaitingKey, AwaitingDone, Keyed, Blocked, BlockedStaged)
        .Impossible(ViewLeads, Gone, Left).Impossible(ViewFollows, Gone, Left).Impossible(ViewAlone, Gone, Left)
        .Impossible(PTrigger.Block, Gone, Left).Impossible(Leave, Gone, Left);

    private static ControlTableBuilder<PState, PTrigger> Termination(ControlTableBuilder<PState, PTrigger> table) => table
        .Go(Key, AwaitingDone, TakeKey, AwaitingKey, Keyed)
        .Ignore(Key, KeyWhileBlocked, Blocked)
        .Impossible(Key, NoView, Outside, Left)
        .Impossible(Key, OnlyLeader, Collecting)
        .Impossible(Key, OneRun, AwaitingDone, BlockedStaged)
        .Stay(AckPartial, TerminationRules.CountAck, Collecting)
        .Go(AckLast, Keyed, TerminationRules.Commit, Collecting)
        .Ignore(AckPartial, TerminationRules.BlockAbandons, Blocked)
        .Ignore(AckLast, TerminationRules.BlockAbandons, Blocked)
        .Impossible(AckPartial, RunOver, Keyed).Impossible(AckLast, RunOver, Keyed)
        .Impossible(AckPartial, LeaderOnly, AwaitingKey, AwaitingDone, BlockedStaged)
        .Impossible(AckLast, LeaderOnly, AwaitingKey, AwaitingDone, BlockedStaged)
        .Impossible(AckPartial, NoView, Outside, Left).Impossible(AckLast, NoView, Outside, Left)
        .Go(Done, Keyed, TerminationRules.Done, AwaitingDone)
        .Go(Done, Blocked, TerminationRules.Done, BlockedStaged)
        .Impossible(Done, NotStaged, Outside, Collecting, AwaitingKey, Keyed, Blocked, Left)
        .Go(RefreshOwn, Collecting, Refresh, Keyed)
        .Ignore(RefreshOwn, RefreshMoot, Collecting, Blocked)
        .Impossible(RefreshOwn, NoLeaderHere, Outside, AwaitingKey, AwaitingDone, BlockedStaged, Left)
        .Go(RefreshAlone, Keyed, Refresh, Keyed)
        .Ignore(RefreshAlone, RefreshMoot, Blocked)
        .Impossible(RefreshAlone, Others, Outside, Collecting, AwaitingKey, AwaitingDone, BlockedStaged, Left)
        .Stay(RefreshForward, ForwardRefresh, Keyed)
        .Ignore(RefreshForward, RefreshMoot, Outside, AwaitingKey, AwaitingDone, Blocked, BlockedStaged)
        .Impossible(RefreshForward, OnlyLeader, Collecting)
        .Impossible(RefreshForward, Gone, Left)
        .Go(RefreshAsked, Collecting, Refresh, Keyed)
        .Ignore(RefreshAsked, RefreshMoot, Collecting, Blocked)
        .Impossible(RefreshAsked, LeaderOnly, AwaitingKey, AwaitingDone, BlockedStaged)
        .Impossible(RefreshAsked, NoView, Outside, Left);

    private static ControlTableBuilder<PState, PTrigger> Data(ControlTableBuilder<PState, PTrigger> table) => table
        .Stay(SendKeyed, GroupDataRules.Send, Collecting, AwaitingDone, Keyed)
        .Defer(SendKeyed, GroupDataRules.SendLater, Blocked, BlockedStaged)
        .Impossible(SendKeyed, Unkeyed, Outside, AwaitingKey)
        .Defer(SendUnkeyed, GroupDataRules.SendLater, Outside, Collecting, AwaitingKey, AwaitingDone, Blocked, BlockedStaged)
        .Impossible(SendUnkeyed, HasKey, Keyed)
        .Impossible(SendKeyed, Gone, Left).Impossible(SendUnkeyed, Gone, Left)
        .Stay(DataCommitted, GroupDataRules.Receive, Collecting, AwaitingDone, Keyed, Blocked, BlockedStaged)
        .Impossible(DataCommitted, Unkeyed, Outside, AwaitingKey, Left)
        .Defer(DataStaged, GroupDataRules.ReceiveLater, AwaitingDone, BlockedStaged)
        .Impossible(DataStaged, NotStaged, Outside, Collecting, AwaitingKey, Keyed, Blocked, Left);
}
