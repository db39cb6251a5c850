using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Wire;

namespace Rekey.KeyTrees.O;

/// <summary>Protocol O, with either kind of trees.</summary>
public sealed class ODefinition : IProtocolSource
{
    /// <summary>With the paper's trees.</summary>
    public static readonly KeyTreeProtocol Paper = new(Spec.Protocols.O.Specification, new PaperPolicy(), OPlan.Of);

    /// <summary>With balanced trees.</summary>
    public static readonly KeyTreeProtocol Balanced = new(Spec.Protocols.O.Balanced, new BalancedPolicy(), OPlan.Of);

    /// <inheritdoc/>
    public IReadOnlyList<IProtocol> Protocols => [Paper, Balanced];
}
