using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rekey.Core;

namespace Rekey.Conformance;

/// <summary>A file of vectors; conformance/formats/suite1.md explains the fields.</summary>
public sealed record VectorDocument(
    string Format, string Protocol, int Suite, string Group, string Seed, IReadOnlyList<VectorMember> Members,
    IReadOnlyDictionary<string, VectorSituation> Situations, IReadOnlyList<VectorCase> Cases)
{
    /// <summary>Messages that histories name by number; null where no situation has a history.</summary>
    public IReadOnlyDictionary<string, string>? Messages { get; init; }

    /// <summary>Payloads that members are asked to send; null where the file is about receiving only.</summary>
    public IReadOnlyList<VectorSend>? Sends { get; init; }

    /// <summary>The version of the format.</summary>
    public const string CurrentFormat = "rekey-vectors/1";

    /// <summary>How vector files are written.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options).ReplaceLineEndings("\n") + "\n";
}

/// <summary>A member's long-term keys.</summary>
public sealed record VectorMember(string Name, string SigningPrivate, string SigningPublic, string ChannelPrivate, string ChannelPublic);

/// <summary>A key with its place in time.</summary>
public sealed record VectorKey(uint Run, string Key, string KeyId)
{
    /// <summary>A group key; null for none.</summary>
    public static VectorKey? Of(EpochKey? key) => key is null ? null : new VectorKey(key.Epoch.Run, key.Key.ToString()!, key.KeyId.ToString()!);
}

/// <summary>The state of a member before a message arrives.</summary>
public sealed record VectorSituation(
    string Member, string State, string View, IReadOnlyList<string> Members, VectorKey? Current = null, VectorKey? Staged = null, IReadOnlyList<string>? Acked = null,
    VectorRing? Ring = null, VectorRun? Open = null, IReadOnlyDictionary<string, string>? Reports = null, uint? Draws = null, IReadOnlyList<string>? History = null)
{
    /// <summary>The committed keys of the view before the current one, oldest first; null for none.</summary>
    public IReadOnlyList<VectorKey>? Older { get; init; }

    /// <summary>How many payloads the member sent under the current key; null for none.</summary>
    public uint? Sent { get; init; }

    /// <summary>Per sender the run and number of the last payload that the member delivered, as <c>run/number</c>; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Heard { get; init; }

    /// <summary>The situation as it stands in a file; equal ones have equal texts.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, VectorDocument.Options);
}

/// <summary>A committed key tree, and the keys of it that the member holds, by name.</summary>
public sealed record VectorRing(string Tree, IReadOnlyDictionary<string, string> Keys);

/// <summary>An open run of a key-tree protocol: its tree, the new keys that the member holds, the messages of the plan that it has sent or taken.</summary>
public sealed record VectorRun(uint Run, string Tree, IReadOnlyDictionary<string, string> Keys, IReadOnlyList<int> Seen, IReadOnlyDictionary<string, string>? Collected = null);

/// <summary>A message and what it must do.</summary>
public sealed record VectorCase(string Id, string Rule, string Note, string Situation, string From, string Message, VectorExpectation Expect);

/// <summary>A payload that a member is asked to send, and what it must multicast.</summary>
public sealed record VectorSend(string Id, string Rule, string Note, string Situation, string Payload, uint Run, uint Sequence, string TrafficKey, string Nonce, string Message);

/// <summary>What must happen: the outcome, the deciding rule, and for the rest only what applies.</summary>
public sealed record VectorExpectation(
    string Outcome, string Rule, string? State = null, string? Reason = null, string? Field = null, IReadOnlyList<VectorEffect>? Effects = null);

/// <summary>What the machine asks for.</summary>
public sealed record VectorEffect(
    string Effect, string? To = null, string? Message = null, string? Epoch = null, string? Key = null, string? Sender = null, uint? Sequence = null, string? Payload = null);
