using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation;

/// <summary>How rules are called in programs: by their identifiers, and by the fields that hold them.</summary>
public sealed partial class RuleNames
{
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    private RuleNames()
    {
    }

    /// <summary>Every rule that is declared, in order.</summary>
    public IReadOnlyList<string> All => [.. fields.Values.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Reads the declarations of rules in a repository: fields of the type RuleId, and constants whose text cites one.</summary>
    public static RuleNames Of(string root)
    {
        var names = new RuleNames();
        foreach (var file in SourceFiles.Under(root, "spec/Rekey.Spec"))
        {
            foreach (var field in CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(root, file))).GetRoot().DescendantNodes().OfType<FieldDeclarationSyntax>())
            {
                names.Add(field);
            }
        }

        return names;
    }

    /// <summary>The rules that a text cites, each with the place of the citation in the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">The type that it stands in, whose fields need no qualifier.</param>
    public IEnumerable<(string Rule, int Place)> CitedIn(string text, string type)
    {
        foreach (Match match in Citation().Matches(text))
        {
            yield return (match.Value, match.Index);
        }

        foreach (Match match in Name().Matches(text))
        {
            var name = match.Value.Contains('.') ? match.Value : $"{type}.{match.Value}";
            if (fields.TryGetValue(name, out var rule) || texts.TryGetValue(name, out rule))
            {
                yield return (rule, match.Index);
            }
        }
    }

    private void Add(FieldDeclarationSyntax field)
    {
        var type = (field.Parent as TypeDeclarationSyntax)?.Identifier.Text;
        foreach (var variable in field.Declaration.Variables)
        {
            if (Citation().Match(variable.Initializer?.ToString() ?? "") is { Success: true } cited)
            {
                (field.Declaration.Type.ToString() == "RuleId" ? fields : texts)[$"{type}.{variable.Identifier.Text}"] = cited.Value;
            }
        }
    }

    [GeneratedRegex(@"(?<![\w-])[A-Z]{1,4}\d?-\d\d(?![\w-])")]
    private static partial Regex Citation();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(\.[A-Z]\w*)?")]
    private static partial Regex Name();
}
