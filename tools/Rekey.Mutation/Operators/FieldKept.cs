using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>Of a state that is replaced, one field stays as it was.</summary>
public sealed class FieldKept : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "keep-field";

    /// <inheritdoc/>
    public override string Meaning => "Of a state that is replaced, one field stays as it was.";

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node)
    {
        if (node is not WithExpressionSyntax replaced)
        {
            yield break;
        }

        var fields = replaced.Initializer.Expressions;
        foreach (var field in fields)
        {
            yield return new Change(replaced, $"{replaced.Expression} with {{ {string.Join(", ", fields.Where(f => f != field))} }}");
        }
    }
}
