using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>A monitor sees what is wrong and says nothing.</summary>
public sealed class ClauseRemoved : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "remove-clause";

    /// <inheritdoc/>
    public override string Meaning => "A monitor sees what is wrong and says nothing.";

    /// <inheritdoc/>
    public override bool IsFor(Area area) => area == Area.Monitor;

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node) => node is ExpressionSyntax clause && Clause.Objects(clause)
        ? [new Change(clause, Clause.IsRefusal(clause) ? "Simulation.Stutter" : "null")]
        : [];
}
