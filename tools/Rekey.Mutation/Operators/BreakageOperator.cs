using Microsoft.CodeAnalysis;

namespace Rekey.Mutation.Operators;

/// <summary>A change that is made to one node of a program and keeps it a program, mostly; what does not compile is no breakage.</summary>
public abstract class BreakageOperator
{
    /// <summary>All of them, by name; a new file is all that a new one needs.</summary>
    public static IReadOnlyList<BreakageOperator> All { get; } =
        [.. typeof(BreakageOperator).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(BreakageOperator)))
            .Select(t => (BreakageOperator)Activator.CreateInstance(t)!)
            .OrderBy(o => o.Name, StringComparer.Ordinal)];

    /// <summary>The name, for example <c>negate</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in one line.</summary>
    public abstract string Meaning { get; }

    /// <summary>Whether it is for text of this kind.</summary>
    public virtual bool IsFor(Area area) => area is Area.Reference or Area.Monitor;

    /// <summary>What a node can become.</summary>
    public abstract IEnumerable<Change> Of(SyntaxNode node);
}

/// <summary>A node, and what is put in its place.</summary>
/// <param name="Node">The node.</param>
/// <param name="Text">The text.</param>
public readonly record struct Change(SyntaxNode Node, string Text);
