using System.Text.Json;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Spec.Protocols;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Conformance;

/// <summary>conformance/: every file is what the reference makes anew from its seed, and a change is named.</summary>
public sealed class VectorTests
{
    private static readonly string Folder = Path.Combine(Snapshot.Root, "conformance");

    [Fact]
    public void Every_committed_file_is_what_the_reference_does() => VectorFiles.Verify(Folder).ShouldBeEmpty();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Transcripts_of_P_match_their_snapshots(int members)
    {
        var path = $"transcripts/p/n{members}.verified.txt";
        var text = VectorFiles.All().Single(f => f.Path == path).Content;
        text.ShouldContain("RefreshForward");
        text.ShouldContain("BlockedStaged");
        Snapshot.Match($"conformance/{path}", text);
    }

    /// <summary>W-21: fixed seeds, so that two generations are the same to the byte.</summary>
    [Fact]
    public void Generating_twice_gives_the_same_bytes() => VectorFiles.All().ShouldBe(VectorFiles.All());

    [Fact]
    public void Vectors_of_P_show_every_outcome_and_many_reasons()
    {
        var document = Read();
        document.Cases.Select(c => c.Id).ShouldBeUnique();
        document.Cases.Select(c => c.Expect.Outcome).Distinct().Order().ShouldBe(["Deferred", "Ignored", "Moved", "Rejected"]);
        var reasons = document.Cases.Select(c => c.Expect.Reason).OfType<string>().ToHashSet();
        foreach (var kind in Enum.GetValues<RejectionKind>())
        {
            reasons.ShouldContain(kind.ToString());
        }
    }

    [Fact]
    public void Each_case_is_decided_by_the_rule_that_it_is_about()
    {
        var rules = P.Specification.Rules.Select(r => r.Id).ToHashSet();
        foreach (var vector in Read().Cases)
        {
            rules.ShouldContain(vector.Rule, vector.Id);
            vector.Expect.Rule.ShouldBe(vector.Rule.StartsWith('W') ? "W-01" : vector.Rule, vector.Id);
        }
    }

    [Fact]
    public void A_changed_byte_is_named_by_case_and_field()
    {
        var folder = Directory.CreateTempSubdirectory("rekey-vectors").FullName;
        try
        {
            VectorFiles.Generate(folder);
            VectorFiles.Verify(folder).ShouldBeEmpty();
            var path = Path.Combine(folder, "vectors", "suite1", "p-messages.json");
            var bytes = Read().Cases.Single(c => c.Id == "p-done").Message;
            File.WriteAllText(path, File.ReadAllText(path).Replace(bytes, bytes[..40] + (bytes[40] == '0' ? '1' : '0') + bytes[41..], StringComparison.Ordinal));
            var failures = VectorFiles.Verify(folder);
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
            VectorFiles.Generate(folder);
            File.WriteAllText(Path.Combine(folder, "vectors", "suite1", "p-messages.json"), content);
            File.Delete(Path.Combine(folder, "transcripts", "p", "n1.verified.txt"));
            var failures = VectorFiles.Verify(folder);
            failures.ShouldContain(f => f.StartsWith("vectors/suite1/p-messages.json"));
            failures.ShouldContain("transcripts/p/n1.verified.txt: the file is missing");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static VectorDocument Read() =>
        JsonSerializer.Deserialize<VectorDocument>(File.ReadAllText(Path.Combine(Folder, "vectors", "suite1", "p-messages.json")), VectorDocument.Options)!;
}
