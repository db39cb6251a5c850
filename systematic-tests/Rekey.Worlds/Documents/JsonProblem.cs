using System.Text.Json;

namespace Rekey.Worlds.Documents;

/// <summary>Says what is wrong with a document, in words of the document; the reader's own words name types of this program.</summary>
public static class JsonProblem
{
    /// <summary>What is wrong, and where.</summary>
    public static string Of(JsonException e) => Words(e.Message) + Place(e);

    /// <summary>What is wrong, and where, in a document that is one line of a file.</summary>
    public static string InLine(JsonException e) => Words(e.Message) + (e.Path is { } path and not "$" ? $" (at {path})" : "");

    private static string Place(JsonException e) =>
        e.LineNumber is not { } line ? "" : e.Path is { } path ? $" (at {path} in line {line + 1})" : $" (at line {line + 1})";

    private static string Words(string message) => message switch
    {
        _ when message.Contains("end of data", StringComparison.Ordinal) || message.Contains("any JSON tokens", StringComparison.Ordinal)
            || message.Contains("depth to be zero", StringComparison.Ordinal) => "the document is cut off",
        _ when message.Contains("could not be mapped", StringComparison.Ordinal) => "there is no such field",
        _ when message.Contains("allow null", StringComparison.Ordinal) || message.Contains("allow setting null", StringComparison.Ordinal) => "null is not expected here",
        _ when message.Contains("could not be converted", StringComparison.Ordinal) => "a value of another kind is expected",
        _ when message.Contains("including: ", StringComparison.Ordinal) => $"a field is missing: {message.Split("including: ")[1].Split('.')[0]}",
        _ => message.Split(" Path:")[0].Split(" LineNumber:")[0].TrimEnd('.'),
    };
}
