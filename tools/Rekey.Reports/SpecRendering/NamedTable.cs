using Rekey.Core;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Reports.SpecRendering;

/// <summary>A control table, with the protocols that share it, or the layer whose it is.</summary>
/// <param name="Name">Its name, and the beginning of the names of its files.</param>
/// <param name="Protocols">The protocols, at least one, in the order of the registry.</param>
public sealed record NamedTable(string Name, IReadOnlyList<ISpecified> Protocols)
{
    /// <summary>The table.</summary>
    public IControlTable Table => Protocols[0].Table;

    /// <summary>Every rule of any of the protocols, once, and the protocols that have it where not all do.</summary>
    public IReadOnlyList<(RuleId Rule, IReadOnlyList<string> Only)> Rules =>
        [.. Protocols.SelectMany(static p => p.Rules).Distinct().Select(r => (r, Only(r)))];

    /// <summary>Every table of a protocol or of a layer, once.</summary>
    /// <exception cref="SpecificationViolation">Two tables have one name.</exception>
    public static IReadOnlyList<NamedTable> All() => Of([.. ProtocolRegistry.All.Select(static p => p.Spec), .. LayerSpec.All]);

    /// <summary>The tables of some protocols.</summary>
    /// <exception cref="SpecificationViolation">Two tables have one name.</exception>
    public static IReadOnlyList<NamedTable> Of(IEnumerable<ISpecified> protocols)
    {
        var tables = protocols.GroupBy(static p => p.TableName, StringComparer.Ordinal).Select(static g => new NamedTable(g.Key, [.. g])).ToList();
        return tables.Find(static t => t.Protocols.Any(p => !ReferenceEquals(p.Table, t.Table))) is { } wrong
            ? throw new SpecificationViolation($"{string.Join(", ", wrong.Protocols.Select(static p => p.Name))} have different control tables, and all call theirs '{wrong.Name}'")
            : tables;
    }

    private IReadOnlyList<string> Only(RuleId rule)
    {
        var having = Protocols.Where(p => p.Rules.Contains(rule)).Select(static p => p.Name).ToList();
        return having.Count == Protocols.Count ? [] : having;
    }
}
