using Rekey.Core;

namespace Rekey.Spec;

/// <summary>Whatever has rules and a control table, and a page in the specification.</summary>
public interface ISpecified
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>What it is, in a line.</summary>
    string Title { get; }

    /// <summary>Where it comes from: paper and section.</summary>
    string Source { get; }

    /// <summary>The name of its table, and the beginning of the names of the files made of it.</summary>
    string TableName { get; }

    /// <summary>The control table.</summary>
    IControlTable Table { get; }

    /// <summary>The rules.</summary>
    IReadOnlyList<RuleId> Rules { get; }

    /// <summary>For each property that it is asked for, whether it is expected to have it.</summary>
    IReadOnlyList<Expectation> Expectations { get; }

    /// <summary>Why something of it is not visited; null where nothing says so.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="subject">Its name.</param>
    Unvisited? ReasonFor(Visit kind, string subject);
}

/// <summary>The specification of a layer that is no rekey protocol. Each is a class of its own, found by this one (<see cref="Discovery"/>).</summary>
/// <param name="name">The name.</param>
/// <param name="title">What it is, in a line.</param>
/// <param name="source">Where it comes from.</param>
/// <param name="table">The control table.</param>
/// <param name="rules">The rules.</param>
/// <param name="properties">The properties that it is asked for, by name; all must hold.</param>
public abstract class LayerSpec(
    string name, string title, string source, IControlTable table, IReadOnlyList<RuleId> rules, IReadOnlyList<string> properties) : ISpecified
{
    /// <summary>All layers.</summary>
    public static IReadOnlyList<LayerSpec> All { get; } = Discovery.Of<LayerSpec>(typeof(LayerSpec).Assembly);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Title => title;

    /// <inheritdoc/>
    public string Source => source;

    /// <inheritdoc/>
    public string TableName => name.ToLowerInvariant();

    /// <inheritdoc/>
    public IControlTable Table => table;

    /// <inheritdoc/>
    public IReadOnlyList<RuleId> Rules => rules;

    /// <inheritdoc/>
    public IReadOnlyList<Expectation> Expectations { get; } = [.. properties.Select(static p => new Expectation(p, Expected.Holds))];

    /// <summary>What explorations do not visit of it, with the reasons.</summary>
    public virtual IReadOnlyList<Unvisited> Unvisited => [];

    /// <inheritdoc/>
    public Unvisited? ReasonFor(Visit kind, string subject) => Unvisited.FirstOrDefault(u => u.Is(kind, subject));
}
