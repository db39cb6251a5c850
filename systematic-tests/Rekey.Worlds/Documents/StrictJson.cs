using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Rekey.Worlds.Documents;

/// <summary>
/// The one form in which this project writes JSON, and the one way in which it reads it again: nothing missing, nothing twice, nothing unknown, no null
/// where something is meant. Whatever else a file holds is refused with its place and with what was expected.
/// </summary>
public static class StrictJson
{
    /// <summary>Larger files are no documents of ours.</summary>
    private const long MostBytes = 1L << 30;

    /// <summary>The options of the serializer.</summary>
    public static JsonSerializerOptions Options { get; } = OptionsOf(indented: true, JsonIgnoreCondition.Never);

    /// <summary>The same for documents of long lists: an entry is a line, and what is null is left out.</summary>
    public static JsonSerializerOptions Dense { get; } = OptionsOf(indented: false, JsonIgnoreCondition.WhenWritingNull);

    /// <summary>The text of a document.</summary>
    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options) + "\n";

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is something else; the message begins with its name.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static T ReadFile<T>(string path, DocumentKind kind, JsonSerializerOptions? options = null)
        where T : class
    {
        var text = TextOf(path, kind);
        try
        {
            return Read<T>(text, kind, options);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="IOException">It cannot be read, or is too long for a document.</exception>
    public static string TextOf(string path, DocumentKind kind)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"{path}: {(Directory.Exists(path) ? "is a folder" : "there is no such file")}; {kind.Expected}");
        }

        return file.Length <= MostBytes
            ? File.ReadAllText(path)
            : throw new IOException($"{path}: has {file.Length} bytes; {kind.Expected}, and at most {MostBytes} bytes");
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">
    /// No JSON, cut off, of another version; or a field is missing, unknown, twice or of another type. The message names the place.
    /// </exception>
    public static T Read<T>(string text, DocumentKind kind, JsonSerializerOptions? options = null)
        where T : class
    {
        try
        {
            using var json = Parse(text);
            var root = json.RootElement;
            var format = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out var f) ? f.ToString() : "missing";
            if (format != kind.Format)
            {
                throw new FormatException($"format is '{format}'; expected '{kind.Format}'");
            }

            RequireEntries(root, (options ?? Options).GetTypeInfo(typeof(T)), "$");
            return root.Deserialize<T>(options ?? Options)!;
        }
        catch (JsonException e)
        {
            throw new FormatException($"{kind.Refusal}: {JsonProblem.Of(e)}; {kind.Expected}", e);
        }
    }

    /// <summary>Any JSON: nothing twice, and every string a text.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonDocument Parse(string text)
    {
        try
        {
            var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            RequireText(json.RootElement, "$");
            return json;
        }
        catch (InvalidOperationException e)
        {
            // Whoever looks for a field that is there twice reads the names of all.
            throw new JsonException("the name of a field is no text: half a surrogate pair", e);
        }
    }

    /// <summary>Half a surrogate pair is valid JSON and no text.</summary>
    private static void RequireText(JsonElement element, string place)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = TextAt(() => element.GetString()!, place);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    RequireText(property.Value, $"{place}.{TextAt(() => property.Name, place)}");
                }

                break;
            case JsonValueKind.Array:
                var at = 0;
                foreach (var entry in element.EnumerateArray())
                {
                    RequireText(entry, $"{place}[{at++}]");
                }

                break;
            default:
                break;
        }
    }

    private static string TextAt(Func<string> read, string place)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException($"a string is no text: half a surrogate pair (at {place})", e);
        }
    }

    /// <summary>The serializer refuses null in fields, and not in lists.</summary>
    private static void RequireEntries(JsonElement element, JsonTypeInfo type, string place)
    {
        switch (type.Kind, element.ValueKind)
        {
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                foreach (var property in type.Properties)
                {
                    if (element.TryGetProperty(property.Name, out var value))
                    {
                        RequireEntries(value, type.Options.GetTypeInfo(property.PropertyType), $"{place}.{property.Name}");
                    }
                }

                break;
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                var at = 0;
                foreach (var entry in element.EnumerateArray())
                {
                    RequireEntry(entry, type, $"{place}[{at++}]");
                }

                break;
            case (JsonTypeInfoKind.Dictionary, JsonValueKind.Object):
                foreach (var entry in element.EnumerateObject())
                {
                    RequireEntry(entry.Value, type, $"{place}.{entry.Name}");
                }

                break;
            default:
                break;
        }
    }

    private static void RequireEntry(JsonElement entry, JsonTypeInfo list, string place)
    {
        var type = list.ElementType!;
        if (entry.ValueKind == JsonValueKind.Null && Nullable.GetUnderlyingType(type) is null)
        {
            throw new JsonException($"null is not expected here (at {place})");
        }

        RequireEntries(entry, list.Options.GetTypeInfo(type), place);
    }

    private static JsonSerializerOptions OptionsOf(bool indented, JsonIgnoreCondition ignored)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = indented,
            NewLine = "\n",
            DefaultIgnoreCondition = ignored,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowDuplicateProperties = false,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
