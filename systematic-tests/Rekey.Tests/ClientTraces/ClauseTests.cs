using Rekey.Checking.ClientTraces;
using Rekey.Monitors.GroupCommunication;
using Shouldly;
using Xunit;

namespace Rekey.Tests.ClientTraces;

/// <summary>For each clause that a log can break there is a log by hand that breaks it, and nothing else, in one line (spec/model/client-traces).</summary>
public sealed class ClauseTests
{
    private static readonly string Folder = Path.Combine(Snapshot.Root, "spec/model/client-traces");

    [Theory]
    [InlineData("DI-1", "evs", 6)]
    [InlineData("DI-2", "evs", 7)]
    [InlineData("ND-1", "evs", 7)]
    [InlineData("UV-1", "evs", 5)]
    [InlineData("SI-1", "vs", 5)]
    [InlineData("LM-1", "evs", 7)]
    [InlineData("IV-1", "evs", 7)]
    [InlineData("IV-2", "vs", 6)]
    [InlineData("SV-1", "vs", 8)]
    [InlineData("SD-1", "evs", 7)]
    [InlineData("TS-1", "evs", 5)]
    [InlineData("TS-2", "evs", 4)]
    [InlineData("TS-3", "evs", 6)]
    [InlineData("TS-4", "evs", 5)]
    [InlineData("SL-1", "vs", 6)]
    [InlineData("SL-2", "evs", 6)]
    [InlineData("RF-1", "evs", 8)]
    [InlineData("RF-2", "vs", 7)]
    [InlineData("CO-1", "evs", 8)]
    [InlineData("AO-1", "evs", 11)]
    [InlineData("AO-2", "evs", 9)]
    [InlineData("SM-1", "evs", 9)]
    [InlineData("SM-2", "evs", 10)]
    [InlineData("FA-1", "evs", 13)]
    [InlineData("FA-2", "evs", 11)]
    [InlineData("FL-11", "vs", 6)]
    [InlineData("VS-4", "vs", 9)]
    public void Its_log_is_rejected_in_just_that_line_and_accepted_up_to_it(string clause, string model, int line)
    {
        var (lines, asked) = (File.ReadAllLines(Path.Combine(Folder, $"{clause}.{model}.jsonl")), Enum.Parse<GroupModel>(model, ignoreCase: true));
        var said = Logs.Accept(asked, string.Join('\n', lines)).Breach.ShouldNotBeNull();

        (said.Clause.Id, said.Line, said.File).ShouldBe((clause, line, "A"));
        said.Text.ShouldNotContain("%");
        Logs.Accept(asked, string.Join('\n', lines[..(line - 1)])).Breach.ShouldBeNull();
    }

    [Fact]
    public void No_clause_is_without_a_log()
    {
        var clauses = Enum.GetValues<GroupModel>().SelectMany(Question.Of).SelectMany(static q => q.Clauses).Select(static c => c.Id).Distinct();

        Directory.GetFiles(Folder).Select(static f => Path.GetFileName(f).Split('.')[0]).ShouldBe(clauses, ignoreOrder: true);
    }

    /// <summary>Between clients the order of lines says nothing: each in a file of its own, and the files in any order, is the same log.</summary>
    [Fact]
    public void A_log_for_each_client_says_the_same()
    {
        foreach (var file in Directory.GetFiles(Folder))
        {
            var (lines, model) = (File.ReadAllLines(file)[1..], Enum.Parse<GroupModel>(Path.GetFileName(file).Split('.')[1], ignoreCase: true));
            var logs = lines.GroupBy(static l => l.Split("\"client\":\"")[1][0]).Select(static c => string.Join('\n', [Logs.Header, .. c])).ToArray();

            Logs.Accept(model, logs).Breach.ShouldNotBeNull(file);
            Logs.Accept(model, [.. logs.Reverse()]).Breach.ShouldNotBeNull(file);
        }
    }

    /// <summary>Who waits for a message of one who waits for his: there is no order in which that can have been.</summary>
    [Fact]
    public void A_message_that_is_delivered_before_it_can_have_been_sent_is_rejected()
    {
        var said = Logs.Accept(
            GroupModel.Evs,
            Logs.Header + """

            {"event":"view","client":"a","group":"g","view":"v","members":["a","b"]}
            {"event":"delivered","client":"a","group":"g","from":"b","message":"y"}
            {"event":"sent","client":"a","group":"g","message":"x","service":"fifo"}
            """,
            Logs.Header + """

            {"event":"view","client":"b","group":"g","view":"v","members":["a","b"]}
            {"event":"delivered","client":"b","group":"g","from":"a","message":"x"}
            {"event":"sent","client":"b","group":"g","message":"y","service":"fifo"}
            """).Breach.ShouldNotBeNull();

        (said.Clause.Id, said.File, said.Line).ShouldBe(("DI-1", "A", 3));
    }

    /// <summary>Of a client without a log it is not said when it sent, and that is no reason to reject.</summary>
    [Fact]
    public void A_sender_without_a_log_is_believed_and_counted()
    {
        const string log = """

            {"event":"view","client":"a","group":"g","view":"v","members":["a","b","c"]}
            {"event":"view","client":"b","group":"g","view":"v","members":["a","b","c"]}
            {"event":"delivered","client":"a","group":"g","from":"c","message":"1","service":"agreed"}
            {"event":"delivered","client":"a","group":"g","from":"c","message":"2","service":"agreed"}
            {"event":"delivered","client":"b","group":"g","from":"c","message":"2","service":"agreed"}
            """;
        foreach (var model in Enum.GetValues<GroupModel>())
        {
            Logs.Accept(model, Logs.Header + log).ShouldSatisfyAllConditions(static s => s.Breach?.Clause.Id.ShouldBe("AO-2"), static s => s.Unseen.ShouldBe(2));
            Logs.Accept(model, Logs.Header + log.Replace("agreed", "reliable", StringComparison.Ordinal)).Breach.ShouldBeNull();
        }
    }

    [Fact]
    public void Groups_are_judged_each_by_itself()
    {
        var trace = Logs.Lines(
            """{"event":"view","client":"a","group":"g","view":"v","members":["a"]}""",
            """{"event":"view","client":"a","group":"h","view":"v","members":["a","b"]}""",
            """{"event":"sent","client":"a","group":"g","message":"1","service":"safe"}""",
            """{"event":"sent","client":"a","group":"h","message":"1","service":"safe"}""",
            """{"event":"delivered","client":"a","group":"g","from":"a","message":"1"}""",
            """{"event":"delivered","client":"a","group":"h","from":"a","message":"1"}""",
            """{"event":"left","client":"a","group":"g"}""",
            """{"event":"sent","client":"a","group":"h","message":"2","service":"safe","selfDiscard":true}""",
            """{"event":"crashed","client":"a"}""");

        Acceptor.Accept(trace, GroupModel.Vs).Breach.ShouldBeNull();
    }
}
