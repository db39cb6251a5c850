using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>A key goes under the group key of the run that a kept key is of, and not under the kept key.</summary>
public sealed class UnderKeyOfAll : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-under-key-of-all";

    /// <inheritdoc/>
    public override string Bug => "A key goes under the group key of the run that a kept key is of, and not under the kept key.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness, Properties.KeySecrecy, Properties.ForwardAccessControl];

    /// <inheritdoc/>
    public override string Faults => "leave=1";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader) =>
        Each(base.PlanOf(tree, epoch, leader), (t, _) => t with
        {
            Wraps = [.. t.Wraps.Select(w => w.Under.Epoch == epoch ? w : w with { Under = new KeyName(w.Under.Epoch, 0) })],
        });
}
