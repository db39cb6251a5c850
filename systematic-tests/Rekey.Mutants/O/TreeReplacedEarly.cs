using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>The tree is replaced when the member is complete, the keys only at the commit.</summary>
public sealed class TreeReplacedEarly : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-tree-replaced-early";

    /// <inheritdoc/>
    public override string Bug => "The tree is replaced when the member is complete, the keys only at the commit.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness, Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) is RunTrigger.PlanComplete or RunTrigger.PartComplete && outcome is Moved { State: TreeMember { Open: { } open } after } moved
            ? moved with { State = after with { Kept = new KeyRing(open.Plan.Tree, after.Ring?.Keys ?? new Dictionary<KeyName, CryptoValue>()) } }
            : outcome;
    }
}
