using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>Who encrypts keys for a subtree does not wait until they have come.</summary>
public sealed class EncryptsTooEarly : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-encrypts-too-early";

    /// <inheritdoc/>
    public override string Bug => "Who encrypts keys for a subtree does not wait until they have come.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Plan PlanOf(KeyTree tree, Epoch epoch, MemberId leader) =>
        Each(base.PlanOf(tree, epoch, leader), static (t, _) => t.IsMulticast ? t with { After = [] } : t);
}
