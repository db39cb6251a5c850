using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>And becomes or, equal becomes different, plus becomes minus; and the other way.</summary>
public sealed class Swap : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "swap";

    /// <inheritdoc/>
    public override string Meaning => "And becomes or, equal becomes different, plus becomes minus; and the other way.";

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node)
    {
        if (node is not BinaryExpressionSyntax binary)
        {
            return [];
        }

        var other = binary.Kind() switch
        {
            SyntaxKind.LogicalAndExpression => "||",
            SyntaxKind.LogicalOrExpression => "&&",
            SyntaxKind.EqualsExpression => "!=",
            SyntaxKind.NotEqualsExpression => "==",
            SyntaxKind.AddExpression => "-",
            SyntaxKind.SubtractExpression => "+",
            _ => null,
        };
        return other is null ? [] : [new Change(binary, $"{binary.Left} {other} {binary.Right}")];
    }
}
