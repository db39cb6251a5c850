using System.Text.Json;
using System.Text.Json.Nodes;
using Rekey.Checking.Judging;
using Rekey.Conformance;
using Rekey.Reports;
using Rekey.Reports.Attacks;
using Rekey.Reports.Checking;
using Rekey.Reports.Printing;
using Rekey.Reports.SpecRendering;
using Rekey.Worlds.Documents;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>
/// Whatever a file holds, it is never an internal error. Every kind of file that a command reads is taken, and in each place of it something else is put:
/// values of other kinds, nothing, the same again. What has another structure is refused with its place.
/// </summary>
public sealed class StructureTests : CommandLineFixture
{
    /// <summary>Places of a long document are tried at about so many.</summary>
    private const int Places = 60;

    private static readonly string[] Values = ["\"boo\"", "[]", "{}", "null", "-1", "0", "1e30", "99999999999999999999", "true", "[null]", "{\"a\":{}}", "\"\\ud800\"", "\"\\u001b[2J\\n::x\""];

    private static readonly string Reports = MakeReport();

    [Fact]
    public void A_trace_of_another_structure_is_refused_with_its_place() =>
        Try(TraceJson.Write(PfsAttack), file => Ran.Rekey("replay", file));

    [Theory]
    [InlineData("merge")]
    [InlineData("coverage")]
    public void A_report_of_another_structure_is_refused_with_its_place(string command) => Try(Reports, file => Ran.Rekey(command, file), Sealed);

    [Fact]
    public void Evidence_of_another_structure_is_refused_with_its_place()
    {
        var text = new Evidence(Evidence.CurrentFormat, [new EvidenceEntry("C", "rekey check", 1, 2, 3, 4, 5, 6, ["Agreement"]), new EvidenceEntry("P", "rekey check", 1, 2, 3, 4, 5, 6, ["Agreement"])]).Write();
        Directory.CreateDirectory(At("spec"));
        Try(text, file => Calling(() =>
        {
            File.Copy(file, At("spec/evidence.json"), overwrite: true);
            var matrix = Matrix.Of(Folder);
            MatrixMarkdown.Of(matrix).ShouldNotBeEmpty();
            MatrixJson.Of(matrix).ShouldNotBeEmpty();
            Evidence.Read(file).With([]).Write().ShouldNotBeEmpty();
        }));
    }

    [Fact]
    public void Counts_of_another_structure_are_refused_with_their_place()
    {
        var entry = new ScopeEntry("P", 3, "crash=1", "none", "complete", 10, 0, 20, 2, 3, 0.5, ["Agreement"], ["PerfectForwardSecrecy"]);
        Try(new ScopeFile(ScopeFile.CurrentFormat, [entry, entry with { Reduction = "both" }]).Write(), file => Calling(() =>
        {
            ScopesMarkdown.Of(ScopeFile.Read(file)).ShouldNotBeEmpty();
            ScopeFile.Read(file).With(new ScopeFile(ScopeFile.CurrentFormat, [entry])).Write().ShouldNotBeEmpty();
        }));
    }

    [Fact]
    public void A_comparison_of_another_structure_is_refused_with_its_place()
    {
        Ran.Rekey("mutants", "--protocol", "B", "--strategy", "all", "--seeds", "1", "--bound", "5", "--json", At("c.json"));
        var text = File.ReadAllText(At("c.json"));
        Directory.CreateDirectory(At("spec"));
        Try(text, file => Calling(() =>
        {
            File.Copy(file, At("spec/strategies.json"), overwrite: true);
            StrategiesMarkdown.Of(Folder).ShouldNotBeEmpty();
        }));
    }

    [Fact]
    public void Commands_that_read_these_files_refuse_them()
    {
        Directory.CreateDirectory(At("spec"));
        Put("Rekey.Verified.sln", "");
        foreach (var name in (string[])["evidence", "scopes", "strategies"])
        {
            var file = Put($"spec/{name}.json", "{ \"format\": [] }");
            ShouldBeRefused(Ran.Rekey("spec", "render", "--root", Folder), "a wrong format");
            File.Delete(file);
        }

        var counts = Put("counts.json", "[]");
        ShouldBeRefused(Ran.Rekey("check", "--strategy", "exhaustive", "--protocol", "P", "--members", "2", "--faults", "none", "--evidence", counts), "an array");
    }

    [Fact]
    public void Vectors_of_another_structure_fail_with_their_place_and_the_other_cases_are_judged()
    {
        const string Path = "vectors/suite1/p-messages.json";
        var made = VectorFiles.Made.Where(static f => f.Path == Path).ToList();
        Directory.CreateDirectory(At("vectors/suite1"));
        Try(made[0].Content, file =>
        {
            File.Copy(file, At(Path), overwrite: true);
            var failures = VectorFiles.Verify(Folder, made);
            return new Ran(failures.Count == 0 ? 0 : 1, string.Join('\n', failures), $"{file} $");
        });
    }

