using System.Text.RegularExpressions;
using Rekey.Reports.Covering;
using Rekey.Reports.Replaying;
using Rekey.Worlds;

namespace Rekey.Reports.SpecRendering;

/// <summary>A line of the specification.</summary>
/// <param name="Path">The file, relative to the repository.</param>
/// <param name="Line">From 1.</param>
/// <param name="Text">The line.</param>
public sealed record SpecPlace(string Path, int Line, string Text);

/// <summary>
/// Where the specification that this build was made from states rules, properties and the powers of the environment. The pages are part of the
/// tool, so that a report points into them where there is no clone.
/// </summary>
public static partial class SpecPlaces
{
    private const string PropertiesPage = "spec/properties.md";
    private const string Environment = "spec/model/virtual-synchrony.md";
    private const string Adversary = "spec/model/adversary.md";

    private static readonly IReadOnlyList<SpecPlace> Lines = [.. Pages().SelectMany(static p => p.Text.Split('\n').Select((line, i) => new SpecPlace(p.Path, i + 1, line.TrimEnd())))];

    private static readonly IReadOnlyDictionary<string, SpecPlace> Rules = Lines
        .Select(static l => (Match: RuleLine().Match(l.Text), Place: l)).Where(static l => l.Match.Success)
        .GroupBy(static l => l.Match.Groups[1].Value, static l => l.Place).ToDictionary(static g => g.Key, static g => g.First());

    /// <summary>Where a rule is stated; null where no page states it.</summary>
    public static SpecPlace? Rule(string id) => Rules.GetValueOrDefault(id);

    /// <summary>Where a property is defined; for what is no property, the head of the page of properties.</summary>
    public static SpecPlace Property(string name) => Heading(PropertiesPage, $"### {name}") ?? Lines.First(static l => l.Path == PropertiesPage);

    /// <summary>The definition of a property: the lines below its heading up to the first empty one.</summary>
    public static string Definition(string name)
    {
        var heading = Property(name);
        return string.Join(' ', Lines.Where(l => l.Path == heading.Path && l.Line > heading.Line + 1).TakeWhile(static l => l.Text.Length > 0).Select(static l => l.Text));
    }

    /// <summary>The head of a protocol's page; trees do not have pages of their own.</summary>
    public static SpecPlace Protocol(string name)
    {
        var path = $"spec/protocols/{name.ToLowerInvariant().Split('-')[0]}.md";
        return Lines.FirstOrDefault(l => l.Path == path) ?? new SpecPlace("spec/protocols/README.md", 1, "");
    }

    /// <summary>Whether a page has a heading, at any level.</summary>
    public static bool HasHeading(string path, string heading) => Lines.Any(l => l.Path == path && l.Text.StartsWith('#') && l.Text.TrimStart('#').Trim() == heading);

    /// <summary>What allows the environment or the adversary to make a move.</summary>
    public static SpecPlace Of(Move move) => (move switch
    {
        Power power => Heading(Adversary, $"### {power.Word}"),
        Fault => Heading(Environment, "## The fault grammar"),
        _ => Heading(Environment, "## How a view comes about"),
    }) ?? new SpecPlace(Environment, 1, "");

    private static SpecPlace? Heading(string path, string heading) => Lines.FirstOrDefault(l => l.Path == path && l.Text == heading);

    private static IEnumerable<(string Path, string Text)> Pages()
    {
        var assembly = typeof(SpecPlaces).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(static n => n.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, reader.ReadToEnd());
        }
    }

    [GeneratedRegex(@"^> \*\*([A-Z0-9]+-\d+)\*\*")]
    private static partial Regex RuleLine();
}
