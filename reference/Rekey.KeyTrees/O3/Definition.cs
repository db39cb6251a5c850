using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Wire;

namespace Rekey.KeyTrees.O3;

/// <summary>Protocol O3, with either kind of trees.</summary>
public sealed class O3Definition : IProtocolSource
{
    /// <summary>With the paper's trees.</summary>
    public static readonly KeyTreeProtocol Paper = new(Spec.Protocols.O3.Specification, new PaperPolicy(), O3Plan.Of);

    /// <summary>With balanced trees.</summary>
    public static readonly KeyTreeProtocol Balanced = new(Spec.Protocols.O3.Balanced, new BalancedPolicy(), O3Plan.Of);

    /// <inheritdoc/>
    public IReadOnlyList<IProtocol> Protocols => [Paper, Balanced];
}
