using Rekey.Core;
using Rekey.KeyAgreement.Bd;
using Rekey.KeyAgreement.Runs;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Tests.Protocols.KeyAgreement;
using Rekey.Wire;
using Rekey.Worlds.Benches;
using Shouldly;
using Xunit;
using Rules = Rekey.Spec.Protocols.Bd;

namespace Rekey.Tests.Protocols.Bd;

/// <summary>Protocol BD (spec/protocols/bd.md), rule by rule.</summary>
public sealed class BdTests
{
    private static readonly string[] Four = ["m1", "m2", "m3", "m4"];

    /// <summary>BD-01: the ring is the view in order of name, whoever came when; and nothing of earlier runs is used.</summary>
    [Fact]
    public void Nothing_of_earlier_runs_is_used()
    {
        var bench = Agreements.New("BD").Keyed(1, "m1", "m3").Keyed(2, "m1", "m2", "m3");
        var before = Shares(bench);
        bench.State("m1").Base!.Foundation.ShouldBe(BdFoundation.Nothing);
        bench.Feed(Agreements.Id("m1"), RefreshRequested.Instance);
        bench.Settle(static (m, _) => m is Ack);

        Shares(bench).ShouldAllBe(s => !before.Contains(s));
        Shares(bench).Count.ShouldBe(3);
    }

    /// <summary>BD-02: with the lineup every member multicasts g^r of a share that it has just drawn.</summary>
    [Fact]
    public void Every_member_multicasts_its_blinded_share()
    {
        var bench = Opened();
        bench.Settle(static (m, _) => m is not LineupAnnouncement);

        foreach (var name in Four)
        {
            var run = (BdAgreement)bench.State(name).Open!.Agreement;
            var said = bench.Sent<BlindedShare>().Where(s => s.Message.Header.Sender == Agreements.Id(name)).ToList();
            said.Count.ShouldBe(3);
            said.ShouldAllBe(s => s.Message.Z.Equals(bench.Binding.Suite.Agreement.Raise(bench.Binding.Suite.Agreement.Generator, run.Share)));
        }
    }

    /// <summary>BD-03: the quotient goes out with the second neighbour's share, and not before; other members' shares do not matter.</summary>
    [Fact]
    public void A_quotient_needs_the_two_neighbours()
    {
        var bench = Opened();
        bench.Settle(static (m, _) => m is not LineupAnnouncement);
        bench.Deliver("m1", static m => m is BlindedShare && m.Header.Sender == Agreements.Id("m3"));
        bench.Deliver("m1", static m => m is BlindedShare && m.Header.Sender == Agreements.Id("m2"));
        bench.Sent<Quotient>().ShouldBeEmpty();
        bench.Deliver("m1", static m => m is BlindedShare && m.Header.Sender == Agreements.Id("m4"));

        var (group, run) = (bench.Binding.Suite.Agreement, (BdAgreement)bench.State("m1").Open!.Agreement);
        var x = group.Raise(group.Multiply(run.Z[1]!, group.Power(run.Z[3]!, -1)), run.Share);
        bench.Sent<Quotient>().Select(static q => q.Message.X).Distinct().ShouldBe([x]);
    }

    /// <summary>BD-03: two neighbours with one share would make the quotient 1; and a quotient comes after its sender's share.</summary>
    [Fact]
    public void Neighbours_with_one_share_are_refused()
    {
        var bench = Opened();
        bench.Settle(static (m, _) => m is not LineupAnnouncement);
        var z = bench.Sent<BlindedShare>().First(static s => s.To == "m1" && s.Message.Header.Sender == Agreements.Id("m2")).Message.Z;
        bench.Reject("m1", new Quotient(bench.Head("m2") with { Stamp = new Stamp(8, 80) }, z), RejectionKind.WrongContribution, Rules.Quotient);
        bench.Deliver("m1", static m => m is BlindedShare && m.Header.Sender == Agreements.Id("m2"));

        bench.Reject("m1", new BlindedShare(bench.Head("m4") with { Stamp = new Stamp(8, 80) }, z), RejectionKind.WrongContribution, Rules.Quotient);
    }

