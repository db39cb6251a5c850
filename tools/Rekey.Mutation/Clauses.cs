using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation;

/// <summary>One thing that a monitor can object to: a message that it returns, or that the abstract service refuses a step with.</summary>
/// <param name="Monitor">The monitor, by the name of its file.</param>
/// <param name="Template">The message, with <c>{}</c> for what is filled in.</param>
public sealed record Clause(string Monitor, string Template)
{
    private readonly Lazy<Regex> form = new(() => new Regex($"^{string.Join(".*", Template.Split("{}").Select(Regex.Escape))}$", RegexOptions.Singleline));

    /// <summary>Whether a message is this clause's.</summary>
    public bool Says(string message) => form.Value.IsMatch(message);

    /// <summary>The clauses of all monitors of a repository.</summary>
    public static IReadOnlyList<Clause> All(string root) =>
        [.. BreakageFinder.Files(root, Area.Monitor).SelectMany(f => Of(root, f))];

    /// <summary>The clauses of one file of a repository.</summary>
    public static IEnumerable<Clause> Of(string root, string file) => In(CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(root, file))).GetRoot())
        .Select(e => new Clause(Path.GetFileNameWithoutExtension(file), TemplateOf(e)));

    /// <summary>Where the clauses of a program are: what its functions answer with, if that is words, or a refusal.</summary>
    internal static IEnumerable<ExpressionSyntax> In(SyntaxNode root) => root.DescendantNodes().OfType<ExpressionSyntax>().Where(Objects);

    /// <summary>Whether an expression is a clause.</summary>
    internal static bool Objects(ExpressionSyntax expression)
    {
        var isWords = expression is InterpolatedStringExpressionSyntax || (expression.IsKind(SyntaxKind.StringLiteralExpression) && ((LiteralExpressionSyntax)expression).Token.ValueText.Length > 0);
        if (!isWords && !IsRefusal(expression))
        {
            return false;
        }

        SyntaxNode at = expression;
        while (at.Parent is ParenthesizedExpressionSyntax or SwitchExpressionArmSyntax or SwitchExpressionSyntax
            || (at.Parent is ConditionalExpressionSyntax choice && choice.Condition != at)
            || (at.Parent is BinaryExpressionSyntax either && either.IsKind(SyntaxKind.CoalesceExpression)))
        {
            at = at.Parent!;
        }

        return at.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax
            && at.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && method.ReturnType.ToString() == (isWords ? "string?" : "Simulation");
    }

    /// <summary>Whether the abstract service refuses a step here.</summary>
    internal static bool IsRefusal(ExpressionSyntax expression) => expression is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Refuse" } };

    private static string TemplateOf(ExpressionSyntax clause)
    {
        var words = clause is InvocationExpressionSyntax refusal ? refusal.ArgumentList.Arguments[0].Expression : clause;
        if (words is LiteralExpressionSyntax literal)
        {
            return literal.Token.ValueText;
        }

        var text = new StringBuilder();
        foreach (var part in words is InterpolatedStringExpressionSyntax filled ? filled.Contents : [])
        {
            text.Append(part is InterpolatedStringTextSyntax plain ? plain.TextToken.ValueText : "{}");
        }

        return text.ToString();
    }
}
