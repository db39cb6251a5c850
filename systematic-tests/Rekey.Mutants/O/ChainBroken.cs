using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>The last key of a chain is encrypted for nobody.</summary>
public sealed class ChainBroken : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-chain-broken";

    /// <inheritdoc/>
    public override string Bug => "The last key of a chain is encrypted for nobody.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness, Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    public override int Members => 6;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader) =>
        Each(base.PlanOf(tree, epoch, leader), static (t, _) => t.Wraps.Length > 1 ? t with { Wraps = t.Wraps.RemoveAt(t.Wraps.Length - 1) } : t);
}
