using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.KeyAgreement.Runs;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Gdh;

/// <summary>The rules of GDH (spec/protocols/gdh.md): what is kept, and who says what.</summary>
public sealed class GdhRuleTests
{
    private readonly RunBench bench = new(GdhDefinition.Protocol);

    /// <summary>The example of the page, message by message: GDH-02 and GDH-05 to GDH-10.</summary>
    [Fact]
    public void Three_members_agree_from_nothing()
    {
        bench.Begun(1, "m1", "m2", "m3");
        var (to, first) = bench.Sent<Upflow>().ShouldHaveSingleItem();
        (to, string.Join(',', first.List)).ShouldBe(("m2", "m1"));
        bench.Settle(static m => m is Downflow);
        var (all, down) = bench.Sent<Downflow>().ShouldHaveSingleItem();
        (all, down.Header.Sender).ShouldBe(("m1,m2", RunBench.Id("m3")));
        bench.Settle(static m => m is FactorOut);
        var factored = bench.Sent<FactorOut>();
        factored.Select(static f => (f.To, f.Message.Header.Sender)).ShouldBe([("m3", RunBench.Id("m1")), ("m3", RunBench.Id("m2"))]);
        bench.Settle(static m => m is PartialKeys);
        var keys = bench.Sent<PartialKeys>().ShouldHaveSingleItem().Message;
        bench.Settle();

        CryptoValue[] r = [Share("m1"), Share("m2"), Share("m3")];
        first.U.ShouldBe(bench.Product(r[0]));
        down.U.ShouldBe(bench.Product(r[0], r[1]));
        factored.Select(static f => f.Message.Value).ShouldBe([bench.Product(r[1]), bench.Product(r[0])]);
        keys.Keys.ShouldBe([Key("m1", r[1], r[2]), Key("m2", r[0], r[2]), Key("m3", r[0], r[1])]);
        bench.ShouldHave(bench.Product(r), "m1", "m2", "m3");
    }

    /// <summary>GDH-01: the same list at all, and of each member its own share.</summary>
    [Fact]
    public void All_keep_one_list_and_each_its_share()
    {
        bench.Keyed(1, "m1", "m2", "m3").Keyed(2, "a1", "m1", "m2", "m3");
        string[] names = ["m1", "m2", "m3", "a1"];
        foreach (var name in names)
        {
            var kept = Kept(name);
            kept.Keys.Select(static k => k.Member.ToString()).ShouldBe(names);
            kept.Keys.ShouldBe(names.Select(n => Key(n, [.. names.Where(o => o != n).Select(Share)])));
        }

        names.Select(Share).Distinct().Count().ShouldBe(4);
    }

    /// <summary>GDH-03: the controller's own leave is done by the last who is left of the list.</summary>
    [Fact]
    public void When_the_controller_leaves_the_one_before_it_goes_on()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        CryptoValue[] r = [Share("m1"), Share("m2"), Share("m3")];
        bench.Begun(2, "m1", "m2");
        var (to, keys) = bench.Sent<PartialKeys>().ShouldHaveSingleItem();
        bench.Settle();