    /// <summary>BD-04: the last quotient is rejected unless the product of all is 1; whoever it comes from.</summary>
    [Fact]
    public void The_product_of_all_quotients_is_1()
    {
        var bench = Opened().Settle(static (m, to) => m is Quotient && to == Agreements.Id("m1"));
        bench.Deliver("m1", static m => m is Quotient);
        bench.Deliver("m1", static m => m is Quotient);
        var last = bench.Sent<Quotient>().Single(static q => q.To == "m1").Message;
        bench.Reject("m1", last with { X = bench.Binding.Suite.Agreement.Power(last.X, 2) }, RejectionKind.WrongContribution, Rules.Product);
        bench.Reject("m1", last with { X = bench.Binding.Suite.Agreement.Power(last.X, 0) }, RejectionKind.WrongGroupElement, AgreementRules.NoIdentity);

        bench.Deliver("m1", static m => m is Quotient).Rule.ShouldBe(AgreementRules.TakePart);
        bench.Settle().ShouldBeKeyed(Four);
    }

    /// <summary>BD-05: the agreed element is g^(r1 r2 + r2 r3 + ... + rn r1), for every size of ring.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(9)]
    public void The_key_is_the_sum_round_the_ring(int n)
    {
        string[] names = [.. Enumerable.Range(1, n).Select(static i => $"m{i}")];
        var bench = Agreements.New("BD").Install(1, names).Settle(static (m, _) => m is Ack);
        var group = bench.Binding.Suite.Agreement;
        var shares = names.Select(m => ((BdAgreement)bench.State(m).Open!.Agreement).Share).ToList();
        var element = group.Power(group.Generator, 0);
        for (var i = 0; i < n; i++)
        {
            element = group.Multiply(element, group.Raise(group.Raise(group.Generator, shares[i]), shares[(i + 1) % n]));
        }

        names.ShouldAllBe(m => bench.State(m).Open!.Agreement.Result!.Element.Equals(element));
    }

    /// <summary>BD-06: two members send no quotient, reject one, and agree on g^(2 r1 r2).</summary>
    [Fact]
    public void Two_members_need_no_quotient()
    {
        var bench = Agreements.New("BD").Install(1, ["m1", "m2"]).Settle(static (m, _) => m is Ack);
        var (group, one, two) = (bench.Binding.Suite.Agreement, (BdAgreement)bench.State("m1").Open!.Agreement, (BdAgreement)bench.State("m2").Open!.Agreement);
        one.Result!.Element.ShouldBe(group.Power(group.Raise(group.Raise(group.Generator, one.Share), two.Share), 2));
        bench.Sent<Quotient>().ShouldBeEmpty();
        bench.Settle().ShouldBeKeyed("m1", "m2");
        bench.Install(2, ["m1", "m2"]).Settle(static (m, _) => m.IsOwn());

        bench.Reject("m1", new Quotient(bench.Head("m2"), group.Generator), RejectionKind.WrongContribution, Rules.Quotient);
    }

    /// <summary>A-08 as it shows in BD: an ack that overtakes a quotient waits at the leader.</summary>
    [Fact]
    public void An_ack_waits_for_the_leaders_last_quotient()
    {
        var bench = Opened().Settle(static (m, to) => m is Quotient && to == Agreements.Id("m1") && m.Header.Sender == Agreements.Id("m3"));

        bench.Steps.Count(static s => s.Outcome is Deferred deferred && deferred.Rule == AgreementRules.Complete).ShouldBeGreaterThan(0);
        bench.Settle().ShouldBeKeyed(Four);
    }

    /// <summary>2 n multicasts of BD's own in a ring of three or more, and n + 2 (n - 1) + 1 messages round them.</summary>
    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 6)]
    [InlineData(6, 12)]
    public void Every_member_multicasts_twice(int n, int multicasts)
    {
        var bench = Agreements.New("BD").Install(1, [.. Enumerable.Range(1, n).Select(static i => $"m{i}")]).Settle();

        bench.Steps.SelectMany(static s => s.Outcome is Moved moved ? moved.Effects : []).OfType<Multicast>().Count().ShouldBe(multicasts + 2);
        bench.Steps.SelectMany(static s => s.Outcome is Moved moved ? moved.Effects : []).OfType<Unicast>().Count().ShouldBe(2 * (n - 1));
    }

    private static Bench Opened() => Agreements.New("BD").Install(1, Four).Settle(static (m, _) => m is not BaseReport);

    private static List<CryptoValue> Shares(Bench bench) => [.. bench.Steps.Select(static s => s.Outcome).OfType<Moved>().Select(static m => ((AgreementMember)m.State).Open?.Agreement)
        .OfType<BdAgreement>().Select(static a => a.Share).Distinct().TakeLast(3)];
}
