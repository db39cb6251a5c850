using Rekey.Explorer;
using Rekey.Worlds.Documents;

namespace Rekey.Worlds.Traces;

/// <summary>Reads and writes traces; a document that is not exactly one is refused with the place that is wrong.</summary>
public static class TraceJson
{
    /// <summary>What a trace is among the files of this project.</summary>
    public static DocumentKind Kind { get; } = new("a trace", TraceDocument.CurrentFormat, "rekey check or rekey mutants");

    /// <summary>Writes a trace.</summary>
    public static string Write(TraceDocument trace) => StrictJson.Write(trace);

    /// <summary>Reads a trace.</summary>
    /// <exception cref="FormatException">No JSON, cut off, of another version, or a field is missing, unknown or of another type.</exception>
    public static TraceDocument Read(string text) => StrictJson.Read<TraceDocument>(text, Kind);

    /// <summary>The choices of a trace.</summary>
    /// <exception cref="FormatException">An unknown move.</exception>
    public static IReadOnlyList<Choice> Choices(TraceDocument trace) =>
        [.. trace.Steps.Select(s => Move.Find(s.Choice.Move) is { } move
            ? new Choice(move.Number, s.Choice.A, s.Choice.B, s.Choice.Option)
            : throw new FormatException($"step {s.Number}: unknown move '{s.Choice.Move}'{Suggestion.For(s.Choice.Move, Move.All.Select(static m => m.Name))}"))];
}