    [Theory]
    [InlineData("\"boo\"", "cases.0: expected a case, an object with an id, found a string")]
    [InlineData("[]", "cases.0: expected a case, an object with an id, found an array")]
    [InlineData("null", "cases.0: expected a case, an object with an id, found nothing")]
    [InlineData("{}", "cases.0: expected a case, an object with an id, found an object")]
    [InlineData("{\"id\":7}", "cases.0: expected a case, an object with an id, found an object")]
    [InlineData("{\"id\":\"other\"}", "case other: cases.0 is none that the reference has")]
    public void A_case_that_is_none_says_nothing_of_the_others(string value, string message)
    {
        const string Path = "vectors/suite1/p-messages.json";
        var made = VectorFiles.Made.Where(static f => f.Path == Path).ToList();
        Directory.CreateDirectory(At("vectors/suite1"));
        var document = JsonNode.Parse(made[0].Content)!;
        var cases = document["cases"]!.AsArray();
        var (first, third) = (cases[0]!["id"]!.GetValue<string>(), cases[2]!["id"]!.GetValue<string>());
        cases[0] = JsonNode.Parse(value);
        cases[2]!["note"] = "another note";
        Put(Path, document.ToJsonString());
        var failures = VectorFiles.Verify(Folder, made);
        failures.ShouldBe(
            [$"{Path}: {message}", $"{Path}: case {third}: cases.2.note differs", $"{Path}: case {first}: is missing"],
            new StartsWith());
        cases.RemoveAt(1);
        Put(Path, document.ToJsonString());
        VectorFiles.Verify(Folder, made).Count.ShouldBe(4, "one case more is missing, and all others are where they were");
    }

    [Fact]
    public void A_pinned_attack_of_another_structure_fails_with_its_place()
    {
        const string Name = "p-perfectforwardsecrecy.trace.json";
        var source = Path.Combine(Snapshot.Root, PinnedAttacks.Folder);
        foreach (var file in Directory.GetFiles(source))
        {
            File.Copy(file, At(Path.GetFileName(file)));
        }

        foreach (var content in (string[])["", "[]", "null", "{ \"format\": \"rekey-trace/1\" }", File.ReadAllText(At(Name)).Replace("\"steps\": [", "\"steps\": [ null,", StringComparison.Ordinal)])
        {
            Put(Name, content);
            var ran = Ran.Rekey("attacks", "verify", "--dir", Folder);
            ran.Code.ShouldBe(ExitCode.Violated, ran.Error);
            ran.Output.ShouldContain($"{Name}: ");
        }
    }

    /// <summary>Puts other things in each place of a document and looks at what comes of it.</summary>
    /// <param name="text">The document.</param>
    /// <param name="read">Reads a file.</param>
    /// <param name="seal">Makes a changed document one that does not show at once that it was changed.</param>
    private void Try(string text, Func<string, Ran> read, Func<string, string>? seal = null)
    {
        seal ??= static t => t;
        read(Put("sound.json", text)).Code.ShouldNotBe(ExitCode.Internal);
        var root = JsonNode.Parse(text)!;
        var places = PlacesOf(root).ToList();
        var refused = 0;
        for (var i = 0; i < places.Count; i += Math.Max(1, places.Count / Places))
        {
            var kind = KindAt(root, places[i]);
            foreach (var value in Values)
            {
                var other = JsonNode.Parse(value);
                var ran = read(Put("changed.json", seal(Changed(root, places[i], value))));
                ran.Code.ShouldBeOneOf([ExitCode.AsExpected, ExitCode.Violated, ExitCode.BadInput, ExitCode.Unfinished], $"{value} at {Name(places[i])}: {ran.Error}");
                if (IsOther(kind, other?.GetValueKind() ?? JsonValueKind.Null))
                {
                    ShouldBeRefused(ran, $"{value} at {Name(places[i])}");
                    refused++;
                }
            }

            ShouldBeSound(read(Put("changed.json", seal(Changed(root, places[i], null)))), $"without {Name(places[i])}");
            ShouldBeSound(read(Put("changed.json", seal(Twice(root, places[i])))), $"twice {Name(places[i])}");
        }

        refused.ShouldBeGreaterThan(places.Count < 10 ? 5 : 50);
        for (var length = 0; length < text.TrimEnd().Length; length += Math.Max(1, text.Length / 40))
        {
            ShouldBeRefused(read(Put("changed.json", text[..length])), $"the first {length} characters");
        }
    }

    private static void ShouldBeSound(Ran ran, string what)
    {
        ran.Code.ShouldBeOneOf([ExitCode.AsExpected, ExitCode.Violated, ExitCode.BadInput, ExitCode.Unfinished], $"{what}: {ran.Error}");
        if (ran.Code == ExitCode.BadInput)
        {
            ShouldBeRefused(ran, what);
        }
    }

