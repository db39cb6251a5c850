using Rekey.Core;

namespace Rekey.KeyTrees.Trees;

/// <summary>
/// How the trees of a view's components become one tree. Policies decide the shape, and so which keys survive; every key that one who is
/// gone knew is replaced under either (K-03).
/// </summary>
/// <param name="degree">Most children of a node; at least 2.</param>
public abstract class TreePolicy(int degree)
{
    /// <summary>The policy's name in the specification.</summary>
    public abstract string Name { get; }

    /// <summary>Most children of a node.</summary>
    public int Degree { get; } = degree >= 2 ? degree : throw new ArgumentOutOfRangeException(nameof(degree), degree, "a key tree has degree 2 or more");

    /// <summary>
    /// The tree of a view: built from nothing, joined, left, partitioned, merged or refreshed, according to what the components are. The new
    /// keys have no names yet; the root is new, unless the view has one member.
    /// </summary>
    /// <param name="components">What the members bring along; at least one. Order does not matter.</param>
    public KeyTree Next(IEnumerable<Component> components) => Naming.WithNewRoot(Combine(
        [.. components.OrderByDescending(static c => c.Members).ThenBy(static c => c.Leader)]));

    /// <summary>Puts the components together; the one with most members is the first, equal ones follow their leaders' names.</summary>
    protected abstract KeyTree Combine(IReadOnlyList<Component> components);
}
