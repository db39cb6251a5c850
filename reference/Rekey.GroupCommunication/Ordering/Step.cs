using Rekey.Core;
using Rekey.Spec;
using Rekey.Spec.Layers;
using static Rekey.Spec.Layers.OrderingTrigger;

namespace Rekey.GroupCommunication.Ordering;

/// <summary>
/// One order of messages in a ring of daemons, by a token that goes round (paper B, section 3.1; the historical <c>protocol.c</c>; spec/layers/ordering.md).
/// </summary>
/// <param name="limits">The bounds.</param>
public sealed class OrderingLayer(OrderingLimits limits) : ILayer
{
    /// <summary>Fires when the token that the leader sent has not come back.</summary>
    public static readonly TimerId TokenTimer = new("Ordering", "token");

    /// <summary>Fires when the token that a daemon asked for has not come.</summary>
    public static readonly TimerId HurryTimer = new("Ordering", "hurry");

    private static readonly PortEvent[] None = [];
    private readonly Visit visit = new(limits);

    /// <summary>The bounds.</summary>
    public OrderingLimits Limits => limits;

    /// <inheritdoc/>
    public Port Lower => DatagramPort.Port;

    /// <inheritdoc/>
    public Port Upper => RingPort.Port;

    /// <inheritdoc/>
    public IReadOnlyList<TimerId> Timers { get; } = [TokenTimer, HurryTimer];

    /// <inheritdoc/>
    public LayerState Initial(MemberId self) => new OrderingDaemon { Self = self, Control = (byte)OrderingState.Alone };

    /// <inheritdoc/>
    public Outcome Step(LayerState state, PortEvent input, IEntropy entropy)
    {
        var daemon = (OrderingDaemon)state;
        return input switch
        {
            RingFormed formed => OnRing(daemon, formed.Ring),
            RingMulticast asked => OnAsked(daemon, asked),
            Arrived { Body: not RingMessage } arrived => Turned(arrived.From, new Rejection(RejectionKind.UnknownType, "body", "a message of the ordering layer")),
            Arrived { Body: RingMessage message } when message.Ring != daemon.Ring?.Id => Decide(daemon, Astray),
            Arrived arrived when !daemon.Ring!.Contains(arrived.From) || arrived.From == daemon.Self =>
                Turned(arrived.From, new Rejection(RejectionKind.NotMember, "from", $"another daemon of {daemon.Ring}")),
            Arrived { Body: Token token } arrived => OnToken(daemon, token, arrived.From),
            Arrived { Body: Data data } arrived => OnData(daemon, data, arrived.From),
            Arrived { Body: Hurry } arrived => OnHurry(daemon, arrived.From),
            TimerDue due when due.Timer == TokenTimer => OnTokenDue(daemon),
            TimerDue due when due.Timer == HurryTimer => Decide(daemon, HurryDue, static d => (d, [ToLeader(d), new Arm(HurryTimer)])),
            _ => throw new SpecificationViolation($"unknown input {input}"),
        };
    }

    private static Outcome Decide(OrderingDaemon daemon, OrderingTrigger trigger) => Decide(daemon, trigger, static d => (d, None));

    private static Outcome Decide(OrderingDaemon daemon, OrderingTrigger trigger, Func<OrderingDaemon, (OrderingDaemon State, PortEvent[] Effects)> act) =>
        OrderingTable.Table.Decide(daemon, trigger, act);

    private static Rejected Turned(MemberId sender, Rejection reason) => new(sender, reason, OrderingRules.Bad);

    private static SendTo ToLeader(OrderingDaemon daemon) => new(daemon.Ring!.Members[0], new Hurry(daemon.Ring.Id));

    /// <summary>OR-01.</summary>
    private Outcome OnRing(OrderingDaemon daemon, View ring)
    {
        var begun = daemon with { Ring = ring };
        var told = new RegularConfiguration(ring);
        if (!begun.Leads)
        {
            return Decide(daemon, RingJoined, _ => (begun, begun.Queue.IsEmpty ? [told] : [told, ToLeader(begun), new Arm(HurryTimer)]));
        }

        var first = begun with { Arq = 1, Last = new Token(ring.Id, 1, 0, 0, 0, default, 0, RingRequests.None) };
        return begun.Queue.IsEmpty ? Decide(daemon, RingHeld, _ => (first, [told]))
            : ring.Members.Length == 1 ? Decide(daemon, RingHeld, _ => Told(Visited(first)))
            : Decide(daemon, RingSent, _ => Told(Released(first)));

        (OrderingDaemon, PortEvent[]) Told((OrderingDaemon State, PortEvent[] Effects) done) => (done.State, [told, .. done.Effects]);
    }

    /// <summary>OR-04, OR-11, OR-12, OR-13.</summary>
    private Outcome OnAsked(OrderingDaemon daemon, RingMulticast asked)
    {
        var after = daemon with { Queue = daemon.Queue.Add(asked) };
        if ((OrderingState)daemon.Control != OrderingState.Turning && daemon.Ring is { } ring && visit.HasToSend(after))
        {
            return ring.Members.Length == 1 ? Decide(daemon, Asked, _ => Visited(after)) : Decide(daemon, AskedHeld, _ => Released(after));
        }

        var hurries = daemon is { Ring: not null, Leads: false, Queue.IsEmpty: true } && visit.HasToSend(after);
        return Decide(daemon, Asked, _ => daemon.Ring is null ? (after, []) : visit.Spent(after, hurries ? [ToLeader(after), new Arm(HurryTimer)] : []));
    }

