using Rekey.Core;
using Rekey.Crypto;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Traffic;
using static Rekey.Termination.Objection;

namespace Rekey.Termination;

/// <summary>The triggers that every protocol has, as its table names them.</summary>
/// <typeparam name="TTrigger">The table's triggers.</typeparam>
/// <param name="Block">The system blocks.</param>
/// <param name="Leave">The application leaves.</param>
/// <param name="AckPartial">A valid ack, others still missing.</param>
/// <param name="AckLast">The last valid ack.</param>
/// <param name="Done">The leader's ProtoDone for the staged key.</param>
/// <param name="RefreshForward">The application of a member that does not lead wants a refresh.</param>
/// <param name="RefreshAsked">A member's request reaches the leader.</param>
/// <param name="SendKeyed">The application sends, and there is a committed key.</param>
/// <param name="SendUnkeyed">The application sends, and there is none.</param>
/// <param name="DataCommitted">Group data under a committed key.</param>
/// <param name="DataStaged">Group data under the staged key.</param>
public sealed record SharedTriggers<TTrigger>(
    TTrigger Block,
    TTrigger Leave,
    TTrigger AckPartial,
    TTrigger AckLast,
    TTrigger Done,
    TTrigger RefreshForward,
    TTrigger RefreshAsked,
    TTrigger SendKeyed,
    TTrigger SendUnkeyed,
    TTrigger DataCommitted,
    TTrigger DataStaged);

