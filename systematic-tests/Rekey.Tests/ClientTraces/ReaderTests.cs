using System.Text.Json;
using Json.Schema;
using Rekey.Checking;
using Rekey.Checking.ClientTraces;
using Rekey.Monitors.GroupCommunication;
using Rekey.Reports.ClientTraces;
using Rekey.Tests.GroupCommunication;
using Rekey.Worlds.Documents;
using Shouldly;
using Xunit;

namespace Rekey.Tests.ClientTraces;

/// <summary>The reader of client traces refuses whatever is not exactly one, with file, line and field; and so does the schema, as far as it can.</summary>
public sealed class ReaderTests
{
    private const string View = """{"event":"view","client":"a","group":"g","view":"v","members":["a","b"]}""";

    private const string Sent = """{"event":"sent","client":"a","group":"g","message":"m","service":"fifo"}""";

    /// <summary>What is wrong in itself: a line, and what is said of it.</summary>
    public static TheoryData<string, string> Lines() => new()
    {
        { "", "no event: the document is cut off" },
        { "{", "no event: the document is cut off" },
        { "null", "null is not expected here; expected an object" },
        { "[]", "no event: a value of another kind is expected" },
        { "{}", "event is missing; expected one of joined, view, signal, sent, delivered, left, crashed" },
        { """{"event":"veiw","client":"a","group":"g"}""", "event is 'veiw' (did you mean 'view'?); expected one of joined, view" },
        { """{"event":"signal","client":"a"}""", "group is missing; a 'signal' has it" },
        { """{"event":"signal","group":"g"}""", "client is missing; a 'signal' has it" },
        { """{"event":"signal","client":"a","group":"g","view":"v"}""", "view is there; a 'signal' has no such field, expected client, group" },
        { """{"event":"signal","client":"a","group":"g","colour":"v"}""", "no event: there is no such field (at $.colour)" },
        { """{"event":"signal","client":"a","client":"b","group":"g"}""", "no event: " },
        { """{"event":"signal","client":null,"group":"g"}""", "no event: null is not expected here (at $.client)" },
        { """{"event":"signal","client":7,"group":"g"}""", "no event: a value of another kind is expected (at $.client)" },
        { """{"event":"signal","client":"","group":"g"}""", "client has 0 characters; expected 1 to 256" },
        { """{"event":"signal","client":"a\u0000","group":"g"}""", "client has a control character" },
        { """{"event":"signal","client":"\ud800","group":"g"}""", "no event: " },
        { """{"event":"signal","client":"a","group":"g"}{}""", "no event: " },
        { """{"event":"crashed","client":"a","group":"g"}""", "group is there; a 'crashed' has no such field, expected client" },
        { """{"event":"view","client":"a","group":"g","view":"v"}""", "members is missing; a 'view' has it" },
        { """{"event":"view","client":"a","group":"g","view":"v","members":[]}""", "members has 0 names; expected 1 to 1024" },
        { """{"event":"view","client":"a","group":"g","view":"v","members":["a","a"]}""", "members has a name twice" },
        { """{"event":"view","client":"a","group":"g","view":"v","members":["a",null]}""", "members has null; expected a name" },
        { """{"event":"view","client":"a","group":"g","view":"v","members":["a"],"together":null}""", "no event: null is not expected here (at $.together)" },
        { """{"event":"view","client":"a","group":"g","view":"v","members":"a"}""", "no event: a value of another kind is expected (at $.members)" },
        { """{"event":"sent","client":"a","group":"g","message":"m","service":"Fifo"}""", "service is 'Fifo'; expected one of reliable, fifo, causal, agreed, safe" },
        { """{"event":"sent","client":"a","group":"g","message":"m"}""", "service is missing; a 'sent' has it" },
        { """{"event":"sent","client":"a","group":"g","message":"m","service":"fifo","selfDiscard":1}""", "selfDiscard is '1'; expected true or false" },
        { """{"event":"sent","client":"a","group":"g","message":"m","service":"fifo","selfDiscard":null}""", "selfDiscard is ''; expected true or false" },
        { """{"event":"left","client":"a","group":"g","selfDiscard":false}""", "selfDiscard is there; a 'left' has no such field" },
        { """{"event":"delivered","client":"a","group":"g","message":"m"}""", "from is missing; a 'delivered' has it" },
        { """{"event":"delivered","client":"a","group":"g","from":"b","message":"m","service":"very safe"}""", "service is 'very safe'; expected one of" },
        { """{"format":"rekey-client-trace/1"}""", "event is missing" },
        { """{"format":"rekey-client-trace/1","event":"joined","client":"a","group":"g"}""", "format is there; a 'joined' has no such field" },
        { """{"event":"joined","client":"a","group":"g"}""" + "\t\u0001", "no event: " },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_wrong_line_is_refused_with_its_place_and_what_was_expected(string line, string said)
    {
        Should.Throw<FormatException>(() => Logs.Lines(View, line + "\n")).Message.ShouldStartWith($"A:3: {said}");
        if (!line.Contains("\\ud800", StringComparison.Ordinal) && !line.StartsWith("{\"format\":\"rekey-client-trace/1\"}", StringComparison.Ordinal))
        {
            Allows(line).ShouldBeFalse("the schema allows it");
        }
    }

    [Fact]
    public void The_schema_allows_every_line_that_is_read()
    {
        var lines = Directory.GetFiles(Path.Combine(Snapshot.Root, "spec/model/client-traces")).SelectMany(File.ReadAllLines)
            .Concat(Logs.Sampled(CheckRequest.Of(FlushRuns.Of(FlushRuns.Stormy)), GroupModel.Evs, 5).SelectMany(static l => l.TrimEnd('\n').Split('\n')))
            .Concat(Logs.Sampled(CheckRequest.Of(FlushRuns.Of(FlushRuns.Stormy)), GroupModel.Vs, 5).SelectMany(static l => l.TrimEnd('\n').Split('\n'))).Distinct().ToList();

        lines.Count.ShouldBeGreaterThan(100);
        lines.ShouldAllBe(static l => Allows(l));
        Allows($$"""{"event":"signal","client":"{{new string('x', 256)}}","group":"g"}""").ShouldBeTrue();
        Allows($$"""{"event":"signal","client":"{{new string('x', 257)}}","group":"g"}""").ShouldBeFalse();
    }

    /// <summary>What is wrong only beside what is written elsewhere.</summary>
    [Theory]
    [InlineData("A:1: is empty; expected a client trace, format rekey-client-trace/1")]
    [InlineData("A:1: format is missing; expected a client trace", "{}")]
    [InlineData("A:1: format is 'rekey-client-trace/2'; expected 'rekey-client-trace/1'", """{"format":"rekey-client-trace/2"}""")]
    [InlineData("A:1: there is more than format in the first line", """{"format":"rekey-client-trace/1","client":"a"}""")]
    [InlineData("A:1: format is missing", View)]
    [InlineData("A:3: message 'm' was sent already, in A:2", Logs.Header, Sent, Sent)]
    [InlineData("A:3: client 'a' crashed in A:2", Logs.Header, """{"event":"crashed","client":"a"}""", """{"event":"joined","client":"a","group":"g"}""")]
    [InlineData("A:3: service is 'safe'; expected 'fifo', by which A:2 sent it", Logs.Header, Sent, """{"event":"delivered","client":"a","group":"g","from":"a","message":"m","service":"safe"}""")]
    public void A_wrong_file_is_refused_with_its_place(string said, params string[] lines) =>
        Should.Throw<FormatException>(() => Logs.Read(string.Join('\n', lines))).Message.ShouldStartWith(said);

    [Fact]
    public void What_is_too_long_is_refused_and_what_is_just_short_enough_is_read()
    {
        string Padded(int bytes) => View + new string(' ', bytes - View.Length);
        Logs.Lines(Padded(ClientTraceFormat.LongestLine), View).Events.Count.ShouldBe(2);
        Should.Throw<FormatException>(() => Logs.Lines(Padded(ClientTraceFormat.LongestLine + 1), View)).Message.ShouldStartWith("A:2: longer than a line may be; expected at most 1048576 bytes");
        Should.Throw<FormatException>(() => Logs.Lines(new string('[', 3 * ClientTraceFormat.LongestLine))).Message.ShouldStartWith("A:2: longer than");
        Should.Throw<FormatException>(() => Logs.Lines(new string('[', 100_000))).Message.ShouldStartWith("A:2: no event: ");
        var crowd = string.Join(',', Enumerable.Range(0, ClientTraceFormat.MostMembers).Select(static i => $"\"m{i}\""));
        Logs.Lines($$"""{"event":"view","client":"m0","group":"g","view":"v","members":[{{crowd}}]}""").Clients.Count.ShouldBe(ClientTraceFormat.MostMembers);
        Should.Throw<FormatException>(() => Logs.Lines($$"""{"event":"view","client":"a","group":"g","view":"v","members":["a",{{crowd}}]}""")).Message.ShouldStartWith("A:2: members has 1025 names");
    }

    [Fact]
    public void Lines_end_as_on_other_systems_too_and_the_last_need_not_end()
    {
        Logs.Read($"{Logs.Header}\r\n{View}\r\n").Events.Count.ShouldBe(1);
        Logs.Read($"{Logs.Header}\n{View}").Events.Count.ShouldBe(1);
        Should.Throw<FormatException>(() => Logs.Read($"{Logs.Header}\n{View}\n\n")).Message.ShouldStartWith("A:3: no event: the document is cut off");
    }

    /// <summary>As many events in a second as it takes to read a million in well under a minute, whatever else the machine does.</summary>
    [Fact]
    public void What_one_view_holds_does_not_slow_it_down()
    {
        var lines = new List<string> { View, View.Replace("\"client\":\"a\"", "\"client\":\"b\"", StringComparison.Ordinal) };
        for (var i = 0; i < 30_000; i++)
        {
            lines.Add($$"""{"event":"sent","client":"a","group":"g","message":"{{i}}","service":"agreed","selfDiscard":true}""");
            lines.Add($$"""{"event":"delivered","client":"b","group":"g","from":"a","message":"{{i}}"}""");
        }

        lines.AddRange(new[] { "a", "b" }.Select(static c => $$"""{"event":"view","client":"{{c}}","group":"g","view":"w","members":["a","b"],"together":["a","b"]}"""));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Acceptor.Accept(Logs.Lines([.. lines]), GroupModel.Vs).Breach.ShouldBeNull();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    private static bool Allows(string line)
    {
        try
        {
            using var json = StrictJson.Parse(line);
            return Schema.Evaluate(json.RootElement).IsValid;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static readonly JsonSchema Schema = JsonSchema.FromText(ClientTraceSchema.Text);
}
