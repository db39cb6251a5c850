using Rekey.Core;
using Rekey.KeyTrees.B;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Runs;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.B;

/// <summary>A member takes the new keys into use when it is complete, instead of on ProtoDone.</summary>
public sealed class CommitOnCompletion : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "b-commit-on-completion";

    /// <inheritdoc/>
    public override string Bug => "A member takes the new keys into use when it is complete, instead of on ProtoDone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NoEarlyUse, Properties.Refinement];

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => BDefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (member.Open is null && !member.Leads && MessageOf(input) is ProtoDone)
        {
            // It has the keys in use already.
            return new Ignored(new Cell(member.Control, (byte)RunTrigger.Done), TerminationRules.Done);
        }

        var outcome = inner.Step(member, input, entropy);
        if (Trigger(outcome) is not (RunTrigger.PlanComplete or RunTrigger.PartComplete)
            || outcome is not Moved { State: TreeMember { Staged: { } staged, View: { } view } complete } moved)
        {
            return outcome;
        }

        var done = new ProtoDone(new Header(binding.Group, view.Id, staged.Epoch.Run, view.Leader), staged.KeyId);
        var committed = (Moved)inner.Step(complete, new Received(view.Leader, binding.Envelopes.Sign(done)), entropy);
        return moved with { State = committed.State, Effects = [.. moved.Effects, .. committed.Effects] };
    }
}
