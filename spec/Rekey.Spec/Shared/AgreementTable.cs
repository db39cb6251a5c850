using static Rekey.Spec.Shared.RunState;
using static Rekey.Spec.Shared.RunTrigger;

namespace Rekey.Spec.Shared;

/// <summary>
/// The control tables of the key agreements. They have one shape; which messages can come before their time, and whether a member can be complete
/// with the lineup alone, depends on who sends what to whom.
/// </summary>
public static class AgreementTable
{
    private const string NeedsAll = "a member is complete when it has all messages of the run; a further one is rejected (T-11)";

    private static readonly RunRules Rules = new(
        AgreementRules.Components, AgreementRules.Report, AgreementRules.Alone, AgreementRules.Refresh, AgreementRules.ForwardRefresh, AgreementRules.ForwardRefresh,
        TerminationRules.BlockAbandons);

    private static readonly GatherRules Gathering = new(
        AgreementRules.Components, AgreementRules.Announce, AgreementRules.TakeLineup, AgreementRules.TakePart, AgreementRules.Complete);

    /// <summary>Makes a protocol's table.</summary>
    /// <param name="completesAtOnce">Whether there are runs in which the lineup is all that some member other than the leader waits for.</param>
    /// <param name="earlyAt">The states in which a message of the run can come before something that it rests on.</param>
    public static ControlTable<RunState, RunTrigger> Of(bool completesAtOnce, params RunState[] earlyAt)
    {
        var table = RunTable.Begin(Rules, Gathering)
            .Stay(Part, AgreementRules.TakePart, Leading)
            .Defer(PartEarly, AgreementRules.EarlyPart, earlyAt)
            .Impossible(PartEarly, "what a message rests on is there before it", [.. new[] { Reporting, Leading, Keying, AwaitingDone, Keyed }.Except(earlyAt)])
            .Ignore(PartMoot, TerminationRules.BlockAbandons, Blocked, BlockedStaged)
            .Impossible(PartMoot, NeedsAll, Leading, Keying, AwaitingDone, Keyed)
            .Defer(AckEarly, AgreementRules.Complete, Leading);
        table = completesAtOnce
            ? table.Go(PlanComplete, AwaitingDone, AgreementRules.Complete, Reporting, Keyed)
            : table.Impossible(PlanComplete, "every member needs a message of another one", Reporting, Keyed);
        return table.Build();
    }
}
