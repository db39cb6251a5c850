using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rekey.Cli.Comparing;

/// <summary>
/// A comparison as JSON: what <c>rekey mutants --strategy all --json</c> writes, and, without the single hunts, what is kept as evidence. One line for
/// each mutant: indented, the file would have thousands that nobody reads.
/// </summary>
internal static class ComparisonJson
{
    /// <summary>The version of the format; names and meanings are stable within it, and a reader refuses any other.</summary>
    public const string Format = "rekey-strategies/1";

    /// <summary>Where evidence is kept, relative to the repository.</summary>
    public const string File = "spec/strategies.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document. A quartile that is left out is censored; so is a hunt whose number is null.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="hunts">Whether the single hunts are in it.</param>
    public static string Write(Comparison comparison, bool hunts)
    {
        var text = new StringBuilder("{\n");
        void Field<T>(string name, T value) => text.Append("  \"").Append(name).Append("\": ").Append(JsonSerializer.Serialize(value, Options)).Append(",\n");
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
        try
        {
            var read = JsonSerializer.Deserialize<Document>(System.IO.File.ReadAllText(path), Options);
            if (read?.Format != Format)
            {
                throw new FormatException($"{path}: format is '{read?.Format ?? "missing"}'; expected '{Format}'");
            }

            return Sound(read)
                ? new Comparison(read.Command, read.Seeds, read.Bound, read.Complete, read.Mutants)
                : throw new FormatException($"{path}: mutants were not hunted with the same strategies; expected {Format}, as rekey mutants --strategy all writes it");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}: no comparison{(e.LineNumber is { } line ? $" (in line {line + 1})" : "")}; expected {Format}, as rekey mutants --strategy all writes it", e);
        }
    }

    private static bool Sound(Document read) =>
        read.Mutants.Count == 0 || read.Mutants.All(m => m.Strategies.Select(static s => s.Strategy).SequenceEqual(read.Mutants[0].Strategies.Select(static s => s.Strategy)));

    private static StringBuilder Lines<T>(StringBuilder text, string name, IEnumerable<T> items) => text.Append("  \"").Append(name).Append("\": [\n")
        .AppendJoin(",\n", items.Select(static i => "    " + JsonSerializer.Serialize(i, Options))).Append("\n  ]");

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
