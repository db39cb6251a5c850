using Rekey.Core;
using Rekey.Crypto;
using Rekey.Runs;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;
using static Rekey.Runs.Objection;

namespace Rekey.KeyAgreement.Runs;

/// <summary>
/// Runs of the key agreements (paper B, section 4.2): a view agrees on who takes part, and carries the agreement out (spec/protocols/key-agreement.md).
/// What is said and computed is the protocol's; all else is here and in <see cref="RunMachine{TKept,TOpen}"/>.
/// </summary>
public sealed class AgreementPlanner(KeyAgreementProtocol protocol, ICipherSuite suite) : IPlanner<Base, AgreementRun>
{
    /// <inheritdoc/>
    public string Announced => "lineup";

    /// <inheritdoc/>
    public RuleId OneReport => TerminationRules.OnceInOrder;

    /// <inheritdoc/>
    public bool KeepsReports => false;

    /// <inheritdoc/>
    public RunMember<Base, AgreementRun> Newcomer(MemberId self) => new AgreementMember { Self = self, Control = (byte)RunState.Outside };

    /// <summary>A-01.</summary>
    public Told? Tell(MemberId self, Base? kept) => new ToldEpoch(kept?.Epoch);

    /// <summary>A-01.</summary>
    public Message Report(Header header, Told told) => new BaseReport(header, ((ToldEpoch)told).Base);

    /// <inheritdoc/>
    public Objection? Judge(Told told) => null;

    /// <summary>A-02, A-04.</summary>
    public Message First(RunMember<Base, AgreementRun> leader, Header header, IEntropy entropy) =>
        new LineupAnnouncement(header, Lineup.Of(leader.View!, [.. leader.Reports.Select(static t => ((ToldEpoch)t!).Base)]));

    /// <summary>A-10.</summary>
    public Message Refresh(RunMember<Base, AgreementRun> leader, Header header, IEntropy entropy) =>
        new LineupAnnouncement(header, new Lineup([new Component(leader.Kept!.Epoch, leader.View!.Members)]));

    /// <summary>A-04, A-05.</summary>
    public Turn<AgreementRun> Begin(RunMember<Base, AgreementRun> member, Message announcement, IEntropy entropy)
    {
        var (epoch, lineup) = (announcement.Header.Epoch, ((LineupAnnouncement)announcement).Lineup);
        if (!member.Leads && Check(member, lineup) is { } objection)
        {
            return Turn<AgreementRun>.Refuse(objection);
        }

        return TurnOf(epoch, lineup, protocol.Begin(SettingOf(member, announcement, lineup), entropy), () => throw new SpecificationViolation("a lineup is never early"));
    }

    /// <summary>A-06, A-07.</summary>
    public Turn<AgreementRun> Take(RunMember<Base, AgreementRun> member, Message message, IEntropy entropy)
    {
        var run = message.Header.Run;
        if (run == member.LastRun + 1)
        {
            return Early(member);
        }

        if (run != member.LastRun || member.Open is not { Agreement: { Result: null } agreement } open)
        {
            return Turn<AgreementRun>.Refuse(Raise(TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run", "a run that is open or may be"));
        }

        return TurnOf(open.Epoch, open.Lineup, protocol.Take(SettingOf(member, message, open.Lineup), agreement, message, entropy), () => Early(member));
    }

    /// <summary>A-09.</summary>
    public Base? Keep(RunMember<Base, AgreementRun> member) => new(member.Open!.Epoch, member.View!.Members, member.Open.Agreement.Result!.Foundation);

    /// <summary>A-12.</summary>
    public Base? Alone(RunMember<Base, AgreementRun> member, Epoch epoch, IEntropy entropy) =>
        new(epoch, member.View!.Members, protocol.Alone(suite.Agreement, member.Self, entropy));

    /// <summary>A-05: whether the lineup can be, and whether it says of this member what it would say itself.</summary>
    private static Objection? Check(RunMember<Base, AgreementRun> member, Lineup lineup)
    {
        if (lineup.Objection(member.View!) is { } expectation)
        {
            return Raise(AgreementRules.TakeLineup, RejectionKind.WrongLineup, "components", expectation);
        }

        var own = lineup.ComponentOf(member.Self)!;
        return own.Base == member.Kept?.Epoch && own.Members.All(m => member.Kept?.Members.Contains(m) ?? m == member.Self)
            ? null
            : Raise(AgreementRules.TakeLineup, RejectionKind.WrongLineup, "components", $"{member.Self} among members of {member.Kept?.Epoch.ToString() ?? "no epoch"}");
    }

    private Setting SettingOf(RunMember<Base, AgreementRun> member, Message message, Lineup lineup) =>
        new(suite.Agreement, member.Self, member.View!, message.Header.By(member.Self), lineup, member.Kept);

    private static Turn<AgreementRun> TurnOf(Epoch epoch, Lineup lineup, Advance advance, Func<Turn<AgreementRun>> early) => advance switch
    {
        { Refusal: { } refusal } => Turn<AgreementRun>.Refuse(refusal),
        { Next: { } next } => Turn<AgreementRun>.To(new AgreementRun(epoch, lineup, next), advance.Said),
        _ => early(),
    };

    /// <summary>Where no honest member can be so early, somebody is not honest.</summary>
    private Turn<AgreementRun> Early(RunMember<Base, AgreementRun> member) => protocol.Table[member.Control, (byte)RunTrigger.PartEarly].Verdict == Verdict.Defer
        ? Turn<AgreementRun>.Early
        : Turn<AgreementRun>.Refuse(Raise(AgreementRules.EarlyPart, RejectionKind.WrongRun, "message", "nothing before what it rests on"));
}