    private static void ShouldBeRefused(Ran ran, string what)
    {
        ran.Code.ShouldBeOneOf([ExitCode.Violated, ExitCode.BadInput], $"{what}: {ran.Output}");
        if (ran.Code == ExitCode.BadInput)
        {
            ran.Error.ShouldStartWith("error: ", customMessage: what);
            ran.Error.ShouldContain(".json", customMessage: what);
            (ran.Error.Contains("$", StringComparison.Ordinal) || ran.Error.Contains("line ", StringComparison.Ordinal) || ran.Error.Contains("step", StringComparison.Ordinal) || ran.Error.Contains("expected", StringComparison.Ordinal))
                .ShouldBeTrue($"{what}: {ran.Error}");
            ran.Error.TrimEnd().ShouldNotContain('\n');
        }
    }

    /// <summary>What a command would make of it, for files that are one of many that a command reads.</summary>
    private static Ran Calling(Action read)
    {
        try
        {
            read();
            return new Ran(ExitCode.AsExpected, "", "");
        }
        catch (FormatException e)
        {
            return new Ran(ExitCode.BadInput, "", $"error: {PlainText.OneLine(e.Message)}");
        }
    }

    /// <summary>Whether a value of one kind in the place of one of another cannot be read. Where null was, anything may have been meant.</summary>
    private static bool IsOther(JsonValueKind kind, JsonValueKind other)
    {
        static int Group(JsonValueKind k) => k switch { JsonValueKind.False => (int)JsonValueKind.True, _ => (int)k };
        return kind != JsonValueKind.Null && other != JsonValueKind.Null && Group(kind) != Group(other);
    }

    private static IEnumerable<object[]> PlacesOf(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(static p => PlacesOf(p.Value).Select(r => (object[])[p.Key, .. r]).Prepend([p.Key])),
        JsonArray a => a.SelectMany(static (n, i) => PlacesOf(n).Select(r => (object[])[i, .. r]).Prepend([i])),
        _ => [],
    };

    private static JsonValueKind KindAt(JsonNode root, object[] place) => At(root, place)?.GetValueKind() ?? JsonValueKind.Null;

    private static JsonNode? At(JsonNode root, object[] place) => place.Aggregate((JsonNode?)root, static (n, step) => step is string name ? n![name] : n![(int)step]);

    private static string Changed(JsonNode root, object[] place, string? value)
    {
        // A value that cannot be parsed and written again is put in by hand.
        var copy = root.DeepClone();
        var parent = At(copy, place[..^1])!;
        if (value is null)
        {
            if (place[^1] is string gone)
            {
                parent.AsObject().Remove(gone);
            }
            else
            {
                parent.AsArray().RemoveAt((int)place[^1]);
            }

            return copy.ToJsonString();
        }

        Set(parent, place[^1], "@@here@@");
        return copy.ToJsonString().Replace("\"@@here@@\"", value, StringComparison.Ordinal);
    }

    private static string Twice(JsonNode root, object[] place)
    {
        var copy = root.DeepClone();
        var (parent, value) = (At(copy, place[..^1])!, At(copy, place)?.ToJsonString() ?? "null");
        if (place[^1] is string name)
        {
            Set(parent, name, "@@here@@");
            return copy.ToJsonString().Replace("\"@@here@@\"", $"{value},{JsonSerializer.Serialize(name)}:{value}", StringComparison.Ordinal);
        }

        parent.AsArray().Insert((int)place[^1], At(root, place)?.DeepClone());
        return copy.ToJsonString();
    }

    private static void Set(JsonNode parent, object step, string value)
    {
        if (step is string name)
        {
            parent[name] = value;
        }
        else
        {
            parent[(int)step] = value;
        }
    }

    private static string Name(object[] place) => string.Join('.', place);

    /// <summary>A report whose digest is that of what it says now, where it can be read at all.</summary>
    private static string Sealed(string text)
    {
        try
        {
            var document = JsonSerializer.Deserialize<CheckDocument>(text, StrictJson.Options)!;
            return document.Digest.Length == 64 ? CheckJson.Write(document with { Digest = CheckJson.DigestOf(document) }) : text;
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or ArgumentNullException or InvalidOperationException)
        {
            return text;
        }
    }

    private static string MakeReport()
    {
        var file = Path.GetTempFileName();
        try
        {
            Ran.Rekey("check", "--protocol", "P", "--members", "2..3", "--schedules", "300", "--workers", "2", "--json", file).Code.ShouldBe(ExitCode.AsExpected);
            return File.ReadAllText(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Compares the beginning of texts.</summary>
    private sealed class StartsWith : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => x!.StartsWith(y!, StringComparison.Ordinal) || y!.StartsWith(x, StringComparison.Ordinal);

        public int GetHashCode(string obj) => 0;
    }
}