    /// <summary>OR-02, OR-03, OR-11, OR-14.</summary>
    private Outcome OnToken(OrderingDaemon daemon, Token token, MemberId from)
    {
        if (Tokens.Wrong(daemon, token, from, limits) is { } reason)
        {
            return Turned(from, reason);
        }

        if (token.Arq != Tokens.Expected(daemon) || (OrderingState)daemon.Control == OrderingState.Holding)
        {
            return !daemon.Leads && token.Arq == daemon.Arq && token.Retrans > daemon.Last?.Retrans
                ? Decide(daemon, TokenRepeated, d => Sent(d with { Last = d.Last!.Counted(d.Arq, token.Retrans) }))
                : Decide(daemon, TokenOld);
        }

        var here = daemon.Leads ? token.Counted(token.Arq + 1, 0) : token;
        var taken = daemon with { Arq = here.Arq };
        return daemon.Leads && IsIdle(daemon, token)
            ? Decide(daemon, TokenKept, _ => Kept(visit.Make(taken, here)))
            : Decide(daemon, TokenSent, _ => Passed(daemon, visit.Make(taken, here)));
    }

    /// <summary>OR-11: in the round before, this token went round with nothing to do for anybody, so that all have heard that all have everything.</summary>
    private bool IsIdle(OrderingDaemon daemon, Token token) =>
        !visit.HasToSend(daemon with { Highest = token.Seq }) && token.Requests.IsEmpty && token.Seq == token.Aru && token.Seq == daemon.Stable;

    private static (OrderingDaemon, PortEvent[]) Kept((OrderingDaemon State, PortEvent[] Effects) visited) =>
        (visited.State, [.. visited.Effects, new Disarm(TokenTimer)]);

    /// <summary>OR-12: who has nothing more to send waits for the token no longer.</summary>
    private (OrderingDaemon, PortEvent[]) Passed(OrderingDaemon before, (OrderingDaemon State, PortEvent[] Effects) visited)
    {
        var sent = Sent(visited.State);
        var waited = !before.Leads && !before.Queue.IsEmpty;
        return (sent.State, waited && !visit.HasToSend(visited.State) ? [.. visited.Effects, .. sent.Effects, new Disarm(HurryTimer)] : [.. visited.Effects, .. sent.Effects]);
    }

    /// <summary>The token goes to the next daemon; the leader waits for it to come back (OR-03).</summary>
    private static (OrderingDaemon State, PortEvent[] Effects) Sent(OrderingDaemon daemon)
    {
        var ring = daemon.Ring!.Members;
        var send = new SendTo(ring[(daemon.Ring.IndexOf(daemon.Self) + 1) % ring.Length], daemon.Last!);
        return (daemon, daemon.Leads ? [send, new Arm(TokenTimer)] : [send]);
    }

    /// <summary>A token that was kept is made use of, and goes on.</summary>
    private (OrderingDaemon, PortEvent[]) Released(OrderingDaemon daemon) => Passed(daemon, Visited(daemon));

    private (OrderingDaemon State, PortEvent[] Effects) Visited(OrderingDaemon daemon) => visit.Make(daemon, daemon.Last!);

    /// <summary>OR-09, OR-10, OR-14.</summary>
    private Outcome OnData(OrderingDaemon daemon, Data data, MemberId from)
    {
        var isHad = data.Seq <= daemon.Stable || daemon.Held.ContainsKey(data.Seq);
        if (Tokens.Wrong(daemon, data, isHad, limits) is { } reason)
        {
            return Turned(from, reason);
        }

        return isHad ? Decide(daemon, DataOld) : Decide(daemon, DataNew, d =>
        {
            var effects = new List<PortEvent>();
            var after = Visit.Known(d with { Held = d.Held.Add(data.Seq, data), Highest = Math.Max(d.Highest, data.Seq) });
            return (Visit.Deliver(after, effects), [.. effects]);
        });
    }

    /// <summary>OR-12, OR-14.</summary>
    private Outcome OnHurry(OrderingDaemon daemon, MemberId from) => daemon.Leads
        ? Decide(daemon, HurryHeard, static d => Sent(d))
        : Turned(from, new Rejection(RejectionKind.NotEntitled, "to", $"the leader, {daemon.Ring!.Members[0]}"));

    /// <summary>OR-03.</summary>
    private Outcome OnTokenDue(OrderingDaemon daemon) => daemon.Last?.Retrans == limits.Retrans
        ? Decide(daemon, TokenSilent, static d => (d, [new RingOver(d.Ring!.Id, RingEnd.Silent)]))
        : Decide(daemon, TokenDue, static d => Sent(d with { Last = d.Last!.Counted(d.Arq, (byte)(d.Last.Retrans + 1)) }));
}
