using Rekey.Core;
using static Rekey.Spec.Layers.FlushState;
using static Rekey.Spec.Layers.FlushTrigger;

namespace Rekey.Spec.Layers;

/// <summary>States of a client in a group.</summary>
public enum FlushState : byte
{
    /// <summary>Not in the group.</summary>
    Outside,

    /// <summary>It has asked to join.</summary>
    Joining,

    /// <summary>Its first change is in line and flushed; its first view is not installed yet.</summary>
    Entering,

    /// <summary>A view is installed, everybody is known to have installed it, and nothing is in line.</summary>
    Steady,

    /// <summary>A change is in line, and the member has been asked to flush.</summary>
    Authorize,

    /// <summary>The member has flushed, and waits for the others.</summary>
    Agree,

    /// <summary>A view is installed, nothing is in line, and some may not have installed it yet.</summary>
    Verify,

    /// <summary>It has asked to leave.</summary>
    Leaving,

    /// <summary>It is out.</summary>
    Left,
}

/// <summary>What an event can mean to a client in a group.</summary>
public enum FlushTrigger : byte
{
    /// <summary>The application wants to join.</summary>
    JoinAsked,

    /// <summary>The application wants to leave.</summary>
    LeaveAsked,

    /// <summary>The application says that it is silent.</summary>
    FlushAsked,

    /// <summary>The application wants to send.</summary>
    SendAsked,

    /// <summary>The application wants to send to one who is not in the view.</summary>
    SendMoot,

    /// <summary>The first membership with this client.</summary>
    ChangeFirst,

    /// <summary>A membership that leaves the head of the line, or is the first in it.</summary>
    ChangeAdded,

    /// <summary>A membership that takes the head of the line away.</summary>
    ChangeReplaces,

    /// <summary>A flush-ok that counts, others still missing.</summary>
    OkPartial,

    /// <summary>The last flush-ok for the head of the line, and nothing is behind it.</summary>
    OkLast,

    /// <summary>The last flush-ok for the head of the line, and more is behind it.</summary>
    OkLastOfMore,

    /// <summary>A flush-ok that does not count.</summary>
    OkStray,

    /// <summary>A member has installed the view that is installed here, or is at the head of the line; others are still missing.</summary>
    InstalledPartial,

    /// <summary>The last member has.</summary>
    InstalledLast,

    /// <summary>Such a word that does not count.</summary>
    InstalledStray,

    /// <summary>A message to this client of a member of the installed view.</summary>
    Data,

    /// <summary>A message that was sent in the view at the head of the line.</summary>
    DataEarly,

    /// <summary>A message of a stranger, to others, of its own, or of a view that will not come.</summary>
    DataStray,

    /// <summary>The first transitional signal of the view.</summary>
    SignalFirst,

    /// <summary>A further one.</summary>
    SignalAgain,

    /// <summary>The client is out of the group.</summary>
    Out,
}

/// <summary>The flush layer, as tools see it.</summary>
public sealed class FlushSpec() : LayerSpec(
    "Flush",
    "Virtual synchrony over extended virtual synchrony, in the client",
    "Scaling Secure Group Communication Systems: Beyond Peer-to-Peer, section 3.2",
    FlushTable.Table,
    RuleBook.Of(typeof(FlushRules)),
    [Properties.VirtualSynchrony, "MembershipPrecision", "DeliveryTermination", "OneSignal", "ReliableFifo"])
{
    private const string OnlyMembers = "the system hands what strangers send to those alone who are in the group";

    /// <inheritdoc/>
    public override IReadOnlyList<Unvisited> Unvisited { get; } =
    [
        new(Visit.Rule, "FL-14", "it says what stands in line, and no step is decided by it; without it VS-4 breaks (flush-across-a-parting)"),
        new(Visit.Strike, "* at Outside", "a client asks to join as soon as it begins"),
        new(Visit.Strike, "send at Left", "who is out asks for nothing"),
        new(Visit.Strike, "forge at Left", OnlyMembers),
    ];
}

