using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>The first becomes the last, the least the greatest, all any, and the other way.</summary>
public sealed class OtherElement : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "other-element";

    /// <inheritdoc/>
    public override string Meaning => "The first becomes the last, the least the greatest, all any, and the other way.";

    /// <inheritdoc/>
    private static readonly (string One, string Other)[] Pairs = [("First", "Last"), ("FirstOrDefault", "LastOrDefault"), ("Min", "Max"), ("MinBy", "MaxBy"), ("Any", "All"), ("Take", "Skip"), ("Union", "Intersect")];

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node)
    {
        if (node is not IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name || access.Name != name || access.Parent is not InvocationExpressionSyntax)
        {
            return [];
        }

        var text = name.Identifier.Text;
        return [.. Pairs.Where(p => p.One == text).Select(p => new Change(name, p.Other)), .. Pairs.Where(p => p.Other == text).Select(p => new Change(name, p.One))];
    }
}
