using Rekey.Core;
using static Rekey.Spec.Layers.OrderingState;
using static Rekey.Spec.Layers.OrderingTrigger;

namespace Rekey.Spec.Layers;

/// <summary>States of a daemon, as far as its ring goes.</summary>
public enum OrderingState : byte
{
    /// <summary>It is in no ring.</summary>
    Alone,

    /// <summary>The token goes round.</summary>
    Turning,

    /// <summary>The leader keeps the token: nobody has anything to send, as far as it knows.</summary>
    Holding,
}

/// <summary>What an event can mean to a daemon.</summary>
public enum OrderingTrigger : byte
{
    /// <summary>The daemon is in a ring that another leads.</summary>
    RingJoined,

    /// <summary>It is in a ring that it leads, and sends nothing on.</summary>
    RingHeld,

    /// <summary>It is in a ring that it leads, and sends the token with what it has.</summary>
    RingSent,

    /// <summary>Upper layers have something to send, which waits, or is delivered at once where nobody else is.</summary>
    Asked,

    /// <summary>They have something to send, and the token is here.</summary>
    AskedHeld,

    /// <summary>The token, which goes on.</summary>
    TokenSent,

    /// <summary>The token, and nothing to do for anybody.</summary>
    TokenKept,

    /// <summary>A token that was had, repeated.</summary>
    TokenRepeated,

    /// <summary>A token that was had.</summary>
    TokenOld,

    /// <summary>A message.</summary>
    DataNew,

    /// <summary>A message that was had.</summary>
    DataOld,

    /// <summary>Another daemon has something to send.</summary>
    HurryHeard,

    /// <summary>What is of another ring, or of one that has not begun here.</summary>
    Astray,

    /// <summary>The token has not come back.</summary>
    TokenDue,

    /// <summary>It has not come back, and was repeated as often as can be counted.</summary>
    TokenSilent,

    /// <summary>The token has not come.</summary>
    HurryDue,
}

/// <summary>The ordering layer, as tools see it.</summary>
public sealed class OrderingSpec() : LayerSpec(
    "Ordering",
    "One order of messages in a ring of daemons, by a token",
    "Scaling Secure Group Communication Systems: Beyond Peer-to-Peer, section 3.1",
    OrderingTable.Table,
    RuleBook.Of(typeof(OrderingRules)),
    ["DeliveryIntegrity", "NoDuplication", "ReliableFifo", "RingOrder", "RingSafety", "RingTermination", "TokenUniqueness"])
{
    private const string Unarmed = "no timer is armed there";
    private const string Holder = "it says what a daemon does while it has the token, and no step is decided by it alone";

    /// <inheritdoc/>
    public override IReadOnlyList<Unvisited> Unvisited { get; } =
    [
        .. Spec.Unvisited.Rules(Holder, "OR-05", "OR-06", "OR-07", "OR-08", "OR-13"),
        new(Visit.Rule, "OR-14", "no daemon here sends what is wrong; tests do (OrderingInputTests)"),
        new(Visit.Strike, "early at Alone", Unarmed),
        new(Visit.Strike, "early at Holding", Unarmed),
    ];
}

/// <summary>The control table of the ordering layer.</summary>
public static class OrderingTable
{
    private const string NoRing = "of a ring that has not begun here nothing is heard (OR-01), and no timer is armed";
    private const string OneRing = "the next ring begins after the end of this one, which is told by the layer below";
    private const string Queued = "whoever has no token lets it wait";
    private const string Kept = "the leader has the token, and a token that comes was had";
    private const string AllHave = "all have everything while the token is kept (OR-11); what is new is rejected";
    private const string Disarmed = "the leader that keeps the token waits for nothing";

    /// <summary>The table.</summary>
    public static ControlTable<OrderingState, OrderingTrigger> Table { get; } =
        Timers(Words(Rings(ControlTable<OrderingState, OrderingTrigger>.Begin(Alone)))).Build();

    private static ControlTableBuilder<OrderingState, OrderingTrigger> Rings(ControlTableBuilder<OrderingState, OrderingTrigger> table) => table
        .Go(RingJoined, Turning, OrderingRules.Ring, Alone)
        .Go(RingHeld, Holding, OrderingRules.Ring, Alone)
        .Go(RingSent, Turning, OrderingRules.Ring, Alone)
        .Impossible(RingJoined, OneRing, Turning, Holding).Impossible(RingHeld, OneRing, Turning, Holding).Impossible(RingSent, OneRing, Turning, Holding)
        .Stay(Asked, OrderingRules.Number, Alone, Turning, Holding)
        .Go(AskedHeld, Turning, OrderingRules.Keep, Holding)
        .Impossible(AskedHeld, Queued, Alone, Turning);

    private static ControlTableBuilder<OrderingState, OrderingTrigger> Words(ControlTableBuilder<OrderingState, OrderingTrigger> table) => table
        .Stay(TokenSent, OrderingRules.Take, Turning)
        .Go(TokenKept, Holding, OrderingRules.Keep, Turning)
        .Stay(TokenRepeated, OrderingRules.Repeat, Turning)
        .Ignore(TokenOld, OrderingRules.Take, Turning, Holding)
        .Impossible(TokenSent, Kept, Holding).Impossible(TokenKept, Kept, Holding).Impossible(TokenRepeated, Kept, Holding)
        .Impossible(TokenSent, NoRing, Alone).Impossible(TokenKept, NoRing, Alone).Impossible(TokenRepeated, NoRing, Alone).Impossible(TokenOld, NoRing, Alone)
        .Stay(DataNew, OrderingRules.Deliver, Turning)
        .Impossible(DataNew, AllHave, Holding)
        .Ignore(DataOld, OrderingRules.Had, Turning, Holding)
        .Go(HurryHeard, Turning, OrderingRules.Hurry, Holding)
        .Ignore(HurryHeard, OrderingRules.Hurry, Turning)
        .Impossible(DataNew, NoRing, Alone).Impossible(DataOld, NoRing, Alone).Impossible(HurryHeard, NoRing, Alone)
        .Ignore(Astray, OrderingRules.Ring, Alone, Turning, Holding);

    private static ControlTableBuilder<OrderingState, OrderingTrigger> Timers(ControlTableBuilder<OrderingState, OrderingTrigger> table) => table
        .Stay(TokenDue, OrderingRules.Repeat, Turning)
        .Stay(TokenSilent, OrderingRules.Repeat, Turning)
        .Stay(HurryDue, OrderingRules.Hurry, Turning)
        .Impossible(TokenDue, Disarmed, Holding).Impossible(TokenSilent, Disarmed, Holding).Impossible(HurryDue, Disarmed, Holding)
        .Impossible(TokenDue, NoRing, Alone).Impossible(TokenSilent, NoRing, Alone).Impossible(HurryDue, NoRing, Alone);
}
