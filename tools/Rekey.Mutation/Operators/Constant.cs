using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>A number is one more; true becomes false, and false true.</summary>
public sealed class Constant : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "constant";

    /// <inheritdoc/>
    public override string Meaning => "A number is one more; true becomes false, and false true.";

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node) => node is not LiteralExpressionSyntax literal ? [] : literal.Kind() switch
    {
        SyntaxKind.TrueLiteralExpression => [new Change(literal, "false")],
        SyntaxKind.FalseLiteralExpression => [new Change(literal, "true")],
        SyntaxKind.NumericLiteralExpression => [new Change(literal, $"({literal} + 1)")],
        _ => [],
    };
}