/// <summary>The control table of the flush layer.</summary>
public static class FlushTable
{
    private const string NoMember = "the system tells a client only of groups that it is in";
    private const string Once = "a client's first membership comes once";
    private const string NoLine = "nothing is in line";
    private const string OwnMissing = "the client's own flush-ok is not sent yet";
    private const string NoView = "no view is installed yet";
    private const string NotCounted = "such words are not counted here";
    private const string Gone = "a driver feeds a client no more that is out";
    private const string NotAsked = "the system lets nobody go that has not asked";

    /// <summary>The table.</summary>
    public static ControlTable<FlushState, FlushTrigger> Table { get; } =
        Data(Words(Changes(Wishes(ControlTable<FlushState, FlushTrigger>.Begin(Outside))))).Build();

    private static ControlTableBuilder<FlushState, FlushTrigger> Wishes(ControlTableBuilder<FlushState, FlushTrigger> table) => table
        .Go(JoinAsked, Joining, FlushRules.Join, Outside)
        .Ignore(JoinAsked, FlushRules.Join, Joining, Entering, Steady, Authorize, Agree, Verify, Leaving)
        .Go(LeaveAsked, Leaving, FlushRules.Leave, Joining, Entering, Steady, Authorize, Agree, Verify)
        .Ignore(LeaveAsked, FlushRules.Leave, Outside, Leaving)
        .Go(FlushAsked, Agree, FlushRules.Flush, Authorize)
        .Ignore(FlushAsked, FlushRules.Flush, Outside, Joining, Entering, Steady, Agree, Verify, Leaving)
        .Stay(SendAsked, FlushRules.Send, Steady, Authorize, Verify)
        .Defer(SendAsked, FlushRules.Send, Joining, Entering, Agree)
        .Ignore(SendAsked, FlushRules.Send, Outside, Leaving)
        .Ignore(SendMoot, FlushRules.Send, Steady, Authorize, Verify)
        .Impossible(SendMoot, "what is sent between views is looked at in the next one", Outside, Joining, Entering, Agree, Leaving, Left)
        .Impossible(JoinAsked, Gone, Left).Impossible(LeaveAsked, Gone, Left).Impossible(FlushAsked, Gone, Left).Impossible(SendAsked, Gone, Left)
        .Go(Out, Left, FlushRules.Leave, Leaving)
        .Impossible(Out, NotAsked, Outside, Joining, Entering, Steady, Authorize, Agree, Verify).Impossible(Out, Gone, Left);

    private static ControlTableBuilder<FlushState, FlushTrigger> Changes(ControlTableBuilder<FlushState, FlushTrigger> table) => table
        .Go(ChangeFirst, Entering, FlushRules.Join, Joining)
        .Impossible(ChangeFirst, NoMember, Outside)
        .Ignore(ChangeFirst, FlushRules.Leave, Leaving)
        .Impossible(ChangeFirst, Once, Entering, Steady, Authorize, Agree, Verify)
        .Go(ChangeAdded, Authorize, FlushRules.Change, Steady, Verify)
        .Stay(ChangeAdded, FlushRules.Change, Entering, Authorize, Agree)
        .Stay(ChangeReplaces, FlushRules.Collapse, Entering, Authorize, Agree)
        .Impossible(ChangeReplaces, NoLine, Steady, Verify)
        .Ignore(ChangeAdded, FlushRules.Leave, Leaving).Ignore(ChangeReplaces, FlushRules.Leave, Leaving)
        .Impossible(ChangeAdded, NoMember, Outside, Joining).Impossible(ChangeReplaces, NoMember, Outside, Joining)
        .Impossible(ChangeFirst, Gone, Left).Impossible(ChangeAdded, Gone, Left).Impossible(ChangeReplaces, Gone, Left)
        .Stay(SignalFirst, FlushRules.Signal, Steady, Authorize, Agree, Verify)
        .Ignore(SignalAgain, FlushRules.Signal, Entering, Authorize, Agree)
        .Impossible(SignalAgain, "between two signals comes a membership", Steady, Verify)
        .Impossible(SignalFirst, NoView, Entering)
        .Ignore(SignalFirst, FlushRules.Leave, Leaving).Ignore(SignalAgain, FlushRules.Leave, Leaving)
        .Impossible(SignalFirst, NoMember, Outside, Joining).Impossible(SignalAgain, NoMember, Outside, Joining)
        .Impossible(SignalFirst, Gone, Left).Impossible(SignalAgain, Gone, Left);

