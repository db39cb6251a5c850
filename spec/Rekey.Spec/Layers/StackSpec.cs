using Rekey.Core;

namespace Rekey.Spec.Layers;

/// <summary>A whole stack: clients with sessions at daemons, which keep light-weight groups over a ring (spec/layers/stack.md). All that its layers have is asked of it.</summary>
/// <param name="clients">The layers of the clients.</param>
/// <param name="suffix">What tells its name from those of other stacks.</param>
public sealed class StackSpec(ISpecified clients, string suffix) : ISpecified
{
    private static readonly GroupsSpec Groups = new();

    /// <inheritdoc/>
    public string Name => $"Stack{suffix}";

    /// <inheritdoc/>
    public string Title => $"{clients.Title}, over daemons with light-weight groups";

    /// <inheritdoc/>
    public string Source => clients.Source;

    /// <inheritdoc/>
    public string TableName => clients.TableName;

    /// <inheritdoc/>
    public IControlTable Table => clients.Table;

    /// <inheritdoc/>
    public IReadOnlyList<RuleId> Rules { get; } = [.. clients.Rules, .. Groups.Rules];

    /// <inheritdoc/>
    public IReadOnlyList<Expectation> Expectations { get; } = [.. clients.Expectations.Concat(Groups.Expectations).DistinctBy(static e => e.Property)];

    /// <inheritdoc/>
    /// <remarks>Nothing is asked to be visited of a stack: that is asked of its layers alone.</remarks>
    public Unvisited? ReasonFor(Visit kind, string subject) => null;
}
