using Rekey.Core;
using Rekey.KeyTrees.O3;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O3;

/// <summary>The collector leaves out the last ciphertext of its bundle.</summary>
public sealed class CollectorOmitsEntry : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o3-collector-omits-entry";

    /// <inheritdoc/>
    public override string Bug => "The collector leaves out the last ciphertext of its bundle.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness, Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => O3Definition.Paper;

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader) =>
        Each(base.PlanOf(tree, epoch, leader), static (t, _) => t.IsMulticast ? t with { Wraps = t.Wraps.RemoveAt(t.Wraps.Length - 1) } : t);
}