    private static ControlTableBuilder<FlushState, FlushTrigger> Words(ControlTableBuilder<FlushState, FlushTrigger> table) => table
        .Stay(OkPartial, FlushRules.CountOk, Entering, Authorize, Agree)
        .Impossible(OkPartial, NoLine, Steady, Verify)
        .Go(OkLast, Verify, FlushRules.Install, Entering, Agree)
        .Go(OkLastOfMore, Authorize, FlushRules.Install, Entering, Agree)
        .Impossible(OkLast, OwnMissing, Authorize).Impossible(OkLastOfMore, OwnMissing, Authorize)
        .Impossible(OkLast, NoLine, Steady, Verify).Impossible(OkLastOfMore, NoLine, Steady, Verify)
        .Ignore(OkStray, FlushRules.CountOk, Entering, Steady, Authorize, Agree, Verify)
        .Ignore(OkPartial, FlushRules.Leave, Leaving).Ignore(OkLast, FlushRules.Leave, Leaving)
        .Ignore(OkLastOfMore, FlushRules.Leave, Leaving).Ignore(OkStray, FlushRules.Leave, Leaving)
        .Impossible(OkPartial, NoMember, Outside, Joining).Impossible(OkLast, NoMember, Outside, Joining)
        .Impossible(OkLastOfMore, NoMember, Outside, Joining).Impossible(OkStray, NoMember, Outside, Joining)
        .Impossible(OkPartial, Gone, Left).Impossible(OkLast, Gone, Left).Impossible(OkLastOfMore, Gone, Left).Impossible(OkStray, Gone, Left)
        .Stay(InstalledPartial, FlushRules.Installed, Entering, Agree, Verify)
        .Go(InstalledLast, Steady, FlushRules.Installed, Verify)
        .Impossible(InstalledLast, "its own word is still missing", Entering, Agree)
        .Impossible(InstalledPartial, NotCounted, Steady, Authorize).Impossible(InstalledLast, NotCounted, Steady, Authorize)
        .Ignore(InstalledStray, FlushRules.Installed, Entering, Steady, Authorize, Agree, Verify)
        .Ignore(InstalledStray, FlushRules.Leave, Leaving)
        .Impossible(InstalledPartial, NotCounted, Leaving).Impossible(InstalledLast, NotCounted, Leaving)
        .Impossible(InstalledPartial, NoMember, Outside, Joining).Impossible(InstalledLast, NoMember, Outside, Joining)
        .Impossible(InstalledStray, NoMember, Outside, Joining)
        .Impossible(InstalledPartial, Gone, Left).Impossible(InstalledLast, Gone, Left).Impossible(InstalledStray, Gone, Left);

    private static ControlTableBuilder<FlushState, FlushTrigger> Data(ControlTableBuilder<FlushState, FlushTrigger> table) => table
        .Stay(FlushTrigger.Data, FlushRules.Deliver, Steady, Authorize, Agree, Verify)
        .Impossible(FlushTrigger.Data, NoView, Entering)
        .Stay(DataEarly, FlushRules.Early, Entering, Agree)
        .Impossible(DataEarly, NoLine, Steady, Verify).Impossible(DataEarly, OwnMissing, Authorize)
        .Ignore(DataStray, FlushRules.Strangers, Entering, Steady, Authorize, Agree, Verify)
        .Ignore(FlushTrigger.Data, FlushRules.Leave, Leaving).Ignore(DataEarly, FlushRules.Leave, Leaving).Ignore(DataStray, FlushRules.Leave, Leaving)
        .Impossible(FlushTrigger.Data, NoMember, Outside, Joining).Impossible(DataEarly, NoMember, Outside, Joining)
        .Impossible(DataStray, NoMember, Outside, Joining)
        .Impossible(FlushTrigger.Data, Gone, Left).Impossible(DataEarly, Gone, Left).Impossible(DataStray, Gone, Left);
}
