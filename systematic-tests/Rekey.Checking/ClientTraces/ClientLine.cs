using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rekey.Checking.ClientTraces;

/// <summary>
/// A line of a log as it is written: every field of every event. Which an event has says <see cref="ClientTraceFormat"/>. A field is null where it is not
/// written; that somebody writes null is refused, and so no type here says that it may be.
/// </summary>
public sealed record ClientLine
{
    /// <summary>The version of the format; of a first line only.</summary>
    public string Format { get; init; } = null!;

    /// <summary>The event.</summary>
    public string Event { get; init; } = null!;

    /// <summary>At which client.</summary>
    public string Client { get; init; } = null!;

    /// <summary>In which group.</summary>
    public string Group { get; init; } = null!;

    /// <summary>Which view.</summary>
    public string View { get; init; } = null!;

    /// <summary>Its members.</summary>
    public IReadOnlyList<string> Members { get; init; } = null!;

    /// <summary>Its transitional set.</summary>
    public IReadOnlyList<string> Together { get; init; } = null!;

    /// <summary>Who sent a message.</summary>
    public string From { get; init; } = null!;

    /// <summary>Which message.</summary>
    public string Message { get; init; } = null!;

    /// <summary>By which service.</summary>
    public string Service { get; init; } = null!;

    /// <summary>For whom alone.</summary>
    public string To { get; init; } = null!;

    /// <summary>Whether its sender is not to be delivered it; undefined where nothing is written, which null would not tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonElement SelfDiscard { get; init; }
}
