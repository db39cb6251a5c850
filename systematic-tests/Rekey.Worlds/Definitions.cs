using Rekey.Spec;
using Rekey.Worlds.Layers;

namespace Rekey.Worlds;

/// <summary>Everything that can be explored: the rekey protocols, then the layers below them.</summary>
public static class Definitions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IDefinition> All { get; } = [.. ProtocolRegistry.All, .. LayerDefinition.All];

    /// <summary>Those that are explored where none is named: the rest are like them but for one layer, and are explored when they are.</summary>
    public static IReadOnlyList<IDefinition> Usual { get; } = [.. All.Where(static d => d is not LayerDefinition { IsOnRequest: true })];

    /// <summary>One by name, upper or lower case.</summary>
    /// <exception cref="FormatException">No such protocol; the nearest name is suggested.</exception>
    public static IDefinition Find(string name) =>
        All.FirstOrDefault(p => string.Equals(p.Spec.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? SharedGroups.Named(name)
        ?? throw new FormatException(
            $"unknown protocol '{name}'{Suggestion.For(name, All.Select(p => p.Spec.Name))}; expected all or one of {string.Join(", ", All.Select(p => p.Spec.Name))}");

    /// <summary>A scenario.</summary>
    /// <param name="definition">The protocol, or the layer.</param>
    /// <param name="members">How many members it begins with.</param>
    /// <param name="faults">The fault budget, in its grammar.</param>
    /// <exception cref="FormatException">The budget is none, or has a fault that its environment does not know.</exception>
    public static Scenario ScenarioOf(IDefinition definition, int members, string faults)
    {
        var budget = FaultBudget.Parse(faults);
        return UnknownIn(definition, budget) is { } unknown
            ? throw new FormatException($"fault '{unknown.Word}' means nothing to {definition.Spec.Name}; expected {string.Join(", ", FaultsOf(definition).Select(static f => f.Word))} or depth")
            : new Scenario(definition, members, budget);
    }

    /// <summary>A fault of a budget that its environment does not know; null where it knows all.</summary>
    public static Fault? UnknownIn(IDefinition definition, FaultBudget budget) => Fault.All.FirstOrDefault(f => budget[f] > 0 && !FaultsOf(definition).Contains(f));

    private static IReadOnlyList<Fault> FaultsOf(IDefinition definition) => (definition as LayerDefinition)?.Faults ?? Fault.OfViews;
}
