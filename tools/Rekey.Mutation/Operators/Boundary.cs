using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>A comparison takes in its bound, or leaves it out.</summary>
public sealed class Boundary : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "boundary";

    /// <inheritdoc/>
    public override string Meaning => "A comparison takes in its bound, or leaves it out.";

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax binary when Other(binary.OperatorToken.Kind()) is { } other => [new Change(binary, $"{binary.Left} {other} {binary.Right}")],
        RelationalPatternSyntax pattern when Other(pattern.OperatorToken.Kind()) is { } other => [new Change(pattern, $"{other} {pattern.Expression}")],
        _ => [],
    };

    private static string? Other(SyntaxKind comparison) => comparison switch
    {
        SyntaxKind.LessThanToken => "<=",
        SyntaxKind.LessThanEqualsToken => "<",
        SyntaxKind.GreaterThanToken => ">=",
        SyntaxKind.GreaterThanEqualsToken => ">",
        _ => null,
    };
}
