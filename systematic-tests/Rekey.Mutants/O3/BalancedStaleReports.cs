using Rekey.Core;
using Rekey.KeyTrees.O3;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Worlds;

namespace Rekey.Mutants.O3;

/// <summary>The leader of a new view still counts the reports of the view before.</summary>
public sealed class BalancedStaleReports : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o3-balanced-stale-reports";

    /// <inheritdoc/>
    public override string Bug => "The leader of a new view still counts the reports of the view before.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness, Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "join=2,depth=1";

    /// <inheritdoc/>
    public override int Members => 7;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => O3Definition.Balanced;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var (step, state) = (input, member);
        if (MessageOf(input) is Report report && member.Leads && report.Header.View == member.View!.Id
            && member.Reports[member.View.IndexOf(report.Header.Sender)] is ToldPath stale)
        {
            if (member.State != RunState.Gathering)
            {
                return new Ignored(new Cell(member.Control, (byte)RunTrigger.ReportPartial), KeyTreeRules.Contradiction);
            }

            // Counted already; what it says now makes no difference.
            state = member with { Reports = member.Reports.SetItem(member.View.IndexOf(report.Header.Sender), default) };
            step = With((Received)input, report with { Path = stale.Path }, member.Self, binding, entropy);
        }

        var outcome = inner.Step(state, step, entropy);
        if (Trigger(outcome) != RunTrigger.ViewLeads || member.View is not { } old || member.Reports.IsEmpty
            || outcome is not Moved { State: TreeMember { View: { } view } after } moved)
        {
            return outcome;
        }

        var reports = view.Members.Select((m, place) => place > 0 && old.Contains(m) ? member.Reports[old.IndexOf(m)] : after.Reports[place]);
        return moved with { State = after with { Reports = [.. reports] } };
    }
}
