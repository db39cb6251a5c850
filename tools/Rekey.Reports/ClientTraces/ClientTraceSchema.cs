using System.Text.Json.Nodes;
using Rekey.Checking.ClientTraces;
using Rekey.Worlds.Documents;

namespace Rekey.Reports.ClientTraces;

/// <summary>The JSON Schema of a line of a client's log, from the table that the reader reads by.</summary>
public static class ClientTraceSchema
{
    private const string NoControl = @"^[^\u0000-\u001f\u007f-\u009f]*$";

    /// <summary>The document.</summary>
    public static string Text => StrictJson.Write(new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = $"A line of a client trace, {ClientTraceFormat.Current}",
        ["description"] = "The first line of a file is the one with format. What a schema cannot say is in spec/model/client-trace.md.",
        ["oneOf"] = new JsonArray([Header, .. ClientTraceFormat.Events.Select(static e => Event(e.Key, e.Value))]),
    });

    private static JsonObject Header => Object([("format", new JsonObject { ["const"] = ClientTraceFormat.Current }, true)]);

    private static JsonObject Event(ClientEventKind kind, IReadOnlyList<ClientField> fields) =>
        Object([("event", new JsonObject { ["const"] = ClientTraceFormat.NameOf(kind) }, true), .. fields.Select(static f => (f.Name, Value(f), f.IsRequired))]);

    private static JsonObject Object(IReadOnlyList<(string Name, JsonObject Value, bool IsRequired)> fields) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. fields.Where(static f => f.IsRequired).Select(static f => JsonValue.Create(f.Name))]),
        ["properties"] = new JsonObject(fields.Select(static f => KeyValuePair.Create(f.Name, (JsonNode?)f.Value))),
    };

    private static JsonObject Value(ClientField field)
    {
        var value = field.Kind switch
        {
            FieldKind.Name => Name(),
            FieldKind.Names => new JsonObject { ["type"] = "array", ["items"] = Name(), ["minItems"] = 1, ["maxItems"] = ClientTraceFormat.MostMembers, ["uniqueItems"] = true },
            FieldKind.Service => new JsonObject { ["enum"] = new JsonArray([.. ClientTraceFormat.Services.Select(static s => JsonValue.Create(s))]) },
            _ => new JsonObject { ["type"] = "boolean" },
        };
        value["description"] = field.Meaning;
        return value;
    }

    private static JsonObject Name() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = ClientTraceFormat.LongestName, ["pattern"] = NoControl };
}
