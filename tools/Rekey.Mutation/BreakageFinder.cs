using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Rekey.Mutation.Operators;

namespace Rekey.Mutation;

/// <summary>Finds all ways in which operators break the programs of a repository.</summary>
public static class BreakageFinder
{
    private static readonly (Area Area, string Folder, bool Deep)[] Places =
    [
        (Area.Reference, "reference", true),
        (Area.Table, "spec/Rekey.Spec/Protocols", true),
        (Area.Table, "spec/Rekey.Spec/Shared", true),
        (Area.Monitor, "spec/Rekey.Spec/RekeyService.cs", false),
        (Area.Monitor, "systematic-tests/Rekey.Monitors", false),
    ];

    /// <summary>All breakages of a repository, by file and place.</summary>
    public static IReadOnlyList<Breakage> All(string root)
    {
        var rules = RuleNames.Of(root);
        return [.. Enum.GetValues<Area>().SelectMany(a => Files(root, a).SelectMany(f => Of(File.ReadAllText(Path.Combine(root, f)), f, a, rules)))];
    }

    /// <summary>The files of a kind.</summary>
    public static IEnumerable<string> Files(string root, Area area) => Places.Where(p => p.Area == area).SelectMany(p => SourceFiles.Under(root, p.Folder, p.Deep));

    /// <summary>The breakages of one file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name.</param>
    /// <param name="area">What kind of text it is.</param>
    /// <param name="rules">How rules are called.</param>
    public static IEnumerable<Breakage> Of(string text, string file, Area area, RuleNames rules)
    {
        var tree = CSharpSyntaxTree.ParseText(text, SourceProject.Parsing, file);
        var operators = BreakageOperator.All.Where(o => o.IsFor(area)).ToList();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in tree.GetRoot().DescendantNodes(static n => n is not AttributeListSyntax))
        {
            // What a message says is no behaviour, and what is thrown is our own bug.
            if (node.FirstAncestorOrSelf<SyntaxNode>(static n => n is ThrowExpressionSyntax or ThrowStatementSyntax or InterpolationSyntax or EnumMemberDeclarationSyntax) is not null)
            {
                continue;
            }

            foreach (var by in operators)
            {
                foreach (var change in by.Of(node))
                {
                    yield return Make(change, by, file, area, rules, numbers, text);
                }
            }
        }
    }

    private static Breakage Make(Change change, BreakageOperator by, string file, Area area, RuleNames rules, Dictionary<string, int> numbers, string text)
    {
        var member = change.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var key = $"{file}:{NameOf(member)}:{by.Name}";
        var number = numbers[key] = numbers.GetValueOrDefault(key) + 1;
        var rule = area == Area.Monitor ? Path.GetFileNameWithoutExtension(file) : Citations.Nearest(change.Node, rules);
        var (from, length, put) = Trim(change.Node.Span.Start, text.AsSpan(change.Node.Span.Start, change.Node.Span.Length), change.Text);
        return new Breakage(
            $"{key}:{number}", area, rule, by.Name, file, change.Node.SyntaxTree.GetLineSpan(new Microsoft.CodeAnalysis.Text.TextSpan(from, 0)).StartLinePosition.Line + 1,
            Shown(change.Node.ToString(), area), Shown(change.Text, area))
        {
            Start = from,
            Length = length,
            Replacement = put,
        };
    }

    /// <summary>Leaves out what stays at both ends, so that a change of the end of a long chain is at its line.</summary>
    private static (int Start, int Length, string Put) Trim(int start, ReadOnlySpan<char> before, string after)
    {
        var head = before.CommonPrefixLength(after);
        return (start + head, before.Length - head, after[head..]);
    }

    /// <summary>Of a table, which is one long expression, only the end is what changes.</summary>
    private static string Shown(string text, Area area)
    {
        var last = area == Area.Table ? text.LastIndexOf("\n", StringComparison.Ordinal) : -1;
        return Breakage.OneLine(text[(last + 1)..]);
    }

    private static string NameOf(MemberDeclarationSyntax? member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        IndexerDeclarationSyntax => "this[]",
        OperatorDeclarationSyntax overloaded => $"operator{overloaded.OperatorToken.Text}",
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        _ => "",
    };
}
