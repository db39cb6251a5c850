using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyTrees.Termination;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Traffic;
using static Rekey.KeyTrees.Termination.Objection;

namespace Rekey.KeyTrees.P;

/// <summary>
/// Protocol P with its two-phase termination (paper A, section 2). Each input is classified to a trigger, the table decides, and one
/// small function per rule acts.
/// </summary>
public sealed class PMachine(GroupId group, ICipherSuite suite, IEnvelopes envelopes) : IMachine
{
    private static readonly Effect[] None = [];

    /// <inheritdoc/>
    public MemberState Initial(MemberId self) => new PMember { Self = self, Control = (byte)PState.Outside };

    /// <inheritdoc/>
    public Outcome Step(MemberState state, Input input, IEntropy entropy)
    {
        var member = (PMember)state;
        return input switch
        {
            Received received => OnReceived(member, received, entropy),
            ViewInstalled installed => OnView(member, installed.View, entropy),
            // The table alone decides what blocking ends (T-06) and what it keeps (T-07).
            BlockRequested => Decide(member, PTrigger.Block, static (m, _) => (m, None)),
            SendRequested send => OnSend(member, send.Payload),
            RefreshRequested => OnRefresh(member, entropy),
            LeaveRequested => Decide(member, PTrigger.Leave, static (m, _) => (new PMember { Self = m.Self, Control = m.Control }, None)),
            _ => throw new SpecificationViolation($"unknown input {input}"),
        };
    }

    /// <summary>P-01, P-02, P-03; whatever belonged to the old view is gone (T-08).</summary>
    private Outcome OnView(PMember member, View view, IEntropy entropy)
    {
        var fresh = new PMember { Self = member.Self, Control = member.Control, View = view };
        if (view.Leader != member.Self)
        {
            return Decide(member, PTrigger.ViewFollows, (_, _) => (fresh, None));
        }

        return view.Members.Length == 1
            ? Decide(member, PTrigger.ViewAlone, (_, _) => CommitAlone(fresh, entropy))
            : Decide(member, PTrigger.ViewLeads, (_, _) => OpenRun(fresh, entropy));
    }

    private Outcome OnSend(PMember member, CryptoValue payload)
    {
        if (member.Current is null)
        {
            return Decide(member, PTrigger.SendUnkeyed, static (_, _) => throw new SpecificationViolation("sending without a key (D-02)"));
        }

        return Decide(member, PTrigger.SendKeyed, (m, _) =>
        {
            var (traffic, effect) = GroupTraffic.Send(m.Traffic, HeaderOf(m, m.Current!.Epoch.Run), payload, suite, envelopes);
            return (m with { Traffic = traffic }, [effect]);
        });
    }

    /// <summary>P-06, P-07; the table ignores a request that crosses an open run or a block (P-08).</summary>
    private Outcome OnRefresh(PMember member, IEntropy entropy)
    {
        if (!member.Leads)
        {
            return Decide(member, PTrigger.RefreshForward, (m, _) =>
                (m, [new Unicast(m.View!.Leader, envelopes.Sign(new RefreshRequest(HeaderOf(m, m.LastRun))))]));
        }

        return member.View!.Members.Length == 1
            ? Decide(member, PTrigger.RefreshAlone, (m, _) => CommitAlone(m, entropy))
            : Decide(member, PTrigger.RefreshOwn, (m, _) => OpenRun(m, entropy));
    }

    private Outcome OnReceived(PMember member, Received received, IEntropy entropy)
    {
        var opened = envelopes.Open(received.Envelope, member.Self, PMessages.Catalogue);
        if (opened.Message is not { } message)
        {
            return new Rejected(received.From, opened.Rejection!, WireRules.Strict);
        }

        if (TwoPhase.CheckOrigin(member, message) is { } stranger)
        {
            return new Rejected(received.From, stranger.Reason, stranger.Rule);
        }

        return message switch
        {
            Key key => Unless(CheckKey(member, key), received, member, PTrigger.Key, (m, _) => TakeKey(m, key)),
            Ack ack => OnAck(member, received, ack),
            ProtoDone done => Unless(TwoPhase.CheckDone(member, done), received, member, PTrigger.Done, static (m, _) => Commit(m, None)),
            RefreshRequest request => OnRefreshRequest(member, received, request, entropy),
            GroupData data => OnData(member, received, data),
            _ => throw new SpecificationViolation($"the catalogue has no {message.Type.Name}"),
        };
    }

