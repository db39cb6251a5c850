using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>A check finds nothing: one operand of ?? is left out, or a choice between null and something gives null.</summary>
public sealed class CheckRemoved : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "remove-check";

    /// <inheritdoc/>
    public override string Meaning => "A check finds nothing: one operand of ?? is left out, or a choice between null and something gives null.";

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax either when either.IsKind(SyntaxKind.CoalesceExpression) => [new Change(either, either.Right.ToString())],
        ConditionalExpressionSyntax choice when IsNull(choice.WhenTrue) != IsNull(choice.WhenFalse) => [new Change(choice, "null")],
        _ => [],
    };

    private static bool IsNull(ExpressionSyntax expression) => expression.IsKind(SyntaxKind.NullLiteralExpression);
}
