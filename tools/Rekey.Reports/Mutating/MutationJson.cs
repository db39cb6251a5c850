using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rekey.Mutation;

namespace Rekey.Reports.Mutating;

/// <summary>A channel as it is kept.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Command">What it ran.</param>
public sealed record KeptChannel(string Name, string Command);

/// <summary>What campaigns found out, as it is kept: one line for each breakage, so that a change of the file can be read.</summary>
/// <param name="Command">The command that found the newest of it out.</param>
/// <param name="Channels">What was asked.</param>
/// <param name="Findings">What was found out, by id.</param>
public sealed record MutationData(string Command, IReadOnlyList<KeptChannel> Channels, IReadOnlyList<Finding> Findings);

/// <summary>Reads and writes what campaigns found out.</summary>
public static class MutationJson
{
    /// <summary>Where it is kept, relative to the repository.</summary>
    public const string File = "spec/mutation.json";

    /// <summary>Where breakages are kept that were judged by hand to change nothing that is asked for, relative to the repository.</summary>
    public const string JudgedFile = "spec/mutation-judged.json";

    private const string Format = "rekey-mutation/1";
    private const string JudgedFormat = "rekey-mutation-judged/1";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The document.</summary>
    public static string Write(MutationData data)
    {
        var text = new StringBuilder("{\n");
        text.Append("  \"format\": ").Append(JsonSerializer.Serialize(Format, Options)).Append(",\n  \"command\": ").Append(JsonSerializer.Serialize(data.Command, Options)).Append(",\n");
        Lines(text, "channels", data.Channels).Append(",\n");
        return Lines(text, "findings", data.Findings.OrderBy(static f => f.Breakage.Id, StringComparer.Ordinal).Select(KeptFinding.Of)).Append("\n}\n").ToString();
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">The file is something else.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    public static MutationData Read(string path)
    {
        var read = Parse<Document>(path, Format);
        return read.Format == Format
            ? new MutationData(read.Command, read.Channels, [.. read.Findings.Select(static f => f.ToFinding())])
            : throw new FormatException($"{path}: format is '{read.Format}'; expected '{Format}'");
    }

    /// <summary>Reads what was judged, by id, with the reason; empty where there is no file.</summary>
    /// <exception cref="FormatException">The file is something else.</exception>
    public static IReadOnlyDictionary<string, string> ReadJudged(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            return new Dictionary<string, string>();
        }

        var read = Parse<JudgedDocument>(path, JudgedFormat);
        return read.Format == JudgedFormat && read.Equivalent.DistinctBy(static j => j.Id).Count() == read.Equivalent.Count
            ? read.Equivalent.ToDictionary(static j => j.Id, static j => j.Reason, StringComparer.Ordinal)
            : throw new FormatException($"{path}: format is '{read.Format}'; expected '{JudgedFormat}', with every id once");
    }

    private static T Parse<T>(string path, string format)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(System.IO.File.ReadAllText(path), Options) ?? throw new FormatException($"{path}: null; expected {format}");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}: expected {format}{(e.LineNumber is { } line ? $"; it is none in line {line + 1}" : "")}: {e.Path}", e);
        }
    }

    private static StringBuilder Lines<T>(StringBuilder text, string name, IEnumerable<T> items) => text.Append("  \"").Append(name).Append("\": [\n")
        .AppendJoin(",\n", items.Select(static i => "    " + JsonSerializer.Serialize(i, Options))).Append("\n  ]");

    private sealed record Document(string Format, string Command, IReadOnlyList<KeptChannel> Channels, IReadOnlyList<KeptFinding> Findings);

    private sealed record JudgedDocument(string Format, IReadOnlyList<Judged> Equivalent);

    private sealed record Judged(string Id, string Reason);

    private sealed record KeptFinding(string Id, Area Area, string Operator, string File, int Line, string Before, string After, IReadOnlyDictionary<string, string> Noticed)
    {
        public string? Rule { get; init; }

        public static KeptFinding Of(Finding finding)
        {
            var b = finding.Breakage;
            return new KeptFinding(b.Id, b.Area, b.Operator, b.File, b.Line, b.Before, b.After, finding.Noticed) { Rule = b.Rule };
        }

        public Finding ToFinding() => new(new Breakage(Id, Area, Rule, Operator, File, Line, Before, After), Noticed);
    }
}
