using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;

namespace Rekey.Mutants.O;

/// <summary>A group key of before stays as the key of a subtree.</summary>
public sealed class BalancedOldRootKept : PlanMutant
{
    /// <inheritdoc/>
    public override string Name => "o-balanced-old-root-kept";

    /// <inheritdoc/>
    public override string Bug => "A group key of before stays as the key of a subtree.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardSecrecy, Properties.KeyIndependence, Properties.StrongKeyIndependence];

    /// <inheritdoc/>
    public override string Faults => "join=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 2;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Balanced;

    /// <inheritdoc/>
    protected override TreePolicy Policy { get; } = new RestoringPolicy(new BalancedPolicy(), static (old, now) => old.Children == now.Children);
}
