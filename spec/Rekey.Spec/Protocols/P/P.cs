using Rekey.Core;
using Rekey.Spec.Shared;

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

    /// <summary>The paper's words: the key is the announcement, whoever takes it is complete, and the leader collects from the beginning.</summary>
    private static readonly RunWords<PState, PTrigger> Words = new(
        new Dictionary<RunState, PState> { [RunState.Leading] = PState.Collecting, [RunState.Reporting] = PState.AwaitingKey },
        new Dictionary<RunTrigger, PTrigger> { [RunTrigger.Plan] = PTrigger.Key, [RunTrigger.PlanComplete] = PTrigger.Key });

    /// <summary>The control table: that of all runs, of which P has no reports and no messages but the key.</summary>
    public static ControlTable<PState, PTrigger> Table { get; } = Words.Table(
        RunTable.Begin(new RunRules(Lead, Follow, Alone, Refresh, ForwardRefresh, RefreshMoot, KeyWhileBlocked), RunState.Leading)
            .Go(RunTrigger.PlanComplete, RunState.AwaitingDone, TakeKey, RunState.Reporting, RunState.Keyed));

    /// <summary>The table, as runs are carried out by it.</summary>
    public static RunControl Control { get; } = Words.Control(Table);

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
}
