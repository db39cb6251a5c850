using System.Text.Json;
using Rekey.Conformance;
using Rekey.Crypto.Concrete;
using Rekey.Observing;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Conformance;

/// <summary>Vectors and transcripts of group data: after a refresh, under the second run, at numbers where bits could be cut off (D-01 to D-06, W-16).</summary>
public sealed class GroupDataVectorTests
{
    private static readonly VectorDocument Document = JsonSerializer.Deserialize<VectorDocument>(
        File.ReadAllText(Path.Combine(Snapshot.Root, "conformance", "vectors", "suite1", "group-data.json")), VectorDocument.Options)!;

    [Theory]
    [InlineData(1u, "000000000000000000000001")]
    [InlineData(65_535u, "00000000000000000000ffff")]
    [InlineData(65_536u, "000000000000000000010000")]
    [InlineData(65_537u, "000000000000000000010001")]
    [InlineData(16_777_216u, "000000000000000001000000")]
    [InlineData(2_147_483_648u, "000000000000000080000000")]
    [InlineData(4_294_967_295u, "0000000000000000ffffffff")]
    public void Nonces_are_pinned_where_bits_could_be_cut_off(uint number, string nonce)
    {
        var sends = Document.Sends!.Where(s => s.Sequence == number).ToList();

        sends.Select(static s => s.Run).ShouldBe([1u, 2u]);
        sends.ShouldAllBe(s => s.Nonce == nonce && s.Message.Contains("a1054c" + nonce));
    }

    [Fact]
    public void No_key_and_nonce_occur_twice_over_both_runs() => Document.Sends!.Select(static s => (s.TrafficKey, s.Nonce)).ShouldBeUnique();

    [Fact]
    public void Traffic_keys_are_those_of_the_run_that_the_header_names()
    {
        foreach (var send in Document.Sends!)
        {
            var situation = Document.Situations[send.Situation];
            situation.Current!.Run.ShouldBe(send.Run);
            ConcreteSuite.Suite1.TrafficKey(new Bytes(Convert.FromHexString(situation.Current.Key)), Rekey.Core.MemberId.Parse("m1")).ToString().ShouldBe(send.TrafficKey);
        }

        Document.Sends!.Select(static s => (s.Run, s.TrafficKey)).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void What_is_sent_is_what_is_received()
    {
        var received = Document.Cases.ToDictionary(static c => c.Id);
        foreach (var send in Document.Sends!)
        {
            var vector = received[send.Id.Replace("send-", "data-", StringComparison.Ordinal)];
            vector.Message.ShouldBe(send.Message);
            var effect = vector.Expect.Effects.ShouldHaveSingleItem();
            (effect.Effect, effect.Sender, effect.Sequence, effect.Payload, effect.Epoch).ShouldBe(("deliver", "m1", send.Sequence, send.Payload, $"1.m1/{send.Run}"));
        }
    }

    [Fact]
    public void Each_case_is_decided_by_the_rule_that_it_is_about()
    {
        var rules = ProtocolRegistry.Find("P").Spec.Rules.Select(static r => r.Id).ToHashSet();

        Document.Cases.ShouldAllBe(c => rules.Contains(c.Rule) && c.Expect.Rule == (c.Rule.StartsWith('W') ? "W-01" : c.Rule));
        Document.Cases.Select(static c => c.Id).Concat(Document.Sends!.Select(static s => s.Id)).ShouldBeUnique();
        Document.Cases.Select(static c => c.Expect.Outcome).Distinct().Order().ShouldBe(["Deferred", "Moved", "Rejected"]);
        Document.Cases.Select(static c => c.Situation).Concat(Document.Sends!.Select(static s => s.Situation)).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(Document.Situations.Keys.Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> Protocols() => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name.ToLowerInvariant()).Where(static n => !n.Contains('-'))];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_protocol_has_a_transcript_with_data_under_both_runs_and_over_a_view_change(string protocol)
    {
        var text = File.ReadAllText(Path.Combine(Snapshot.Root, "conformance", "transcripts", "data", $"{protocol}.verified.txt"));

        text.ShouldContain("number 1 in 1.m1/1");
        text.ShouldContain("number 1 in 1.m1/2");
        text.ShouldContain("number 2 in 1.m1/2");
        text.ShouldContain("number 1 in 2.m1/1");
        text.ShouldContain("Deferred SendKeyed D-02");
        text.ShouldNotContain("Rejected");
    }
}
