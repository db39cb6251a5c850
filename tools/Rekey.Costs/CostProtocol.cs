using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Costs;

/// <summary>A protocol that distributes keys, with the trees that its costs are measured with.</summary>
/// <param name="Name">Its name in the paper.</param>
/// <param name="Definition">The protocol.</param>
/// <param name="HasTrees">Whether it has key trees.</param>
/// <param name="HasServer">Whether the leader is a key server, which is not counted among the n members.</param>
/// <param name="HasFormulas">Whether the exact formulas are about these trees: binary ones, grown as in the paper.</param>
public sealed record CostProtocol(string Name, ProtocolDefinition Definition, bool HasTrees, bool HasServer, bool HasFormulas)
{
    // Those of the registry in which keys are not agreed on; of variants with other trees, the one that is named without its trees, for trees are chosen here.
    private static readonly IReadOnlyList<IProtocol> Known =
        [.. ProtocolRegistry.Forms.Where(static f => f.Definition.Contributors is null && !f.Definition.Spec.Name.Contains('-'))];

    /// <summary>The events that protocols with key trees are measured in.</summary>
    public static IReadOnlyList<CostEvent> Events { get; } = [CostEvent.Build, CostEvent.Join, CostEvent.Leave, CostEvent.Merge];

    /// <summary>Names of all protocols that distribute keys.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(static k => k.Definition.Spec.Name)];

    /// <summary>Names of the tree policies.</summary>
    public static IReadOnlyList<string> Policies { get; } = ["paper", "balanced"];

    /// <summary>What its specification says of its costs.</summary>
    public CostSheet Costs => Definition.Spec.Costs;

    /// <summary>A protocol with trees of a policy and degree.</summary>
    /// <exception cref="FormatException">No such protocol or policy.</exception>
    public static CostProtocol Find(string name, string policy, int degree)
    {
        var found = Known.FirstOrDefault(k => string.Equals(k.Definition.Spec.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"--protocol '{name}': unknown protocol{Suggestion.For(name, Names)}; expected all or some of {string.Join(", ", Names)}");
        TreePolicy trees = policy switch
        {
            "paper" => new PaperPolicy(degree),
            "balanced" => new BalancedPolicy(degree),
            _ => throw new FormatException($"--policy '{policy}': unknown policy{Suggestion.For(policy, Policies)}; expected one of {string.Join(", ", Policies)}"),
        };
        return found is KeyTreeProtocol like
            ? new CostProtocol(like.Spec.Name, new KeyTreeProtocol(like.Spec, trees, like.Plan, like.HasServer).Definition, true, like.HasServer, policy == "paper" && degree == 2)
            : new CostProtocol(found.Definition.Spec.Name, found.Definition, false, false, true);
    }
}
