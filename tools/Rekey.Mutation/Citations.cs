using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation;

/// <summary>Which rule a place in a program is about: the one that is cited nearest, in the same member, or else where the type is described.</summary>
internal static class Citations
{
    /// <summary>The rule; null where neither the member nor its type's description cites one.</summary>
    public static string? Nearest(SyntaxNode node, RuleNames rules)
    {
        var type = node.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var name = type?.Identifier.Text ?? "";
        if (node is InvocationExpressionSyntax { ArgumentList: var arguments } && rules.CitedIn(arguments.ToString(), name).ToList() is [var inCell, ..])
        {
            return inCell.Rule;
        }

        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return In(member, node, rules, name) ?? rules.CitedIn(type?.GetLeadingTrivia().ToString() ?? "", name).Select(static c => c.Rule).FirstOrDefault();
    }

    private static string? In(SyntaxNode? member, SyntaxNode node, RuleNames rules, string type)
    {
        if (member is null or BaseTypeDeclarationSyntax)
        {
            return null;
        }

        var (text, lines) = (member.ToFullString(), member.SyntaxTree.GetText().Lines);
        var (place, start) = (lines.IndexOf(node.SpanStart), member.FullSpan.Start);
        return rules.CitedIn(text, type)
            .OrderBy(c => Math.Abs(lines.IndexOf(start + c.Place) - place))
            .ThenBy(c => Math.Abs(start + c.Place - node.SpanStart))
            .Select(static c => c.Rule).FirstOrDefault();
    }
}
