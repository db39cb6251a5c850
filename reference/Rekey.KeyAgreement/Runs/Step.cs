using Rekey.Core;
using Rekey.Crypto;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Termination;
using Rekey.Wire;
using static Rekey.Spec.Shared.RunTrigger;
using static Rekey.Termination.Objection;

namespace Rekey.KeyAgreement.Runs;

/// <summary>
/// The key agreements (paper B, section 4.2): a view agrees on who takes part, and carries the agreement out (spec/protocols/key-agreement.md).
/// What is said and computed is the protocol's; all else is here and in <see cref="GroupMachine{TMember,TState,TTrigger}"/>.
/// </summary>
public sealed class AgreementMachine(KeyAgreementProtocol protocol, GroupId group, ICipherSuite suite, IEnvelopes envelopes)
    : GroupMachine<AgreementMember, RunState, RunTrigger>(group, suite, envelopes, protocol.Messages, protocol.Table, Shared)
{
    private static readonly SharedTriggers<RunTrigger> Shared = new(
        RunTrigger.Block, Leave, AckPartial, AckLast, Done, RefreshForward, RefreshAsked, SendKeyed, SendUnkeyed, DataCommitted, DataStaged);

    /// <inheritdoc/>
    public override MemberState Initial(MemberId self) => new AgreementMember { Self = self, Control = (byte)RunState.Outside };

    /// <summary>A-01, A-12; the base stays, all else of the old view is gone (T-08, A-09).</summary>
    protected override Outcome OnView(AgreementMember member, View view, IEntropy entropy)
    {
        var fresh = new AgreementMember { Self = member.Self, Control = member.Control, View = view, Base = member.Base, Stamps = Stamps.For(view) };
        if (view.Members.Length == 1)
        {
            return Decide(member, ViewAlone, (_, _) => CommitAlone(fresh, entropy));
        }

        if (view.Leader != member.Self)
        {
            return Decide(member, ViewFollows, (_, _) => (fresh, [new Say(view.Leader, new BaseReport(HeaderOf(fresh, 1), member.Base?.Epoch))]));
        }

        var bases = new Epoch?[view.Members.Length];
        bases[0] = member.Base?.Epoch;
        return Decide(member, ViewLeads, (_, _) => (fresh with { Bases = [.. bases], Reported = new MemberSet().Add(0) }, None));
    }

    /// <inheritdoc/>
    protected override Outcome OnOwnRefresh(AgreementMember member, IEntropy entropy) => member.View!.Members.Length == 1
        ? Decide(member, RefreshAlone, (m, _) => CommitAlone(m, entropy))
        : Decide(member, RefreshOwn, (m, _) => OpenRefresh(m, entropy));

    /// <summary>A-10.</summary>
    protected override (AgreementMember State, PortEvent[] Effects) OpenRefresh(AgreementMember member, IEntropy entropy) =>
        Announce(member, new Lineup([new Component(member.Base!.Epoch, member.View!.Members)]), entropy);

    /// <inheritdoc/>
    protected override Outcome OnMessage(AgreementMember member, Received received, Message message, IEntropy entropy) => message switch
    {
        BaseReport report => OnReport(member, received, report, entropy),
        LineupAnnouncement announcement => OnLineup(member, received, announcement, entropy),
        _ => OnPart(member, received, message, entropy),
    };

    /// <summary>A-08: acks wait until the leader is complete; those of a run that was blocked before that are of no use (T-06).</summary>
    protected override RunTrigger? NotYet(AgreementMember leader) => leader.Open is not { Agreement.Result: null }
        ? null
        : leader.State == RunState.Blocked ? AckPartial : AckEarly;

    /// <summary>T-05 and A-09.</summary>
    protected override (AgreementMember State, PortEvent[] Effects) Commit(AgreementMember member, PortEvent[] first)
    {
        var open = member.Open!;
        return base.Commit(member with { Open = null, Base = new Base(open.Epoch, member.View!.Members, open.Agreement.Result!.Foundation) }, first);
    }

    /// <summary>A-12.</summary>
    private (AgreementMember State, PortEvent[] Effects) CommitAlone(AgreementMember member, IEntropy entropy)
    {
        var staged = GroupKey(member, member.LastRun + 1, Suite.NewKey(entropy));
        var kept = new Base(staged.Epoch, member.View!.Members, protocol.Alone(Suite.Agreement, member.Self, entropy));
        return base.Commit(member with { Staged = staged, Base = kept }, None);
    }

    private Outcome OnReport(AgreementMember member, Received received, BaseReport report, IEntropy entropy)
    {
        if (CheckReport(member, report) is { } objection)
        {
            return new Rejected(received.From, objection.Reason, objection.Rule);
        }

        var place = member.View!.IndexOf(report.Header.Sender);
        var isLast = member.State == RunState.Gathering && member.Reported.Count + 1 == member.View.Members.Length;
        return Decide(member, isLast ? ReportLast : ReportPartial, (m, _) =>
        {
            var bases = m.Bases.SetItem(place, report.Base);
            return isLast
                ? Announce(m with { Bases = [], Reported = default }, Lineup.Of(m.View!, bases), entropy)
                : (m with { Bases = bases, Reported = m.Reported.Add(place) }, None);
        });
    }

    private static Objection? CheckReport(AgreementMember member, BaseReport report)
    {
        if (!member.Leads)
        {
            return Raise(TerminationRules.Strangers, RejectionKind.NotEntitled, "recipient", $"the leader {member.View!.Leader}");
        }

        if (report.Header.Run != 1)
        {
            return Raise(TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run", "1");
        }

        return member.Bases.IsEmpty || member.Reported.Contains(member.View!.IndexOf(report.Header.Sender))
            ? Raise(TerminationRules.OnceInOrder, RejectionKind.Duplicate, "report", $"one report from {report.Header.Sender}")
            : null;
    }

    /// <summary>A-04: announces the lineup, and does the leader's own first part.</summary>
    private (AgreementMember State, PortEvent[] Effects) Announce(AgreementMember member, Lineup lineup, IEntropy entropy)
    {
        var run = member.LastRun + 1;
        var begun = Begin(member with { Acked = default }, lineup, run, entropy);
        if (begun.Refusal is { } refusal)
        {
            throw new SpecificationViolation($"the leader's own lineup is refused: {refusal.Reason} (A-04)");
        }

        return Proceed(member with { Acked = default, Open = OpenOf(member, lineup, run, begun.Next!) }, begun, new Say(default, new LineupAnnouncement(HeaderOf(member, run), lineup)));
    }

    private Outcome OnLineup(AgreementMember member, Received received, LineupAnnouncement announcement, IEntropy entropy)
    {
        var (header, lineup) = (announcement.Header, announcement.Lineup);
        if (TwoPhase.CheckLeader(member, header.Sender) is { } stranger)
        {
            return new Rejected(received.From, stranger.Reason, stranger.Rule);
        }

        if (member.State == RunState.Blocked)
        {
            return Decide(member, RunTrigger.Plan, static (m, _) => (m, None));
        }

        if (CheckLineup(member, header, lineup) is { } objection)
        {
            return new Rejected(received.From, objection.Reason, objection.Rule);
        }

        var begun = Begin(member, lineup, header.Run, entropy);
        if (begun.Refusal is { } refusal)
        {
            return new Rejected(received.From, refusal.Reason, refusal.Rule);
        }

        var next = Proceed(member with { Open = OpenOf(member, lineup, header.Run, begun.Next!) }, begun);
        return begun.Next!.Result is not null
            ? Decide(member, PlanComplete, (_, _) => Acknowledge(next))
            : Decide(member, RunTrigger.Plan, (_, _) => next);
    }

    /// <summary>A-05.</summary>
    private static Objection? CheckLineup(AgreementMember member, Header header, Lineup lineup)
    {
        if (member.State is not (RunState.Reporting or RunState.Keyed) || header.Run != member.LastRun + 1)
        {
            var expected = member.State is RunState.Reporting or RunState.Keyed ? $"{member.LastRun + 1}" : "no lineup while a run is open";
            return Raise(TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run", expected);
        }

        if (lineup.Objection(member.View!) is { } expectation)
        {
            return Raise(AgreementRules.TakeLineup, RejectionKind.WrongLineup, "components", expectation);
        }

        var own = lineup.ComponentOf(member.Self)!;
        return own.Base == member.Base?.Epoch && own.Members.All(m => member.Base?.Members.Contains(m) ?? m == member.Self)
            ? null
            : Raise(AgreementRules.TakeLineup, RejectionKind.WrongLineup, "components", $"{member.Self} among members of {member.Base?.Epoch.ToString() ?? "no epoch"}");
    }

    private Setting SettingOf(AgreementMember member, Lineup lineup, uint run) =>
        new(Suite.Agreement, member.Self, member.View!, HeaderOf(member, run), lineup, member.Base);

    private Advance Begin(AgreementMember member, Lineup lineup, uint run, IEntropy entropy) => protocol.Begin(SettingOf(member, lineup, run), entropy);

    private OpenRun OpenOf(AgreementMember member, Lineup lineup, uint run, Agreement agreement) => new(HeaderOf(member, run).Epoch, lineup, agreement);

    /// <summary>The group key counts as held from when it is known (A-14).</summary>
    private (AgreementMember State, PortEvent[] Effects) Proceed(AgreementMember member, Advance advance, params ReadOnlySpan<PortEvent> first)
    {
        var staged = advance.Next!.Result is { } result ? GroupKey(member, member.Open!.Epoch.Run, Suite.Agreement.KeyOf(result.Element)) : member.Staged;
        return (member with { Staged = staged }, [.. first, .. advance.Said]);
    }

    /// <summary>A-08 and T-01.</summary>
    private (AgreementMember State, PortEvent[] Effects) Acknowledge((AgreementMember State, PortEvent[] Effects) done) =>
        (done.State, [.. done.Effects, AckOf(done.State)]);

    /// <summary>A-06, A-07.</summary>
    private Outcome OnPart(AgreementMember member, Received received, Message message, IEntropy entropy)
    {
        var run = message.Header.Run;
        if (member.IsBlocked)
        {
            return Decide(member, PartMoot, static (m, _) => (m, None));
        }

        if (run == member.LastRun + 1)
        {
            return Wait(member, received);
        }

        if (run != member.LastRun || member.Open is not { Agreement: { Result: null } agreement } open)
        {
            return new Rejected(received.From, new Rejection(RejectionKind.WrongRun, "header.run", "a run that is open or may be"), TerminationRules.OnceInOrder);
        }

        var advance = protocol.Take(SettingOf(member, open.Lineup, run), agreement, message, entropy);
        if (advance.Refusal is { } refusal)
        {
            return new Rejected(received.From, refusal.Reason, refusal.Rule);
        }

        if (advance.Next is null)
        {
            return Wait(member, received);
        }

        var next = Proceed(member with { Open = open with { Agreement = advance.Next } }, advance);
        return !member.Leads && advance.Next.Result is not null
            ? Decide(member, PartComplete, (_, _) => Acknowledge(next))
            : Decide(member, Part, (_, _) => next);
    }

    /// <summary>Where no honest member can be so early, somebody is not honest.</summary>
    private Outcome Wait(AgreementMember member, Received received) => protocol.Table[member.Control, (byte)PartEarly].Verdict == Verdict.Defer
        ? Decide(member, PartEarly, static (m, _) => (m, None))
        : new Rejected(received.From, new Rejection(RejectionKind.WrongRun, "message", "nothing before what it rests on"), AgreementRules.EarlyPart);
}
