using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Wire;

namespace Rekey.KeyTrees.C;

/// <summary>Protocol C, with either kind of trees.</summary>
public sealed class CDefinition : IProtocolSource
{
    /// <summary>With the paper's trees.</summary>
    public static readonly KeyTreeProtocol Paper = new(Spec.Protocols.C.Specification, new PaperPolicy(), CPlan.Of, hasServer: true);

    /// <summary>With balanced trees.</summary>
    public static readonly KeyTreeProtocol Balanced = new(Spec.Protocols.C.Balanced, new BalancedPolicy(), CPlan.Of, hasServer: true);

    /// <inheritdoc/>
    public IReadOnlyList<IProtocol> Protocols => [Paper, Balanced];
}
