using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>A condition is turned round.</summary>
public sealed class Negate : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "negate";

    /// <inheritdoc/>
    public override string Meaning => "A condition is turned round.";

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node)
    {
        var condition = node switch
        {
            IfStatementSyntax branch => branch.Condition,
            ConditionalExpressionSyntax choice => choice.Condition,
            WhenClauseSyntax guard => guard.Condition,
            _ => null,
        };
        return condition is null ? [] : [new Change(condition, $"!({condition})")];
    }
}
