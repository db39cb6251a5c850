using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>A statement is left out.</summary>
public sealed class StatementRemoved : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "remove-statement";

    /// <inheritdoc/>
    public override string Meaning => "A statement is left out.";

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node) =>
        node is ExpressionStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax { Parent: not SwitchSectionSyntax } ? [new Change(node, ";")] : [];
}
