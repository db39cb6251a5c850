using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Wire;

namespace Rekey.KeyTrees.B;

/// <summary>Protocol B, with either kind of trees.</summary>
public sealed class BDefinition : IProtocolSource
{
    /// <summary>With the paper's trees.</summary>
    public static readonly KeyTreeProtocol Paper = new(Spec.Protocols.B.Specification, new PaperPolicy(), BPlan.Of);

    /// <summary>With balanced trees.</summary>
    public static readonly KeyTreeProtocol Balanced = new(Spec.Protocols.B.Balanced, new BalancedPolicy(), BPlan.Of);

    /// <inheritdoc/>
    public IReadOnlyList<IProtocol> Protocols => [Paper, Balanced];
}