/// <summary>
/// A machine of any protocol: the two-phase termination, the use of group keys, and requests for a refresh, with a hook for how keys are
/// distributed. Each input is classified to a trigger, the table decides, and a small function acts.
/// </summary>
/// <typeparam name="TMember">The protocol's state.</typeparam>
/// <typeparam name="TState">The table's states.</typeparam>
/// <typeparam name="TTrigger">The table's triggers.</typeparam>
/// <param name="group">The group.</param>
/// <param name="suite">The key algebra.</param>
/// <param name="envelopes">Protection of messages.</param>
/// <param name="messages">The protocol's messages.</param>
/// <param name="table">The control table.</param>
/// <param name="shared">Its names for the triggers of all protocols.</param>
public abstract class GroupMachine<TMember, TState, TTrigger>(
    GroupId group,
    ICipherSuite suite,
    IEnvelopes envelopes,
    MessageCatalogue messages,
    ControlTable<TState, TTrigger> table,
    SharedTriggers<TTrigger> shared) : IMachine
    where TMember : GroupMember
    where TState : unmanaged, Enum
    where TTrigger : unmanaged, Enum
{
    /// <summary>No effects.</summary>
    protected static readonly PortEvent[] None = [];

    /// <summary>The key algebra.</summary>
    protected ICipherSuite Suite => suite;

    /// <summary>Protection of messages.</summary>
    protected IEnvelopes Envelopes => envelopes;

    /// <inheritdoc/>
    public abstract MemberState Initial(MemberId self);

    /// <inheritdoc/>
    public Outcome Step(MemberState state, PortEvent input, IEntropy entropy)
    {
        var member = (TMember)state;
        return input switch
        {
            Received received => OnReceived(member, received, entropy),
            ViewInstalled installed => OnView(member, installed.View, entropy),

            // The table alone decides what blocking ends (T-06) and what it keeps (T-07).
            BlockRequested => Decide(member, shared.Block, static (m, _) => (m, None)),
            SendRequested send => OnSend(member, send.Payload),
            RefreshRequested => OnRefresh(member, entropy),
            LeaveRequested => Decide(member, shared.Leave, (m, _) => ((TMember)Initial(m.Self), None)),
            _ => throw new SpecificationViolation($"unknown input {input}"),
        };
    }

    /// <summary>A view is installed; whatever belonged to the old one is gone (T-08).</summary>
    protected abstract Outcome OnView(TMember member, View view, IEntropy entropy);

    /// <summary>The application of a leader, or of a member alone, wants a refresh.</summary>
    protected abstract Outcome OnOwnRefresh(TMember member, IEntropy entropy);

    /// <summary>Opens the next run of the same view at its leader.</summary>
    protected abstract (TMember State, PortEvent[] Effects) OpenRefresh(TMember member, IEntropy entropy);

    /// <summary>A message of the protocol's own, from another member of the view.</summary>
    protected abstract Outcome OnMessage(TMember member, Received received, Message message, IEntropy entropy);

    /// <summary>Whether the leader can count acks already; null where it can.</summary>
    protected virtual TTrigger? NotYet(TMember leader) => null;

    /// <summary>The staged key becomes the newest committed one (T-05).</summary>
    protected virtual (TMember State, PortEvent[] Effects) Commit(TMember member, PortEvent[] first)
    {
        var key = member.Staged!;
        var committed = (GroupMember)member with { Current = key, Staged = null, Acked = default, Traffic = member.Traffic.Commit(key) };
        return ((TMember)committed, [.. first, new KeyCommitted(key.Epoch, key.Key)]);
    }

    /// <summary>A key as the group key of a run.</summary>
    protected EpochKey GroupKey(TMember member, uint run, CryptoValue key) => new(new Epoch(group, member.View!.Id, run), key, suite.KeyId(key));

    /// <summary>The header of a member's message.</summary>
    protected Header HeaderOf(TMember member, uint run) => new(group, member.View!.Id, run, member.Self);

    /// <summary>The ack of a staged key (T-01, T-02).</summary>
    protected PortEvent AckOf(TMember member) =>
        new Say(member.View!.Leader, new Ack(HeaderOf(member, member.Staged!.Epoch.Run), member.Staged.KeyId));

    /// <summary>Rejects with an objection, or decides by a trigger. <paramref name="act"/> gets the sender's place where one is named.</summary>
    protected Outcome Unless(
        Objection? objection, Received received, TMember member, TTrigger trigger, Func<TMember, int, (TMember, PortEvent[])> act, MemberId sender = default) =>
        objection is { } o ? new Rejected(received.From, o.Reason, o.Rule) : Decide(member, trigger, act, sender == default ? -1 : member.View!.IndexOf(sender));

    /// <summary>Asks the table, and acts where it says so.</summary>
    protected Outcome Decide(TMember member, TTrigger trigger, Func<TMember, int, (TMember State, PortEvent[] Effects)> act, int place = -1)
    {
        if (table.Settled(member.Control, trigger, out var cell, out var decision) is { } settled)
        {
            return settled;
        }

        var (next, effects) = act(member, place);
        var signed = Sign(next, effects);
        return new Moved(cell, signed.Control == decision.Next ? signed : signed with { Control = decision.Next }, effects, decision.Rule!);
    }

    /// <summary>Puts signed envelopes in the place of what a member has to say, in order.</summary>
    private GroupMember Sign(GroupMember member, PortEvent[] effects)
    {
        for (var i = 0; i < effects.Length; i++)
        {
            if (effects[i] is Say say)
            {
                var message = say.Message;
                if (member.Stamps is { } stamps)
                {
                    var (stamp, after) = stamps.Next();
                    (message, member) = (message with { Header = message.Header with { Stamp = stamp } }, member with { Stamps = after });
                }

                var envelope = envelopes.Sign(message);
                effects[i] = say.To == default ? new Multicast(envelope) : new Unicast(say.To, envelope);
            }
        }

        return member;
    }

    private Outcome OnReceived(TMember member, Received received, IEntropy entropy)
    {
        var opened = envelopes.Open(received.Envelope, member.Self, messages);
        if (opened.Message is not { } message)
        {
            return new Rejected(received.From, opened.Rejection!, WireRules.Strict);
        }

        if (TwoPhase.CheckOrigin(member, message) is { } stranger)
        {
            return new Rejected(received.From, stranger.Reason, stranger.Rule);
        }

        if (member.Stamps is { } stamps && message.Header.Stamp is { } stamp)
        {
            var place = member.View!.IndexOf(message.Header.Sender);
            if (stamps.Objection(place, stamp) is { } stale)
            {
                return new Rejected(received.From, stale, AgreementRules.Stamp);
            }

            // Kept only where the message moves the member.
            member = (TMember)((GroupMember)member with { Stamps = stamps.Take(place, stamp) });
        }

        return message switch
        {
            Ack ack => OnAck(member, received, ack),
            ProtoDone done => Unless(TwoPhase.CheckDone(member, done), received, member, shared.Done, (m, _) => Commit(m, None)),
            RefreshRequest request => OnRefreshRequest(member, received, request, entropy),
            GroupData data => OnData(member, received, data),
            _ => OnMessage(member, received, message, entropy),
        };
    }

    private Outcome OnSend(TMember member, CryptoValue payload)
    {
        if (member.Current is null)
        {
            return Decide(member, shared.SendUnkeyed, static (_, _) => throw new SpecificationViolation("sending without a key (D-02)"));
        }

        return Decide(member, shared.SendKeyed, (m, _) =>
        {
            var (traffic, effect) = GroupTraffic.Send(m.Traffic, HeaderOf(m, m.Current!.Epoch.Run), payload, suite, envelopes);
            return ((TMember)((GroupMember)m with { Traffic = traffic }), [effect]);
        });
    }

    /// <summary>P-06 and P-07, K-18 and K-19, A-10 and A-11; the table ignores a request that crosses an open run or a block (P-08, K-19, A-11).</summary>
    private Outcome OnRefresh(TMember member, IEntropy entropy) => member.Leads
        ? OnOwnRefresh(member, entropy)
        : Decide(member, shared.RefreshForward, (m, _) =>
            (m, [new Say(m.View!.Leader, new RefreshRequest(HeaderOf(m, m.LastRun)))]));

    private Outcome OnRefreshRequest(TMember member, Received received, RefreshRequest request, IEntropy entropy)
    {
        if (!member.Leads)
        {
            return new Rejected(received.From, new Rejection(RejectionKind.NotEntitled, "recipient", $"the leader {member.View!.Leader}"), TerminationRules.Strangers);
        }

        // Order per sender (VS-7) puts an honest request before its sender's ack of the next run: it always names the current key.
        var current = member.Current?.Epoch.Run ?? 0;
        return request.Header.Run == current
            ? Decide(member, shared.RefreshAsked, (m, _) => OpenRefresh(m, entropy))
            : new Rejected(received.From, new Rejection(RejectionKind.WrongRun, "header.run", $"{current}"), TerminationRules.OnceInOrder);
    }

    private Outcome OnAck(TMember member, Received received, Ack ack)
    {
        if (member.Leads && ack.Header.Run == member.LastRun && NotYet(member) is { } early)
        {
            return Decide(member, early, static (m, _) => (m, None));
        }

        var objection = TwoPhase.CheckAck(member, member.Acked, ack);
        return objection is null && TwoPhase.IsLast(member, member.Acked)
            ? Decide(member, shared.AckLast, (m, _) => FinishRun(m))
            : Unless(
                objection,
                received,
                member,
                shared.AckPartial,
                static (m, place) => ((TMember)((GroupMember)m with { Acked = m.Acked.Add(place) }), None),
                ack.Header.Sender);
    }

    /// <summary>T-04: all hold the key; tell them, and use it.</summary>
    private (TMember State, PortEvent[] Effects) FinishRun(TMember member)
    {
        var done = new ProtoDone(HeaderOf(member, member.Staged!.Epoch.Run), member.Staged.KeyId);
        return Commit(member, [new Say(default, done)]);
    }

    private Outcome OnData(TMember member, Received received, GroupData data)
    {
        // A leader uses a key the moment it is complete, so nobody can have used the leader's staged key before it (D-04).
        var staged = member.AwaitsDone ? member.Staged : null;
        var place = member.View!.IndexOf(data.Header.Sender);
        var (meaning, payload, why) = GroupTraffic.Judge(member.Traffic, staged, data, place, suite, envelopes);
        return meaning switch
        {
            GroupTraffic.Meaning.Rejected => new Rejected(
                received.From, why!, why!.Kind == RejectionKind.Duplicate ? GroupDataRules.Replay : GroupDataRules.Undecipherable),
            GroupTraffic.Meaning.Staged => Decide(member, shared.DataStaged, static (m, _) => (m, None)),
            _ => Decide(member, shared.DataCommitted, (m, _) => (
                (TMember)((GroupMember)m with { Traffic = m.Traffic.Hear(place, m.View!.Members.Length, data.Header.Run, data.Sequence) }),
                [new DeliverData(data.Header.Sender, data.Header.Epoch, data.Sequence, payload!)])),
        };
    }
}
