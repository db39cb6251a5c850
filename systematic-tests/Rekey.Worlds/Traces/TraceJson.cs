using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rekey.Explorer;

namespace Rekey.Worlds.Traces;

/// <summary>Reads and writes traces; a document that is not exactly one is refused with the place that is wrong.</summary>
public static class TraceJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a trace.</summary>
    public static string Write(TraceDocument trace) => JsonSerializer.Serialize(trace, Options) + "\n";

    /// <summary>Reads a trace.</summary>
    /// <exception cref="FormatException">No JSON, cut off, of another version, or a field is missing, unknown or of another type.</exception>
    public static TraceDocument Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var format = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("format", out var f) ? f.ToString() : null;
            if (format != TraceDocument.CurrentFormat)
            {
                throw new FormatException($"format is '{format ?? "missing"}'; expected '{TraceDocument.CurrentFormat}'");
            }

            return document.RootElement.Deserialize<TraceDocument>(Options) ?? throw new FormatException("the document is null");
        }
        catch (JsonException e)
        {
            throw new FormatException($"no trace: {JsonProblem.Of(e)}", e);
        }
        catch (InvalidOperationException e)
        {
            // Half a surrogate pair is valid JSON and no text.
            throw new FormatException($"no trace: {e.Message.TrimEnd('.')} (at $.format)", e);
        }
    }

    /// <summary>The choices of a trace.</summary>
    /// <exception cref="FormatException">An unknown move.</exception>
    public static IReadOnlyList<Choice> Choices(TraceDocument trace) =>
        [.. trace.Steps.Select(s => Enum.TryParse<Move>(s.Choice.Move, out var move) && Enum.GetName(move) == s.Choice.Move
            ? new Choice((byte)move, s.Choice.A, s.Choice.B, s.Choice.Option)
            : throw new FormatException($"step {s.Number}: unknown move '{s.Choice.Move}'{Suggestion.For(s.Choice.Move, Enum.GetNames<Move>())}"))];
}
