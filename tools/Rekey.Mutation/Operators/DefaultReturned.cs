using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>A function gives nothing: null, false, zero or an empty value.</summary>
public sealed class DefaultReturned : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "return-default";

    /// <inheritdoc/>
    public override string Meaning => "A function gives nothing: null, false, zero or an empty value.";

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node) =>
        node is ReturnStatementSyntax { Expression: { } value } && !value.IsKind(SyntaxKind.NullLiteralExpression) && value is not LiteralExpressionSyntax
            ? [new Change(value, "default!")]
            : [];
}
