using Rekey.KeyTrees.B;
using Rekey.KeyTrees.C;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.O3;
using Rekey.KeyTrees.P;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Cli.Costs;

/// <summary>A protocol with the trees that its costs are measured with.</summary>
/// <param name="Name">Its name in the paper.</param>
/// <param name="Definition">The protocol.</param>
/// <param name="HasServer">Whether the leader is a key server, which is not counted among the n members.</param>
/// <param name="HasFormulas">Whether the exact formulas are about these trees: binary ones, grown as in the paper.</param>
internal sealed record CostProtocol(string Name, ProtocolDefinition Definition, bool HasServer, bool HasFormulas)
{
    private static readonly (string Name, KeyTreeProtocol? Trees)[] Known =
        [("P", null), ("C", CDefinition.Paper), ("B", BDefinition.Paper), ("O", ODefinition.Paper), ("O3", O3Definition.Paper)];

    /// <summary>The events that protocols with key trees are measured in.</summary>
    public static IReadOnlyList<CostEvent> Events { get; } = [CostEvent.Build, CostEvent.Join, CostEvent.Leave, CostEvent.Merge];

    /// <summary>Names of all protocols with key trees.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(static k => k.Name)];

    /// <summary>Names of the tree policies.</summary>
    public static IReadOnlyList<string> Policies { get; } = ["paper", "balanced"];

    /// <summary>A protocol with trees of a policy and degree.</summary>
    /// <exception cref="FormatException">No such protocol or policy.</exception>
    public static CostProtocol Find(string name, string policy, int degree)
    {
        var found = Array.Find(Known, k => string.Equals(k.Name, name, StringComparison.OrdinalIgnoreCase));
        if (found.Name is null)
        {
            throw new FormatException($"--protocol '{name}': unknown protocol{Suggestion.For(name, Names)}; expected all or some of {string.Join(", ", Names)}");
        }

        TreePolicy trees = policy switch
        {
            "paper" => new PaperPolicy(degree),
            "balanced" => new BalancedPolicy(degree),
            _ => throw new FormatException($"--policy '{policy}': unknown policy{Suggestion.For(policy, Policies)}; expected one of {string.Join(", ", Policies)}"),
        };
        return found.Trees is { } like
            ? new CostProtocol(found.Name, new KeyTreeProtocol(like.Spec, trees, like.Plan, like.HasServer).Definition, like.HasServer, policy == "paper" && degree == 2)
            : new CostProtocol(found.Name, PDefinition.Value, false, true);
    }
}
