using System.Numerics;
using Rekey.Cli.Arguments;
using Rekey.Core;
using Rekey.Costs;
using Rekey.Crypto.Concrete;
using Rekey.Reports.Costs;
using Rekey.Runs;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Costs;

/// <summary>What rekeying costs, measured from runs: exact for powers of two, within bounds for every group size up to 128.</summary>
public sealed class CostRunTests
{
    private const int Most = 128;

    public static TheoryData<string> Protocols() => [.. CostProtocol.Names];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void For_every_power_of_two_the_measured_cost_is_the_exact_one(string name)
    {
        var protocol = CostProtocol.Find(name, "paper", 2);
        for (var n = 2; n <= Most; n *= 2)
        {
            foreach (var row in CostRuns.Measure(protocol, n, CostProtocol.Events))
            {
                row.Exact.ShouldNotBeNull();
                row.Differences.ShouldBeEmpty($"{name}, {row.Event}, n = {n}");
            }
        }
    }

    /// <summary>Paper A's example, section 4.2, in numbers that stand here once more.</summary>
    [Fact]
    public void The_papers_group_of_eight()
    {
        Measured("C", CostEvent.Build, 8).ShouldBe((0, 1, 0, 14, 1));
        Measured("C", CostEvent.Leave, 8).ShouldBe((0, 1, 0, 4, 1));
        Measured("B", CostEvent.Build, 8).ShouldBe((7, 6, 7, 6, 4));
        Measured("B", CostEvent.Leave, 8).ShouldBe((2, 3, 2, 3, 4));
        Measured("O", CostEvent.Build, 8).ShouldBe((7, 3, 11, 4, 2));
        Measured("O", CostEvent.Leave, 8).ShouldBe((2, 2, 3, 3, 2));
        Measured("O3", CostEvent.Build, 8).ShouldBe((10, 1, 11, 4, 3));
        Measured("O", CostEvent.Join, 8).ShouldBe((1, 1, 1, 1, 1));
    }

    [Theory]
    [InlineData("P")]
    [InlineData("C")]
    [InlineData("B")]
    [InlineData("O")]
    [InlineData("O3")]
    public void For_every_group_size_the_measured_cost_is_within_bounds(string name)
    {
        var protocol = CostProtocol.Find(name, "paper", 2);
        for (var n = 2; n <= Most; n++)
        {
            var k = BitOperations.Log2((uint)n - 1) + 1;
            foreach (var row in CostRuns.Measure(protocol, n, [CostEvent.Build, CostEvent.Join, CostEvent.Leave]))
            {
                Bounded(name, row, n, k);
            }
        }
    }

    [Theory]
    [InlineData("B", 2)]
    [InlineData("O3", 2)]
    [InlineData("O", 3)]
    [InlineData("C", 4)]
    public void Balanced_and_wider_trees_are_measured_too(string name, int degree)
    {
        var protocol = CostProtocol.Find(name, "balanced", degree);
        foreach (var n in new[] { 2, 3, 9, 27, 64, 100 })
        {
            var rows = CostRuns.Measure(protocol, n, CostProtocol.Events);
            rows.ShouldAllBe(static r => r.Exact == null && r.Differences.Count == 0);
            rows.ShouldAllBe(r => r.Measured.KeysAtMember <= (1.45 * Math.Log2(n + 2)) + 2);
        }
    }

    /// <summary>Termination is n-1 acks and one ProtoDone for everybody; agreement n-1 reports and one announcement, but in P.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Agreement_and_termination_are_counted_apart(string name)
    {
        var protocol = CostProtocol.Find(name, "paper", 2);
        var cost = CostRuns.Measure(protocol, 16, [CostEvent.Build])[0].Measured;
        var others = protocol.HasServer ? 16 : 15;
        var (agreement, termination) = (cost[CostPhase.Agreement], cost[CostPhase.Termination]);
        (termination.PointToPoint, termination.Multicasts, termination.Rounds).ShouldBe((others, 1, 2));
        (agreement.PointToPoint, agreement.Multicasts, agreement.Rounds).ShouldBe(name == "P" ? (0, 0, 0) : (others, 1, 2));
        cost[CostPhase.Registration].PointToPoint.ShouldBe(protocol.HasServer ? 16 : 0);
        (cost.KeysAtServer is not null).ShouldBe(protocol.HasServer);
    }

