using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>Where a key is kept, the new group key has the name of the one before.</summary>
public sealed class RootKeepsItsName : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-root-keeps-its-name";

    /// <inheritdoc/>
    public override string Bug => "Where a key is kept, the new group key has the name of the one before.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "leave=1,refresh=1";

    /// <inheritdoc/>
    public override int Members => 6;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader)
    {
        var (plan, root) = (base.PlanOf(tree, epoch, leader), (Branch)tree);
        return tree.Branches().FirstOrDefault(b => b.Name.Epoch != epoch) is { } kept
            ? new Plan(new Branch(new KeyName(kept.Name.Epoch, 0), root.Children, root.Head), plan.Choosers, plan.Transmissions)
            : plan;
    }
}
