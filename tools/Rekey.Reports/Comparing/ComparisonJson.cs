using System.Text;
using System.Text.Json;
using Rekey.Worlds.Documents;

namespace Rekey.Reports.Comparing;

/// <summary>
/// A comparison as JSON: what <c>rekey mutants --strategy all --json</c> writes, and, without the single hunts, what is kept as evidence. One line for
/// each mutant: indented, the file would have thousands that nobody reads.
/// </summary>
public static class ComparisonJson
{
    /// <summary>The version of the format; names and meanings are stable within it, and a reader refuses any other.</summary>
    public const string Format = "rekey-strategies/2";

    /// <summary>Where evidence is kept, relative to the repository.</summary>
    public const string File = "spec/strategies.json";

    private static readonly DocumentKind Kind = new("a comparison", Format, "rekey mutants --strategy all");

    /// <summary>The document. A quartile that is left out is censored; so is a hunt whose number is null.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="hunts">Whether the single hunts are in it.</param>
    public static string Write(Comparison comparison, bool hunts)
    {
        var text = new StringBuilder("{\n");
        void Field<T>(string name, T value) => text.Append("  \"").Append(name).Append("\": ").Append(JsonSerializer.Serialize(value, StrictJson.Dense)).Append(",\n");
        Field("format", Format);
        Field("command", comparison.Command);
        Field("seeds", comparison.Seeds);
        Field("bound", comparison.Bound);
        Field("complete", comparison.Complete);
        Lines(text, "summary", comparison.Summaries.Select(static s => s with { Ratio = Math.Round(s.Ratio, 2), Seconds = Math.Round(s.Seconds, 1) })).Append(",\n");
        Lines(text, "mutants", comparison.Mutants.Select(m => hunts ? m : m with { Strategies = [.. m.Strategies.Select(static s => s with { Catches = null })] }));
        return text.Append("\n}\n").ToString();
    }

    /// <summary>Reads a document; the summary is computed anew from what it sums up.</summary>
    /// <exception cref="FormatException">The file is something else.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    public static Comparison Read(string path)
    {
        var read = StrictJson.ReadFile<Document>(path, Kind, StrictJson.Dense);
        return Sound(read)
            ? new Comparison(read.Command, read.Seeds, read.Bound, read.Complete, read.Mutants)
            : throw new FormatException($"{path}: $.mutants: mutants were not hunted with the same strategies, each at least once; {Kind.Expected}");
    }

    private static bool Sound(Document read) =>
        read is { Seeds: >= 1, Bound: >= 1 } && read.Mutants.All(static m => m.Strategies.Count > 0) && (read.Mutants.Count == 0 || read.Mutants.All(m => m.Strategies.Select(static s => s.Strategy).SequenceEqual(read.Mutants[0].Strategies.Select(static s => s.Strategy))));

    private static StringBuilder Lines<T>(StringBuilder text, string name, IEnumerable<T> items) => text.Append("  \"").Append(name).Append("\": [\n")
        .AppendJoin(",\n", items.Select(static i => "    " + JsonSerializer.Serialize(i, StrictJson.Dense))).Append("\n  ]");

    private sealed record Document
    {
        public required string Format { get; init; }

        public required string Command { get; init; }

        public required int Seeds { get; init; }

        public required long Bound { get; init; }

        public required bool Complete { get; init; }

        public required IReadOnlyList<StrategySummary> Summary { get; init; }

        public required IReadOnlyList<ComparedMutant> Mutants { get; init; }
    }
}