    /// <summary>T-10, T-11: only the leader, only the next run, only while none is open; the table ignores it while blocked (P-05).</summary>
    private static Objection? CheckKey(PMember member, Key key) =>
        TwoPhase.CheckLeader(member, key.Header.Sender)
        ?? (member.Staged is null && key.Header.Run == member.LastRun + 1
            ? null
            : Raise(TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run", member.Staged is null ? $"{member.LastRun + 1}" : "no key while a run is open"));

    private Outcome OnAck(PMember member, Received received, Ack ack)
    {
        var objection = TwoPhase.CheckAck(member, member.Acked, ack);
        return objection is null && TwoPhase.IsLast(member, member.Acked)
            ? Decide(member, PTrigger.AckLast, (m, _) => FinishRun(m))
            : Unless(objection, received, member, PTrigger.AckPartial, static (m, place) => (m with { Acked = m.Acked.Add(place) }, None), ack.Header.Sender);
    }

    private Outcome OnRefreshRequest(PMember member, Received received, RefreshRequest request, IEntropy entropy)
    {
        if (!member.Leads)
        {
            return new Rejected(received.From, new Rejection(RejectionKind.NotEntitled, "recipient", $"the leader {member.View!.Leader}"), TerminationRules.Strangers);
        }

        // Order per sender (VS-7) puts an honest request before its sender's ack of the next run: it always names the current key.
        var current = member.Current?.Epoch.Run ?? 0;
        return request.Header.Run == current
            ? Decide(member, PTrigger.RefreshAsked, (m, _) => OpenRun(m, entropy))
            : new Rejected(received.From, new Rejection(RejectionKind.WrongRun, "header.run", $"{current}"), TerminationRules.OnceInOrder);
    }

    private Outcome OnData(PMember member, Received received, GroupData data)
    {
        // A leader uses a key the moment it is complete, so nobody can have used the leader's staged key before it (D-04).
        var staged = member.State is PState.AwaitingDone or PState.BlockedStaged ? member.Staged : null;
        var place = member.View!.IndexOf(data.Header.Sender);
        var (meaning, payload, why) = GroupTraffic.Judge(member.Traffic, staged, data, place, suite, envelopes);
        return meaning switch
        {
            GroupTraffic.Meaning.Rejected => new Rejected(
                received.From, why!, why!.Kind == RejectionKind.Duplicate ? GroupDataRules.Replay : GroupDataRules.Undecipherable),
            GroupTraffic.Meaning.Staged => Decide(member, PTrigger.DataStaged, static (m, _) => (m, None)),
            _ => Decide(member, PTrigger.DataCommitted, (m, _) => (
                m with { Traffic = m.Traffic.Hear(place, m.View!.Members.Length, data.Header.Run, data.Sequence) },
                [new DeliverData(data.Header.Sender, data.Header.Epoch, data.Sequence, payload!)])),
        };
    }

    /// <summary>P-01 and P-06: a fresh key, staged, and one sealed message to every other member.</summary>
    private (PMember State, Effect[] Effects) OpenRun(PMember member, IEntropy entropy)
    {
        var view = member.View!;
        var staged = NewKey(member, entropy);
        var message = new Key(HeaderOf(member, staged.Epoch.Run), staged.Key);
        var effects = new Effect[view.Members.Length - 1];
        for (var i = 0; i < effects.Length; i++)
        {
            effects[i] = new Unicast(view.Members[i + 1], envelopes.Seal(message, view.Members[i + 1], entropy));
        }

        return (member with { Staged = staged, Acked = default }, effects);
    }

    /// <summary>P-03, and P-06 for a member alone.</summary>
    private (PMember State, Effect[] Effects) CommitAlone(PMember member, IEntropy entropy) =>
        Commit(member with { Staged = NewKey(member, entropy) }, None);

    /// <summary>P-04 and T-01: stage the key, acknowledge it by its identifier.</summary>
    private (PMember State, Effect[] Effects) TakeKey(PMember member, Key key)
    {
        var staged = new EpochKey(key.Header.Epoch, key.GroupKey, suite.KeyId(key.GroupKey));
        var ack = envelopes.Sign(new Ack(HeaderOf(member, key.Header.Run), staged.KeyId));
        return (member with { Staged = staged }, [new Unicast(member.View!.Leader, ack)]);
    }

    /// <summary>T-04: all hold the key; tell them, and use it.</summary>
    private (PMember State, Effect[] Effects) FinishRun(PMember member)
    {
        var done = envelopes.Sign(new ProtoDone(HeaderOf(member, member.Staged!.Epoch.Run), member.Staged.KeyId));
        return Commit(member with { Acked = default }, [new Multicast(done)]);
    }

    /// <summary>T-05: the staged key becomes the newest committed one.</summary>
    private static (PMember State, Effect[] Effects) Commit(PMember member, Effect[] first)
    {
        var key = member.Staged!;
        var committed = member with { Current = key, Staged = null, Traffic = member.Traffic.Commit(key) };
        return (committed, [.. first, new KeyCommitted(key.Epoch, key.Key)]);
    }

    private EpochKey NewKey(PMember member, IEntropy entropy)
    {
        var key = suite.NewKey(entropy);
        return new EpochKey(new Epoch(member.View!.Id, member.LastRun + 1), key, suite.KeyId(key));
    }

    private Header HeaderOf(PMember member, uint run) => new(group, member.View!.Id, run, member.Self);

    private static Outcome Unless(
        Objection? objection, Received received, PMember member, PTrigger trigger, Func<PMember, int, (PMember, Effect[])> act, MemberId sender = default) =>
        objection is { } o ? new Rejected(received.From, o.Reason, o.Rule) : Decide(member, trigger, act, sender == default ? -1 : member.View!.IndexOf(sender));

    /// <summary>Asks the table, and acts where it says so.</summary>
    private static Outcome Decide(PMember member, PTrigger trigger, Func<PMember, int, (PMember State, Effect[] Effects)> act, int place = -1)
    {
        var decision = Spec.Protocols.P.Table.Decide(member.Control, trigger);
        var cell = new Cell(member.Control, (byte)trigger);
        switch (decision.Verdict)
        {
            case Verdict.Ignore:
                return new Ignored(cell, decision.Rule!);
            case Verdict.Defer:
                return new Deferred(cell, decision.Rule!);
            default:
                var (next, effects) = act(member, place);
                return new Moved(cell, next.Control == decision.Next ? next : next with { Control = decision.Next }, effects, decision.Rule!);
        }
    }
}
