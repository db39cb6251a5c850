using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rekey.Conformance;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Conformance;

/// <summary>Committed bytes are read by the decoder: each kind of thing that a file can say wrongly of them is found, and nothing that made the file is asked.</summary>
public sealed class ReadingTests
{
    private const string P = "vectors/suite1/p-messages.json";
    private const string Bd = "vectors/suite1/bd-messages.json";
    private const string Data = "vectors/suite1/group-data.json";
    private const string Transcript = "transcripts/p/n2.verified.txt";
    private const string DataTranscript = "transcripts/data/p.verified.txt";

    private static readonly string Folder = Path.Combine(Snapshot.Root, "conformance");

    /// <summary>A change of one thing in a committed file, and what is said of it.</summary>
    private static readonly Dictionary<string, (string Path, Func<string, string> Change, string Said)> Lies = new()
    {
        ["public key"] = Json(P, static d => Swap(d["members"]![0]!, "signingPublic", d["members"]![1]!), "member m1: a public key is not that of the private one"),
        ["key identifier"] = Json(P, static d => d["situations"]!["m2-keyed"]!["current"]!["keyId"] = new string('0', 32), "situation m2-keyed: 0000"),
        ["signature"] = Json(P, static d => Case(d, "p-done")["message"] = Last(Text(Case(d, "p-done")["message"])), "case p-done: does not decode: BadSignature"),
        ["effect"] = Json(P, static d => Effect(d, "p-key")["message"] = Text(Case(d, "p-done")["message"]), "case p-key: an effect is of m1; expected m2"),
        ["receiver"] = Json(P, static d => Case(d, "p-key")["message"] = Text(SealedToOther(d)), "case p-key: does not decode"),
        ["sender"] = Json(P, static d => Case(d, "p-done")["from"] = "m3", "case p-done: is of m1; expected m3"),
        ["view"] = Json(P, static d => Situation(d, "p-done")["view"] = "9.m1", "is of view 1.m1; expected 9.m1"),
        ["reason"] = Json(P, static d => Rejected(d)["reason"] = "Duplicate", "; expected Duplicate at "),
        ["field"] = Json(P, static d => Rejected(d)["field"] = "elsewhere", "at elsewhere"),
        ["rejection"] = Json(P, static d => Case(d, "p-done")["expect"] = Rejected(d).DeepClone(), "case p-done: the decoder says that it is a message; expected "),
        ["hexadecimal digits"] = Json(P, static d => Case(d, "p-done")["message"] = "d2x", "case p-done: "),
        ["numbered message"] = Json(Bd, static d => d["messages"]!["001"] = Last(Text(d["messages"]!["001"])), "message 001: does not decode"),
        ["payload"] = Json(Data, static d => Effect(d, "data-run1-1")["payload"] = "00", "case data-run1-1: holds (7061"),
        ["number"] = Json(Data, static d => Effect(d, "data-run1-1")["sequence"] = 7, "case data-run1-1: holds "),
        ["nonce"] = Json(Data, static d => d["sends"]![0]!["nonce"] = new string('0', 24), "has another nonce than 0000"),
        ["traffic key"] = Json(Data, static d => d["sends"]![0]!["trafficKey"] = new string('0', 32), "send send-run1-1: holds "),
        ["unknown suite"] = Json(P, static d => d["suite"] = 9, "cannot be read: suite 9"),
        ["bytes in a transcript"] = (Transcript, static t => Regex.Replace(t, @"(?<=send Ack.* to m1\n +[0-9a-f]{60})[0-9a-f]", static m => m.Value == "0" ? "1" : "0"), "line 14: does not decode"),
        ["text of a transcript"] = (Transcript, static t => Replace(t, "send Ack[1.m1/1]", "send Ack[1.m1/2]"), "line 14: the bytes are send Ack[1.m1/1]"),
        ["receiver in a transcript"] = (Transcript, static t => Replace(t, "     m2: AwaitingKey -> ", "     m1: AwaitingKey -> "), "line 14: is of m2; expected m1"),
        ["payload in a transcript"] = (DataTranscript, static t => Regex.Replace(t, @"(?<=multicast Data\S+ sequence 1 )[0-9a-f]{2}", "00"), ": the bytes are multicast Data["),
        ["key in a transcript"] = (DataTranscript, static t => Regex.Replace(t, "(?<=       use )[0-9a-f]{4}", "0000"), ": the bytes are multicast Data["),
    };

    public static TheoryData<string> Kinds() => [.. Lies.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_a_file_says_wrongly_of_its_bytes_is_found_by_the_decoder(string kind)
    {
        var (path, change, said) = Lies[kind];
        var committed = File.ReadAllText(Path.Combine(Folder, path));
        VectorFiles.Read(path, committed).ShouldBeEmpty();

        VectorFiles.Read(path, change(committed)).ShouldContain(f => f.Contains(said, StringComparison.Ordinal));
    }

    /// <summary>Also where the file is, to the byte, what would be made anew.</summary>
    [Fact]
    public void Verifying_reads_files_and_says_where()
    {
        var folder = Directory.CreateTempSubdirectory("rekey-reading").FullName;
        try
        {
            (string Path, string Content)[] made = [(P, Lies["sender"].Change(File.ReadAllText(Path.Combine(Folder, P))))];
            VectorFiles.Write(folder, made, File.WriteAllText);

            VectorFiles.Verify(folder, made).ShouldBe([$"{P}: case p-done: is of m1; expected m3"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (string, Func<string, string>, string) Json(string path, Action<JsonObject> change, string said) => (path, text =>
    {
        var document = JsonNode.Parse(text)!.AsObject();
        change(document);
        return document.ToJsonString();
    }, said);

    private static JsonNode Case(JsonObject document, string id) => document["cases"]!.AsArray().Single(c => Text(c!["id"]) == id)!;

    private static JsonNode Situation(JsonObject document, string id) => document["situations"]![Text(Case(document, id)["situation"])]!;

    private static JsonNode Effect(JsonObject document, string id) => Case(document, id)["expect"]!["effects"]![0]!;

    private static JsonNode Rejected(JsonObject document) => document["cases"]!.AsArray().First(static c => Text(c!["expect"]!["rule"]) == "W-01")!["expect"]!;

    /// <summary>What is sealed to somebody else than the one whom p-key is about.</summary>
    private static JsonNode? SealedToOther(JsonObject document) => document["cases"]!.AsArray().Select(static c => c!["expect"]!["effects"]).OfType<JsonArray>()
        .SelectMany(static e => e).First(static e => e!["to"]?.ToString() == "m3")!["message"];

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static string Last(string hex) => hex[..^1] + (hex[^1] == '0' ? '1' : '0');

    private static string Replace(string text, string old, string now)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0);
        return text[..at] + now + text[(at + old.Length)..];
    }

    private static void Swap(JsonNode first, string field, JsonNode second) => first[field] = Text(second[field]);
}
