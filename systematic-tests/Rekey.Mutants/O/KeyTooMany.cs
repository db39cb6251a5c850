using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>The leader chooses one more key than the tree has new ones.</summary>
public sealed class KeyTooMany : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-key-too-many";

    /// <inheritdoc/>
    public override string Bug => "The leader chooses one more key than the tree has new ones.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,join=1,depth=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var plan = base.PlanOf(tree, epoch, leader);
        return new Plan(plan.Tree, plan.Choosers.Add(leader), plan.Transmissions);
    }
}
