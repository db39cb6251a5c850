using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Rekey.Tests.Architecture;

namespace Rekey.Tests.Monitors.Clauses;

/// <summary>A test of this project by its name, as <c>Class.Method</c>.</summary>
internal static class NamedTest
{
    /// <summary>The texts in it, with nothing for what is filled in; empty where there is no such test.</summary>
    public static IReadOnlyList<string> TextsOf(string name) =>
        [.. Repository.Files(".cs", "systematic-tests/Rekey.Tests").Where(f => Path.GetFileNameWithoutExtension(f) == name.Split('.')[0])
            .SelectMany(f => TextsOf(File.ReadAllText(f), name.Split('.')[1]))];

    private static IEnumerable<string> TextsOf(string program, string method) => CSharpSyntaxTree.ParseText(program).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        .Where(m => m.Identifier.Text == method && m.AttributeLists.SelectMany(static l => l.Attributes).Any(static a => a.Name.ToString() is "Fact" or "Theory"))
        .SelectMany(static m => m.DescendantNodes())
        .Select(static n => n switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            InterpolatedStringExpressionSyntax filled => string.Concat(filled.Contents.OfType<InterpolatedStringTextSyntax>().Select(static t => t.TextToken.ValueText)),
            _ => "",
        });
}