        (to, keys.Header.Sender, bench.WorkOf("m2")).ShouldBe(("m1", RunBench.Id("m2"), 2));
        (Share("m1"), Share("m2")).ShouldBe((r[0], Share("m2")));
        Share("m2").ShouldNotBe(r[1]);
        keys.Keys.ShouldBe([Key("m1", Share("m2"), r[2]), Key("m2", r[0], r[2])]);
        bench.ShouldHave(bench.Product(r[0], Share("m2"), r[2]), "m1", "m2");
    }

    /// <summary>GDH-03: who left keeps its share in the product, and gets no partial key.</summary>
    [Fact]
    public void When_another_leaves_the_controller_takes_a_new_share()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        CryptoValue[] r = [Share("m1"), Share("m2"), Share("m3")];
        bench.Begun(2, "m2", "m3");
        var keys = bench.Sent<PartialKeys>().ShouldHaveSingleItem().Message;
        bench.Settle();

        Share("m3").ShouldNotBe(r[2]);
        keys.Keys.ShouldBe([Key("m2", r[0], Share("m3")), Key("m3", r[0], r[1])]);
        bench.ShouldHave(bench.Product(r[0], r[1], Share("m3")), "m2", "m3");
    }

    /// <summary>GDH-03: a refresh is a leave of nobody, and waits for the lineup where it is faster.</summary>
    [Fact]
    public void A_refresh_is_one_multicast_of_the_controller()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        var (own, key) = (Kept("m3").Keys[^1], bench["m1"].Current!.Key);
        bench.Feed("m1", RefreshRequested.Instance);
        bench.Settle(static _ => true, "m2");
        bench.Table.Count(static p => p.To == RunBench.Id("m2")).ShouldBe(2);
        bench.Deliver(bench.Due<PartialKeys>("m2")).ShouldBeOfType<Deferred>().Rule.ShouldBe(AgreementRules.EarlyPart);
        bench.Settle().ShouldBeKeyed("m1", "m2", "m3");

        Kept("m1").Keys[^1].ShouldBe(own);
        bench["m1"].Current!.Key.ShouldNotBe(key);
    }

    /// <summary>GDH-04, GDH-06: a join of two, before and behind the others by name; both come behind them in the list.</summary>
    [Fact]
    public void Two_newcomers_draw_shares_one_after_the_other()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        CryptoValue[] r = [Share("m1"), Share("m2"), Share("m3")];
        bench.Begun(2, "a1", "m1", "m2", "m3", "z1");
        var (to, up) = bench.Sent<Upflow>().ShouldHaveSingleItem();
        (to, up.Header.Sender, string.Join(',', up.List)).ShouldBe(("a1", RunBench.Id("m3"), "m1,m2,m3"));
        bench.Deliver(bench.Due<Upflow>("a1"));
        var (next, second) = bench.Sent<Upflow>().ShouldHaveSingleItem();
        (next, string.Join(',', second.List)).ShouldBe(("z1", "m1,m2,m3"));
        bench.Settle();

        (Share("m1"), Share("m2")).ShouldBe((r[0], r[1]));
        Share("m3").ShouldNotBe(r[2], "GDH-05");
        up.U.ShouldBe(bench.Product(r[0], r[1], Share("m3")));
        second.U.ShouldBe(bench.Product(r[0], r[1], Share("m3"), Share("a1")));
        bench.ShouldHave(bench.Product(r[0], r[1], Share("m3"), Share("a1"), Share("z1")), "m1", "m2", "m3", "a1", "z1");
        List("m2").ShouldBe("m1,m2,m3,a1,z1");
    }

    /// <summary>GDH-04: in a merge the members of the smaller component come anew, whatever they had.</summary>
    [Fact]
    public void The_smaller_of_two_groups_comes_as_newcomers()
    {
        bench.Keyed(1, "m1", "m2", "m3").Keyed(2, "a1", "a2");
        var (m1, a1, a2) = (Share("m1"), Share("a1"), Share("a2"));
        bench.Keyed(3, "a1", "a2", "m1", "m2", "m3");

        List("a1").ShouldBe("m1,m2,m3,a1,a2");
        Share("m1").ShouldBe(m1);
        Share("a1").ShouldNotBe(a1);
        Share("a2").ShouldNotBe(a2);
    }

    /// <summary>GDH-02, GDH-04: the controller goes and another comes in one view; the last who is left opens the run.</summary>
    [Fact]
    public void Who_is_gone_is_dropped_in_a_run_with_newcomers_too()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        var (m1, m3) = (Share("m1"), Share("m3"));
        bench.Begun(2, "m1", "m2", "z1");
        bench.Sent<Upflow>().ShouldHaveSingleItem().Message.Header.Sender.ShouldBe(RunBench.Id("m2"));
        bench.Settle();

        List("z1").ShouldBe("m1,m2,z1");
        bench.ShouldHave(bench.Product(m1, Share("m2"), m3, Share("z1")), "m1", "m2", "z1");
    }

    /// <summary>GDH-02: who was alone begins with a list of one and a new share; the last group key has no part in it.</summary>
    [Fact]
    public void A_member_that_was_alone_is_a_list_of_one()
    {
        bench.Install(1, "m2");
        var (kept, key) = (Kept("m2"), bench["m2"].Current!.Key);
        kept.Keys.ShouldBe([new PartialKey(RunBench.Id("m2"), bench.Group.Generator)]);
        key.ShouldNotBe(bench.Group.KeyOf(bench.Product(kept.Share)));
        bench.Keyed(2, "m1", "m2");

        List("m1").ShouldBe("m1,m2", "two components of one member: the smaller name is first (A-03)");
        bench.ShouldHave(bench.Product(Share("m1"), Share("m2")), "m1", "m2");
    }

    /// <summary>A-09: shares and lists change at the commit alone. An upflow that was half finished leaves nothing behind.</summary>
    [Fact]
    public void A_run_that_was_cut_off_leaves_no_trace()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        Foundation[] before = [Kept("m1"), Kept("m2"), Kept("m3")];
        Func<Rekey.Wire.Message, bool>[] ends = [static m => m is Upflow, static m => m is Downflow, static m => m is FactorOut, static m => m is PartialKeys, static m => m is Ack];
        for (var i = 0; i < ends.Length; i++)
        {
            bench.Begun((uint)(2 + i), "m1", "m2", "m3", "z1", "z2").Settle(ends[i], i == 0 ? "z2" : null);
            foreach (var name in new[] { "m1", "m2", "m3", "z1", "z2" })
            {
                bench.Feed(name, BlockRequested.Instance);
            }

            bench.Table.Clear();
            new Foundation[] { Kept("m1"), Kept("m2"), Kept("m3") }.ShouldBe(before);
            (bench["z1"].Base, bench["z2"].Base).ShouldBe((null, null));
        }

        bench.Keyed(9, "m1", "m2", "m3");
    }

    /// <summary>A-10, T-10: the leader of the view says who takes part; the controller need not be the leader, and completes with the lineup.</summary>
    [Fact]
    public void A_controller_that_does_not_lead_is_complete_with_the_lineup()
    {
        bench.Keyed(1, "m1", "m2", "m3").Begun(2, "m1", "m3");

        bench["m3"].State.ShouldBe(RunState.AwaitingDone);
        bench["m1"].State.ShouldBe(RunState.Leading);
    }

    private GdhFoundation Kept(string name) => (GdhFoundation)bench[name].Base!.Foundation;

    private CryptoValue Share(string name) => Kept(name).Share;

    private string List(string name) => string.Join(',', Kept(name).Keys.Select(static k => k.Member));

    private PartialKey Key(string name, params CryptoValue[] others) => new(RunBench.Id(name), bench.Product(others));
}
