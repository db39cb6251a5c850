using System.Reflection;

namespace Rekey.Spec;

/// <summary>The page that defines the properties, spec/properties.md: the one place where they are listed. It is part of the assembly.</summary>
internal static class PropertiesPage
{
    private const string Heading = "### ";

    private static readonly string[] Lines = typeof(PropertiesPage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static a => a.Key == "spec/properties.md").Value!.ReplaceLineEndings("\n").Split('\n');

    /// <summary>The names of the properties, in the order of the page: its third-level headings of one word, for a property's name is one.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Lines.Where(static l => l.StartsWith(Heading, StringComparison.Ordinal)).Select(static l => l[Heading.Length..].Trim()).Where(static h => !h.Contains(' ', StringComparison.Ordinal))];

    /// <summary>The first two cells of the lines of tables that begin with a property's name.</summary>
    public static IReadOnlyList<(string Name, string Text)> Rows { get; } =
    [
        .. Lines.Where(static l => l.StartsWith("| ", StringComparison.Ordinal)).Select(static l => l.Split('|', StringSplitOptions.TrimEntries))
            .Where(static c => Names.Contains(c[1])).Select(static c => (c[1], c[2])),
    ];
}
