using System.Text.Json;
using Rekey.Conformance;
using Rekey.Conformance.Drills;
using Rekey.Core;
using Rekey.Observing;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Conformance;

/// <summary>conformance/: every file is what the reference makes anew from its seed, and a change is named.</summary>
public sealed class VectorTests
{
    private static readonly string Folder = Path.Combine(Snapshot.Root, "conformance");
    private static readonly string[] VectorProtocols = ["p", "c", "b", "o", "o3"];
    private static readonly IReadOnlyList<(string Path, string Content)> Made = VectorFiles.Made;

    public static TheoryData<string> Protocols() => [.. VectorProtocols];

    [Fact]
    public void Every_committed_file_is_what_the_reference_does() => VectorFiles.Verify(Folder, Made).ShouldBeEmpty();

    public static TheoryData<string, int> Transcripts()
    {
        var data = new TheoryData<string, int>();
        foreach (var protocol in VectorProtocols)
        {
            foreach (var members in new[] { 1, 2, 3, 8 })
            {
                data.Add(protocol, members);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void Transcripts_match_their_snapshots(string protocol, int members)
    {
        var text = Match($"transcripts/{protocol}/n{members}.verified.txt");
        text.ShouldContain("RefreshForward");
        text.ShouldContain("BlockedStaged");
    }

    /// <summary>Every other transcript begins with an example of the paper, and is run to its end without a message turned away.</summary>
    [Theory]
    [InlineData("c", 8)]
    [InlineData("b", 8)]
    [InlineData("o", 8)]
    [InlineData("o", 4)]
    [InlineData("o3", 8)]
    public void Examples_of_the_paper_match_their_snapshots(string protocol, int members)
    {
        var text = Match($"transcripts/{protocol}/paper-n{members}.verified.txt");
        text.ShouldContain("== build");
        text.ShouldNotContain("Rejected");
    }

    /// <summary>W-21: fixed seeds, so that two generations are the same to the byte.</summary>
    [Fact]
    public void Generating_twice_gives_the_same_bytes() => VectorFiles.All().ShouldBe(Made);

    [Fact]
    public void Vectors_of_all_protocols_together_show_every_reason_and_have_ids_of_their_own()
    {
        var cases = VectorProtocols.Concat(DrillFiles.KeyAgreements.Select(static p => p.Spec.Name.ToLowerInvariant())).SelectMany(static p => Read(p).Cases).ToList();
        cases.Select(static c => c.Id).ShouldBeUnique();
        var reasons = cases.Select(static c => c.Expect.Reason).OfType<string>().ToHashSet();
        Enum.GetNames<RejectionKind>().Where(k => !reasons.Contains(k)).ShouldBeEmpty();
    }

    /// <summary>In C nothing of an honest server waits: messages come in the order of the plan.</summary>
    [Theory]
    [InlineData("p", "Deferred", "Ignored", "Moved", "Rejected")]
    [InlineData("b", "Deferred", "Ignored", "Moved", "Rejected")]
    [InlineData("c", "Ignored", "Moved", "Rejected")]
    [InlineData("o", "Deferred", "Ignored", "Moved", "Rejected")]
    [InlineData("o3", "Deferred", "Ignored", "Moved", "Rejected")]
    public void Vectors_of_each_protocol_show_every_outcome(string protocol, params string[] outcomes) =>
        Read(protocol).Cases.Select(static c => c.Expect.Outcome).Distinct().Order().ShouldBe(outcomes);

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Each_case_is_decided_by_the_rule_that_it_is_about(string protocol)
    {
        var document = Read(protocol);
        var rules = ProtocolRegistry.Find(protocol).Spec.Rules.Select(static r => r.Id).ToHashSet();
        document.Protocol.ToLowerInvariant().ShouldBe(protocol);
        foreach (var vector in document.Cases)
        {
            vector.Id.ShouldStartWith(protocol + "-");
            rules.ShouldContain(vector.Rule, vector.Id);
            vector.Expect.Rule.ShouldBe(vector.Rule.StartsWith('W') ? "W-01" : vector.Rule, vector.Id);
        }
    }

    /// <summary>Cases that begin alike begin in the same state: the situation's name says it all.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_situation_serves_some_case_and_every_case_has_one(string protocol)
    {
        var document = Read(protocol);

        document.Cases.Select(static c => c.Situation).Distinct().Order(StringComparer.Ordinal).ShouldBe(document.Situations.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_changed_byte_is_named_by_case_and_field()
    {
        var folder = Directory.CreateTempSubdirectory("rekey-vectors").FullName;
        try
        {
            VectorFiles.Write(folder, Made, File.WriteAllText);
            VectorFiles.Verify(folder, Made).ShouldBeEmpty();
            var path = Path.Combine(folder, "vectors", "suite1", "p-messages.json");
            var bytes = Read("p").Cases.Single(c => c.Id == "p-done").Message;
            File.WriteAllText(path, File.ReadAllText(path).Replace(bytes, bytes[..40] + (bytes[40] == '0' ? '1' : '0') + bytes[41..], StringComparison.Ordinal));
            var failures = VectorFiles.Verify(folder, Made);
            failures.ShouldContain(f => f.Contains("case p-done: cases.") && f.Contains(".message differs at character 40"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    public void A_broken_file_is_a_failure_not_an_exception(string content)
    {
        var folder = Directory.CreateTempSubdirectory("rekey-vectors").FullName;
        try
        {
            VectorFiles.Write(folder, Made, File.WriteAllText);
            File.WriteAllText(Path.Combine(folder, "vectors", "suite1", "p-messages.json"), content);
            File.Delete(Path.Combine(folder, "transcripts", "p", "n1.verified.txt"));
            var failures = VectorFiles.Verify(folder, Made);
            failures.ShouldContain(f => f.StartsWith("vectors/suite1/p-messages.json"));
            failures.ShouldContain("transcripts/p/n1.verified.txt: the file is missing");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Match(string path)
    {
        var text = Made.Single(f => f.Path == path).Content;
        Snapshot.Match($"conformance/{path}", text);
        return text;
    }

    private static VectorDocument Read(string protocol) => JsonSerializer.Deserialize<VectorDocument>(
        File.ReadAllText(Path.Combine(Folder, "vectors", "suite1", $"{protocol}-messages.json")), VectorDocument.Options)!;
}
