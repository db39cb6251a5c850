using Rekey.Core;
using Rekey.KeyAgreement.Str;
using Shouldly;
using Xunit;

using Rules = Rekey.Spec.Protocols.Str;

namespace Rekey.Tests.Protocols.Str;

/// <summary>What a chain is, who sponsors it, how chains are stacked, what is kept of them (spec/protocols/str.md, STR-01 to STR-05, STR-10).</summary>
public sealed class ChainRuleTests
{
    /// <summary>STR-01, STR-02, written out for four members with shares a, b, c, d from the bottom up.</summary>
    [Fact]
    public void Keys_follow_from_the_bottom_up_and_every_member_has_those_from_its_place()
    {
        var bench = new StrBench().Run("m1", "m2", "m3", "m4");
        var (group, names) = (bench.Group, new[] { "m1", "m2", "m3", "m4" });
        var r = names.Select(n => bench.Kept(n).Secret).ToArray();
        var k1 = r[0];
        var k2 = group.ScalarOf(group.Raise(group.Raise(group.Generator, k1), r[1]));
        var k3 = group.ScalarOf(group.Raise(group.Raise(group.Generator, k2), r[2]));
        var element = group.Raise(group.Raise(group.Generator, k3), r[3]);

        names.ShouldAllBe(n => bench[n].Result!.Element.Equals(element));
        element.ShouldBe(group.Raise(group.Raise(group.Generator, r[3]), k3));
        bench.Kept("m1").Keys.ShouldBe([k2, k3]);
        bench.Kept("m2").Keys.ShouldBe([k2, k3]);
        bench.Kept("m3").Keys.ShouldBe([k3]);
        bench.Kept("m4").Keys.ShouldBeEmpty();
        bench.Kept("m1").KeyAt(0, 0).ShouldBe(k1);
        bench.Kept("m1").KeyAt(0, 2).ShouldBe(k3);
        bench.Kept("m3").KeyAt(2, 2).ShouldBe(k3);
    }

    /// <summary>STR-10: with what is kept, nothing else is needed in later runs, and none of it can be had from the rest without an exponentiation.</summary>
    [Fact]
    public void A_member_keeps_the_public_chain_its_share_what_is_below_it_and_what_it_knows_above()
    {
        var bench = new StrBench().Run("m1", "m2", "m3", "m4");
        var (group, m1, m3) = (bench.Group, bench.Kept("m1"), bench.Kept("m3"));

        m1.Below.ShouldBeNull();
        m3.Below.ShouldBe(group.Raise(group.Generator, m1.KeyAt(0, 1)));
        bench.Kept("m2").Below.ShouldBe(m1.Shares[0]);
        foreach (var name in new[] { "m1", "m2", "m3", "m4" })
        {
            var kept = bench.Kept(name);
            string.Join(' ', kept.Members).ShouldBe("m1 m2 m3 m4");
            kept.Shares.ShouldBe(m1.Shares);
            kept.Shares[kept.Members.IndexOf(StrBench.Id(name))].ShouldBe(group.Raise(group.Generator, kept.Secret));
        }
    }

    /// <summary>STR-03.</summary>
    [Theory]
    [InlineData("a b c d e", "a b c d e", "e")] // nobody is gone: the topmost
    [InlineData("a b c d e", "a b d e", "b")] // just below the gap
    [InlineData("a b c d e", "a b c d", "d")] // the topmost is gone
    [InlineData("a b c d e", "b c d e", "b")] // the gap is below all: the paper's M2
    [InlineData("a b c d e", "d e", "d")]
    [InlineData("a b c d e", "a c e", "a")] // below the lowest of several gaps
    [InlineData("a b c d e", "a b c e", "c")]
    [InlineData("e a d b c", "a d b", "a")] // places, not names
    [InlineData("a b", "b", "b")]
    [InlineData("a", "a", "a")]
    public void The_sponsor_is_the_leaf_just_below_the_lowest_gap(string order, string present, string sponsor)
    {
        var kept = Chain(order);
        var left = Rekey.KeyAgreement.Str.Chain.Pruned(kept, [.. Members(present).Order()]);

        string.Join(' ', left.Members).ShouldBe(string.Join(' ', order.Split(' ').Where(present.Split(' ').Contains)));
        left.SponsoringMember.ToString().ShouldBe(sponsor);
        left.Shares.ShouldBe(left.Members.Select(m => kept.Shares[kept.Members.IndexOf(m)]));
    }

    /// <summary>STR-05.</summary>
    [Fact]
    public void Chains_stand_on_the_first_one_in_the_order_of_the_lineup()
    {
        var chains = new[] { "d c e", "b a", "f" }.Select(o => Rekey.KeyAgreement.Str.Chain.Pruned(Chain(o), [.. Members(o).Order()])).ToList();
        var stack = Rekey.KeyAgreement.Str.Chain.Stacked(chains);

        string.Join(' ', stack.Members).ShouldBe("d c e b a f");
        stack.SponsoringMember.ToString().ShouldBe("e");
        Rekey.KeyAgreement.Str.Chain.Stacked([chains[1]]).ShouldBeSameAs(chains[1]);
    }

    /// <summary>STR-05: larger chains are lower; of equals, the one with the first name. Newcomers come last.</summary>
    [Fact]
    public void A_merge_puts_the_largest_component_at_the_bottom_and_keeps_each_order()
    {
        var bench = new StrBench().Run("m3", "m4").Run("m1", "m2").Run("m5", "m6", "m7").Install("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7").Settle().Commit();

        bench.Order("m0").ShouldBe("m5 m6 m7 m1 m2 m3 m4 m0");
        bench.View.Members.ShouldAllBe(m => bench.Order(m.ToString()) == bench.Order("m0"));
        bench.Install("m0", "m1", "m4", "m6", "m7").Settle();
        bench.Order("m4").ShouldBe("m6 m7 m1 m4 m0");
    }

    /// <summary>STR-04: one share is new, or one for each component; all others are those of before.</summary>
    [Fact]
    public void The_sponsor_of_each_component_has_a_new_share_and_nobody_else()
    {
        var bench = new StrBench().Run("m1", "m2", "m3").Run("m4", "m5");
        var before = new[] { "m1", "m2", "m3", "m4", "m5" }.ToDictionary(static n => n, n => bench.Kept(n).Secret);
        bench.Run("m1", "m2", "m3", "m4", "m5", "m6");
        before.Keys.Where(n => !bench.Kept(n).Secret.Equals(before[n])).ShouldBe(["m3", "m5"]);

        before = bench.View.Members.ToDictionary(static m => m.ToString(), m => bench.Kept(m.ToString()).Secret);
        bench.Refresh().Settle().Commit();
        before.Keys.Where(n => !bench.Kept(n).Secret.Equals(before[n])).ShouldBe(["m6"]);

        before.Remove("m3");
        bench.Run("m1", "m2", "m4", "m5", "m6");
        before.Keys.Where(n => !bench.Kept(n).Secret.Equals(before[n])).ShouldBe(["m2", "m6"]);
        Rules.NewShare.Id.ShouldBe("STR-04");
    }

    private static IEnumerable<MemberId> Members(string names) => names.Split(' ').Select(StrBench.Id);

    private static StrFoundation Chain(string order)
    {
        var bench = new StrBench();
        var shares = Enumerable.Range(0, order.Split(' ').Length).Select(i => bench.Strange((uint)i));
        return new StrFoundation([.. Members(order)], [.. shares], bench.Strange(99), null, []);
    }
}
