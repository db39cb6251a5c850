using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>Those who come from one view plan for its members: they forget the newcomers, and not those who are gone.</summary>
public sealed class PlanWithoutNewcomers : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-plan-without-newcomers";

    /// <inheritdoc/>
    public override string Bug => "Those who come from one view plan for its members: they forget the newcomers, and not those who are gone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NoEarlyUse, Properties.Refinement, Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "join=1,depth=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (input is not ViewInstalled { View: var view } || member.View is not { } old)
        {
            return inner.Step(member, input, entropy);
        }

        var outcome = inner.Step(member, new ViewInstalled(new View(view.Id, old.Members)), entropy);
        if (Trigger(outcome) != RunTrigger.ViewLeads || member.Ring?.Tree is not Branch tree)
        {
            return outcome;
        }

        // Who is gone does not report: the leader does it for them.
        foreach (var absent in old.Members.Where(m => !view.Contains(m)))
        {
            var report = new Report(new Header(binding.Group, view.Id, 1, absent), PathUnion.PathOf(tree, absent));
            var (before, next) = ((Moved)outcome, (Moved)inner.Step(((Moved)outcome).Member, new Received(absent, binding.Envelopes.Sign(report)), entropy));
            outcome = before with { State = next.State, Effects = [.. before.Effects, .. next.Effects] };
        }

        return outcome;
    }
}
