using Rekey.Core;
using Rekey.Crypto;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Traffic;
using static Rekey.Spec.Shared.RunTrigger;

namespace Rekey.Runs;

/// <summary>
/// The machine of every rekey protocol, between virtual synchrony and the secure group: views and runs, the two-phase termination, the use of group keys,
/// requests for a refresh. Each input is classified to a trigger, the table decides, and a small function acts. What a run is about is the planner's.
/// </summary>
/// <typeparam name="TKept">What a member of the protocol keeps.</typeparam>
/// <typeparam name="TOpen">An open run of the protocol.</typeparam>
/// <param name="group">The group.</param>
/// <param name="suite">The key algebra.</param>
/// <param name="envelopes">Protection of messages.</param>
/// <param name="messages">The protocol's messages.</param>
/// <param name="control">Its control table.</param>
/// <param name="planner">How its runs go.</param>
public sealed class RunMachine<TKept, TOpen>(
    GroupId group, ICipherSuite suite, IEnvelopes envelopes, MessageCatalogue messages, RunControl control, IPlanner<TKept, TOpen> planner) : IMachine
    where TKept : Kept
    where TOpen : OpenRun
{
    private static readonly PortEvent[] None = [];

    /// <inheritdoc/>
    public MemberState Initial(MemberId self) => planner.Newcomer(self);

    /// <inheritdoc/>
    public Outcome Step(MemberState state, PortEvent input, IEntropy entropy)
    {
        var member = (RunMember<TKept, TOpen>)state;
        return input switch
        {
            Received received => OnReceived(member, received, entropy),
            ViewInstalled installed => OnView(member, installed.View, entropy),

            // The table alone decides what blocking ends (T-06) and what it keeps (T-07).
            BlockRequested => Stay(member, RunTrigger.Block),
            SendRequested send => OnSend(member, send.Payload),
            RefreshRequested => OnRefresh(member, entropy),
            LeaveRequested => Decide(member, Leave, entropy, m => (planner.Newcomer(m.Self), None)),
            _ => throw new SpecificationViolation($"unknown input {input}"),
        };
    }

    /// <summary>A view is installed: what was kept stays, all else of the old one is gone (T-08; P-01 to P-03, K-01, K-20, A-01, A-09, A-12).</summary>
    private Outcome OnView(RunMember<TKept, TOpen> member, View view, IEntropy entropy)
    {
        var fresh = planner.Newcomer(member.Self) with { View = view, Kept = member.Kept, Stamps = messages.IsStamped ? Stamps.For(view) : null };
        if (view.Members.Length == 1)
        {
            return Decide(member, ViewAlone, entropy, _ => CommitAlone(fresh, entropy));
        }

        var told = planner.Tell(member.Self, member.Kept);
        if (view.Leader != member.Self)
        {
            return Decide(member, ViewFollows, entropy, _ => (fresh, told is null ? None : [new Say(view.Leader, planner.Report(HeaderOf(fresh, 1), told))]));
        }

        var reports = new Told?[view.Members.Length];
        reports[0] = told;
        return Decide(member, ViewLeads, entropy, _ => told is null
            ? Open(fresh, planner.First(fresh, HeaderOf(fresh, 1), entropy), entropy)
            : (fresh with { Reports = [.. reports] }, None));
    }

    private Outcome OnReceived(RunMember<TKept, TOpen> member, Received received, IEntropy entropy)
    {
        var opened = envelopes.Open(received.Envelope, member.Self, messages);
        if (opened.Message is not { } message)
        {
            return new Rejected(received.From, opened.Rejection!, WireRules.Strict);
        }

        if (TwoPhase.CheckOrigin(member, message) is { } stranger)
        {
            return Reject(received, stranger);
        }

        if (member.Stamps is { } stamps && message.Header.Stamp is { } stamp)
        {
            var place = member.View!.IndexOf(message.Header.Sender);
            if (stamps.Objection(place, stamp) is { } stale)
            {
                return new Rejected(received.From, stale, AgreementRules.Stamp);
            }

            // Kept only where the message moves the member.
            member = member with { Stamps = stamps.Take(place, stamp) };
        }

        return message switch
        {
            Ack ack => OnAck(member, received, ack, entropy),
            ProtoDone done => TwoPhase.CheckDone(member, done) is { } objection
                ? Reject(received, objection)
                : Decide(member, Done, entropy, m => Commit(m, planner.Keep(m), None)),
            RefreshRequest request => OnRefreshRequest(member, received, request, entropy),
            GroupData data => OnData(member, received, data, entropy),
            IReport report => OnReport(member, received, message.Header, report.Told, entropy),
            IAnnouncement => OnAnnouncement(member, received, message, entropy),
            _ => OnPart(member, received, message, entropy),
        };
    }

    /// <summary>K-02, K-10, K-21; .</summary>
    private Outcome OnReport(RunMember<TKept, TOpen> member, Received received, Header header, Told told, IEntropy entropy)
    {
        if (CheckReport(member, header, told) is { } objection)
        {
            return Reject(received, objection);
        }

        var isLast = member.State == RunState.Gathering && member.Reports.Count(static r => r is null) == 1;
        return Decide(member, isLast ? ReportLast : ReportPartial, entropy, m =>
        {
            var gathered = m with { Reports = m.Reports.SetItem(m.View!.IndexOf(header.Sender), told) };
            return isLast ? Open(gathered, planner.First(gathered, HeaderOf(m, 1), entropy), entropy) : (gathered, None);
        });
    }

    private Objection? CheckReport(RunMember<TKept, TOpen> member, Header header, Told told)
    {
        if (TwoPhase.CheckLeads(member) is { } elsewhere)
        {
            return elsewhere;
        }

        if (header.Run != 1)
        {
            return Objection.Raise(TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run", "1");
        }

        return member.Reports.IsEmpty || member.Reports[member.View!.IndexOf(header.Sender)] is not null
            ? Objection.Raise(planner.OneReport, RejectionKind.Duplicate, "report", $"one report from {header.Sender}")
            : planner.Judge(told);
    }

    /// <summary>The leader announces a run and does its own part of it; acks are counted anew (P-01, P-06, K-10, A-04).</summary>
    private (RunMember<TKept, TOpen> State, PortEvent[] Effects) Open(RunMember<TKept, TOpen> leader, Message announcement, IEntropy entropy)
    {
        var begun = planner.Begin(leader, announcement, entropy);
        if (begun.Refusal is { } refusal)
        {
            throw new SpecificationViolation($"the leader's own {planner.Announced} is refused: {refusal.Reason}");
        }

        var others = leader.View!.Members.Skip(1);
        PortEvent[] told = announcement.Type.Protection == Protection.Sealed ? [.. others.Select(m => new Say(m, announcement))] : [new Say(default, announcement)];
        return Advance(leader with { Acked = default, Reports = planner.KeepsReports ? leader.Reports : [] }, begun, told);
    }

    /// <summary>P-04, P-05, K-11, A-05.</summary>
    private Outcome OnAnnouncement(RunMember<TKept, TOpen> member, Received received, Message announcement, IEntropy entropy)
    {
        if (TwoPhase.CheckLeader(member, announcement.Header.Sender) is { } stranger)
        {
            return Reject(received, stranger);
        }

        var isExpected = member.State is RunState.Reporting or RunState.Keyed or RunState.Blocked;
        if (!isExpected || announcement.Header.Run != member.LastRun + 1)
        {
            var expected = isExpected ? $"{member.LastRun + 1}" : $"no {planner.Announced} while a run is open";
            return new Rejected(received.From, new Rejection(RejectionKind.WrongRun, "header.run", expected), TerminationRules.OnceInOrder);
        }

        return member.State == RunState.Blocked
            ? Stay(member, RunTrigger.Plan)
            : Follow(member, received, planner.Begin(member, announcement, entropy), (RunTrigger.Plan, PlanComplete), entropy);
    }

    /// <summary>K-13 to K-15, A-06, A-07.</summary>
    private Outcome OnPart(RunMember<TKept, TOpen> member, Received received, Message message, IEntropy entropy) => member.IsBlocked
        ? Stay(member, PartMoot)
        : Follow(member, received, planner.Take(member, message, entropy), (Part, PartComplete), entropy);

    /// <summary>What the planner made of a message decides what it means.</summary>
    private Outcome Follow(
        RunMember<TKept, TOpen> member, Received received, Turn<TOpen> turn, (RunTrigger More, RunTrigger Last) triggers, IEntropy entropy) => turn.Standing switch
        {
            Standing.Refused => Reject(received, turn.Refusal!),
            Standing.Early => Stay(member, PartEarly),
            Standing.Moot => Stay(member, PartMoot),
            _ when !member.Leads && turn.Next!.IsComplete(member.Self) => Decide(member, triggers.Last, entropy, m => Acknowledge(Advance(m, turn, None))),
            _ => Decide(member, triggers.More, entropy, m => Advance(m, turn, None)),
        };

    /// <summary>The group key counts as held from when it is known; it is acknowledged when all is complete (K-16, A-14).</summary>
    private (RunMember<TKept, TOpen> State, PortEvent[] Effects) Advance(RunMember<TKept, TOpen> member, Turn<TOpen> turn, PortEvent[] first)
    {
        var open = turn.Next!;
        var staged = member.Staged ?? (open.GroupKey(suite) is { } key ? GroupKey(member, open.Epoch.Run, key) : null);
        return (member with { Open = open, Staged = staged }, [.. first, .. turn.Said]);
    }

    /// <summary>T-01, T-02; P-04, K-16, A-08.</summary>
    private (RunMember<TKept, TOpen> State, PortEvent[] Effects) Acknowledge((RunMember<TKept, TOpen> State, PortEvent[] Effects) complete)
    {
        var (member, key) = (complete.State, complete.State.Staged!);
        return (member, [.. complete.Effects, new Say(member.View!.Leader, new Ack(HeaderOf(member, key.Epoch.Run), key.KeyId))]);
    }

    private Outcome OnAck(RunMember<TKept, TOpen> member, Received received, Ack ack, IEntropy entropy)
    {
        // Acks wait until the leader is complete (K-16, A-08); those of a run that was blocked before that are of no use (T-06).
        if (member.Leads && ack.Header.Run == member.LastRun && member.Open?.IsComplete(member.Self) == false)
        {
            return Stay(member, member.State == RunState.Blocked ? AckPartial : AckEarly);
        }

        if (TwoPhase.CheckAck(member, member.Acked, ack) is { } objection)
        {
            return Reject(received, objection);
        }

        return TwoPhase.IsLast(member, member.Acked)
            ? Decide(member, AckLast, entropy, FinishRun)
            : Decide(member, AckPartial, entropy, m => (m with { Acked = m.Acked.Add(m.View!.IndexOf(ack.Header.Sender)) }, None));
    }

    /// <summary>T-04: all hold the key; tell them, and use it.</summary>
    private (RunMember<TKept, TOpen> State, PortEvent[] Effects) FinishRun(RunMember<TKept, TOpen> member) =>
        Commit(member, planner.Keep(member), [new Say(default, new ProtoDone(HeaderOf(member, member.Staged!.Epoch.Run), member.Staged.KeyId))]);

    /// <summary>The staged key becomes the newest committed one (T-05), and what is kept changes with it (K-17, A-09).</summary>
    private static (RunMember<TKept, TOpen> State, PortEvent[] Effects) Commit(RunMember<TKept, TOpen> member, TKept? kept, PortEvent[] first)
    {
        var key = member.Staged!;
        var committed = member with { Current = key, Staged = null, Acked = default, Open = null, Kept = kept, Traffic = member.Traffic.Commit(key) };
        return (committed, [.. first, new KeyCommitted(key.Epoch, key.Key)]);
    }

    /// <summary>P-03, K-20, A-12.</summary>
    private (RunMember<TKept, TOpen> State, PortEvent[] Effects) CommitAlone(RunMember<TKept, TOpen> member, IEntropy entropy)
    {
        var key = GroupKey(member, member.LastRun + 1, suite.NewKey(entropy));
        return Commit(member with { Staged = key }, planner.Alone(member, key.Epoch, entropy), None);
    }

    /// <summary>P-06 and P-07, K-18 and K-19, A-10 and A-11; the table ignores a request that crosses an open run or a block (P-08, K-19, A-11).</summary>
    private Outcome OnRefresh(RunMember<TKept, TOpen> member, IEntropy entropy)
    {
        if (!member.Leads)
        {
            return Decide(member, RefreshForward, entropy, m => (m, [new Say(m.View!.Leader, new RefreshRequest(HeaderOf(m, m.LastRun)))]));
        }

        return member.View!.Members.Length == 1
            ? Decide(member, RefreshAlone, entropy, m => CommitAlone(m, entropy))
            : Decide(member, RefreshOwn, entropy, m => OpenNext(m, entropy));
    }

    private Outcome OnRefreshRequest(RunMember<TKept, TOpen> member, Received received, RefreshRequest request, IEntropy entropy)
    {
        if (TwoPhase.CheckLeads(member) is { } elsewhere)
        {
            return Reject(received, elsewhere);
        }

        // Order per sender (VS-7) puts an honest request before its sender's ack of the next run: it always names the current key.
        var current = member.Current?.Epoch.Run ?? 0;
        return request.Header.Run == current
            ? Decide(member, RefreshAsked, entropy, m => OpenNext(m, entropy))
            : new Rejected(received.From, new Rejection(RejectionKind.WrongRun, "header.run", $"{current}"), TerminationRules.OnceInOrder);
    }

    /// <summary>Opens the next run of the same view.</summary>
    private (RunMember<TKept, TOpen> State, PortEvent[] Effects) OpenNext(RunMember<TKept, TOpen> leader, IEntropy entropy) =>
        Open(leader, planner.Refresh(leader, HeaderOf(leader, leader.LastRun + 1), entropy), entropy);

    private Outcome OnSend(RunMember<TKept, TOpen> member, CryptoValue payload) => member.Current is null
        ? Decide(member, SendUnkeyed, null, static _ => throw new SpecificationViolation("sending without a key (D-02)"))
        : Decide(member, SendKeyed, null, m =>
        {
            var (traffic, effect) = GroupTraffic.Send(m.Traffic, HeaderOf(m, m.Current!.Epoch.Run), payload, suite, envelopes);
            return (m with { Traffic = traffic }, [effect]);
        });

    private Outcome OnData(RunMember<TKept, TOpen> member, Received received, GroupData data, IEntropy entropy)
    {
        // A leader uses a key the moment it is complete, so nobody can have used the leader's staged key before it (D-04).
        var staged = member.AwaitsDone ? member.Staged : null;
        var place = member.View!.IndexOf(data.Header.Sender);
        var (meaning, payload, why) = GroupTraffic.Judge(member.Traffic, staged, data, place, suite, envelopes);
        return meaning switch
        {
            GroupTraffic.Meaning.Rejected => new Rejected(
                received.From, why!, why!.Kind == RejectionKind.Duplicate ? GroupDataRules.Replay : GroupDataRules.Undecipherable),
            GroupTraffic.Meaning.Staged => Stay(member, DataStaged),
            _ => Decide(member, DataCommitted, entropy, m => (
                m with { Traffic = m.Traffic.Hear(place, m.View!.Members.Length, data.Header.Run, data.Sequence) },
                [new DeliverData(data.Header.Sender, data.Header.Epoch, data.Sequence, payload!)])),
        };
    }

    private static Rejected Reject(Received received, Objection objection) => new(received.From, objection.Reason, objection.Rule);

    /// <summary>Asks the table where it alone decides.</summary>
    private Outcome Stay(RunMember<TKept, TOpen> member, RunTrigger trigger) => Decide(member, trigger, null, static m => (m, None));

    /// <summary>Asks the table, and acts where it says so.</summary>
    private Outcome Decide(
        RunMember<TKept, TOpen> member, RunTrigger trigger, IEntropy? entropy, Func<RunMember<TKept, TOpen>, (RunMember<TKept, TOpen> State, PortEvent[] Effects)> act) =>
        control.Decide(member, trigger, m => Protect(act(m), entropy));

    /// <summary>Puts envelopes in the place of what a member has to say, in order.</summary>
    private (RunMember<TKept, TOpen> State, PortEvent[] Effects) Protect((RunMember<TKept, TOpen> State, PortEvent[] Effects) done, IEntropy? entropy)
    {
        var (member, effects) = done;
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

                var envelope = message.Type.Protection == Protection.Sealed ? envelopes.Seal(message, say.To, entropy!) : envelopes.Sign(message);
                effects[i] = say.To == default ? new Multicast(envelope) : new Unicast(say.To, envelope);
            }
        }

        return (member, effects);
    }

    /// <summary>A key as the group key of a run.</summary>
    private EpochKey GroupKey(RunMember<TKept, TOpen> member, uint run, CryptoValue key) => new(new Epoch(group, member.View!.Id, run), key, suite.KeyId(key));

    private Header HeaderOf(RunMember<TKept, TOpen> member, uint run) => new(group, member.View!.Id, run, member.Self);
}