    [Fact]
    public void The_size_of_a_message_is_that_of_the_envelope_that_suite_1_makes()
    {
        // Two messages of one length: the size of the first one made stands for both.
        var member = MemberId.Parse("m001");
        Message(1).ShouldBe(Message(2));
        Message(1).ShouldBe(SizedEnvelopes.RealSize(Ack(1)));
        Message(70_000).ShouldBe(SizedEnvelopes.RealSize(Ack(70_000)));
        Message(70_000).ShouldBeGreaterThan(Message(1));
        member.ToString().Length.ShouldBe(SizedEnvelopes.NameLength);

        int Message(uint run) => ((SizedEnvelope)new SizedEnvelopes().Sign(Ack(run))).Size;
        Ack Ack(uint run) => new(new Rekey.Wire.Header(Anywhere.Group, new ViewId(1, member), run, member), SizedEnvelopes.Suite.KeyId(SizedEnvelopes.Suite.NewKey(new SeededEntropy($"{run}", member))));
    }

    [Fact]
    public void A_formula_that_is_not_met_is_named()
    {
        var row = CostRuns.Measure(CostProtocol.Find("O", "paper", 2), 8, [CostEvent.Leave])[0];
        (row with { Exact = row.Exact! with { Keys = 4, Rounds = 3 } }).Differences.ShouldBe(["keys 3 != 4", "rounds 2 != 3"]);
        CostTable.Text([row with { Exact = row.Exact with { Keys = 4 } }]).ShouldContain("n = 8: keys 3 != 4");
    }

    private static void Bounded(string name, CostRow row, int n, int k)
    {
        var (d, place) = (row.Measured.Distribution, $"{name}, {row.Event}, n = {n}");
        if (name == "P" || BitOperations.IsPow2(n))
        {
            row.Differences.ShouldBeEmpty(place);
            return;
        }

        if (row.Event == CostEvent.Join)
        {
            (d.PointToPoint, d.Multicasts, d.Ciphertexts, d.Rounds).ShouldBe(name == "C" ? (0, 1, 2, 1) : (1, 1, 1, 1), place);
            row.Measured.KeysAtMember.ShouldBeInRange(k, k + 2, place);
            return;
        }

        var build = row.Event == CostEvent.Build;
        var (sends, ciphertexts) = build ? (n - 1, (2 * n) - 2) : (k, name == "B" ? 2 * k : Math.Max(k * (k - 1), 2));
        row.Measured.KeysAtMember.ShouldBeLessThanOrEqualTo(k + 1, place);
        d.Ciphertexts.ShouldBeLessThanOrEqualTo(ciphertexts, place);
        d.Multicasts.ShouldBeLessThanOrEqualTo(name switch { "C" or "O3" => 1, "O" => build ? 2 * n / 3 : k, _ => ciphertexts }, place);
        d.PointToPoint.ShouldBeLessThanOrEqualTo(name switch { "C" => 0, "O3" => build ? sends + (2 * n / 3) : 2 * sends, _ => sends }, place);
        d.Rounds.ShouldBeInRange(n > 2 || build ? 1 : 0, name switch { "C" => 1, "O" => 2, "O3" => 3, _ => Math.Max(1, 2 * k) }, place);
        d.Keys.ShouldBeLessThanOrEqualTo(build ? 2 * n : k * k, place);
    }

    private static (int, int, int, int, int) Measured(string protocol, CostEvent happening, int n)
    {
        var d = CostRuns.Measure(CostProtocol.Find(protocol, "paper", 2), n, [happening])[0].Measured.Distribution;
        return (d.PointToPoint, d.Multicasts, d.Keys, d.Ciphertexts, d.Rounds);
    }
}
