using System.Text.Json;
using Rekey.Conformance;
using Rekey.Conformance.Drills;
using Rekey.Conformance.KeyAgreement;
using Rekey.Core;
using Rekey.Observing;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Conformance;

/// <summary>Vectors, transcripts and drills of the key agreements: what they must show, whatever the protocol. That the files are fresh is asked in <see cref="VectorTests"/>.</summary>
public sealed class AgreementVectorTests
{
    public static TheoryData<string> Protocols() => [.. DrillFiles.KeyAgreements.Select(static p => p.Spec.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_type_of_message_is_accepted_somewhere_and_rejected_for_every_field(string protocol)
    {
        var cases = Read(protocol).Cases;
        foreach (var type in ProtocolRegistry.Find(protocol).Messages.Types.Where(static t => t.Protection == Protection.Signed))
        {
            var name = Kebab(type.Name);
            cases.ShouldContain(c => c.Note.StartsWith(type.Name + " of ") && c.Expect.Outcome == "Moved", type.Name);
            foreach (var ending in new[] { "unknown-field", "other-group", "other-view", "other-run", "no-stamp", "no-time", "bad-signature", "wrong-signer", "outsider", "unprotected", "again", "old-time" })
            {
                cases.Single(c => c.Id == $"{protocol.ToLowerInvariant()}-{name}-{ending}").Expect.Outcome.ShouldNotBe("Moved", $"{name}-{ending}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_rejection_of_the_format_that_elements_can_meet_is_shown(string protocol)
    {
        var cases = Read(protocol).Cases;
        RejectionKind[] kinds =
        [
            RejectionKind.MissingField, RejectionKind.UnknownField, RejectionKind.WrongType, RejectionKind.OutOfRange, RejectionKind.WrongLength, RejectionKind.UnknownType,
            RejectionKind.WrongSuite, RejectionKind.WrongProtection, RejectionKind.WrongGroupElement, RejectionKind.BadSignature, RejectionKind.WrongGroup,
            RejectionKind.WrongView, RejectionKind.WrongRun, RejectionKind.WrongKey, RejectionKind.NotMember, RejectionKind.NotEntitled, RejectionKind.Duplicate, RejectionKind.WrongLineup,
        ];

        kinds.Select(static k => k.ToString()).Except(cases.Select(static c => c.Expect.Reason)).ShouldBeEmpty();
        cases.Select(static c => c.Expect.Outcome).Distinct().ShouldBeSubsetOf(["Deferred", "Ignored", "Moved", "Rejected"]);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Each_case_is_decided_by_the_rule_that_it_is_about_and_has_its_situation(string protocol)
    {
        var document = Read(protocol);
        var rules = ProtocolRegistry.Find(protocol).Spec.Rules.Select(static r => r.Id).ToHashSet();
        foreach (var vector in document.Cases)
        {
            vector.Id.ShouldStartWith(protocol.ToLowerInvariant() + "-");
            rules.ShouldContain(vector.Rule, vector.Id);
            vector.Expect.Rule.ShouldBe(vector.Rule.StartsWith('W') ? "W-01" : vector.Rule, vector.Id);
        }

        document.Cases.Select(static c => c.Id).ShouldBeUnique();
        document.Cases.Select(static c => c.Situation).Distinct().Order(StringComparer.Ordinal).ShouldBe(document.Situations.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>A history says all that an implementation needs: it names no message that the file does not have, and the file has none that no history names.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Histories_name_the_messages_of_the_file(string protocol)
    {
        var document = Read(protocol);
        var named = document.Situations.Values.SelectMany(static s => s.History!).Where(static h => h.StartsWith("message ")).Select(static h => h.Split(' ')[1]).Distinct();

        named.Order(StringComparer.Ordinal).ShouldBe(document.Messages!.Keys.Order(StringComparer.Ordinal));
        document.Situations.Values.ShouldAllBe(static s => s.History!.Any(h => h.StartsWith($"view {s.View}:")));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Transcripts_run_to_their_end_without_a_rejection(string protocol)
    {
        foreach (var members in AgreementTranscripts.Sizes)
        {
            var path = $"transcripts/{protocol.ToLowerInvariant()}/n{members}.verified.txt";
            var text = File.ReadAllText(Path.Combine(Snapshot.Root, "conformance", path));
            text.Split("== ").Length.ShouldBe(11, path);
            text.ShouldContain("the network heals:");
            text.ShouldContain("RefreshRequest");
            text.ShouldNotContain("Rejected");
        }
    }

    private static string Kebab(string name) => string.Concat(name.Select(static (c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    private static VectorDocument Read(string protocol) => JsonSerializer.Deserialize<VectorDocument>(
        File.ReadAllText(Path.Combine(Snapshot.Root, "conformance", "vectors", "suite1", $"{protocol.ToLowerInvariant()}-messages.json")), VectorDocument.Options)!;
}
