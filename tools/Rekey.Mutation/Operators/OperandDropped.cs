using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>Of two conditions that are asked together, one is not asked.</summary>
public sealed class OperandDropped : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "drop-operand";

    /// <inheritdoc/>
    public override string Meaning => "Of two conditions that are asked together, one is not asked.";

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node) =>
        node is BinaryExpressionSyntax both && (both.IsKind(SyntaxKind.LogicalAndExpression) || both.IsKind(SyntaxKind.LogicalOrExpression))
            ? [new Change(both, both.Left.ToString()), new Change(both, both.Right.ToString())]
            : [];
}
