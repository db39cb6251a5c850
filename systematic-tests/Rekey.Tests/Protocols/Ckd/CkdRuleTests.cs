using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Monitors;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Ckd;

/// <summary>The rules of CKD (spec/protocols/ckd.md): what is kept, and who says what.</summary>
public sealed class CkdRuleTests
{
    private readonly RunBench bench = new(CkdDefinition.Protocol);

    /// <summary>The example of the page, message by message: CKD-04 and CKD-06 to CKD-08.</summary>
    [Fact]
    public void Three_members_get_a_key_from_nothing()
    {
        bench.Begun(1, "m1", "m2", "m3");
        var (to, offer) = bench.Sent<ControllerShare>().ShouldHaveSingleItem();
        (to, string.Join(',', offer.List)).ShouldBe(("m2,m3", "m1"));
        bench.Settle(static m => m is MemberShare);
        var answers = bench.Sent<MemberShare>();
        answers.Select(static a => (a.To, a.Message.Header.Sender)).ShouldBe([("m1", RunBench.Id("m2")), ("m1", RunBench.Id("m3"))]);
        bench.Settle(static m => m is WrappedKeys);
        var keys = bench.Sent<WrappedKeys>().ShouldHaveSingleItem().Message;
        var element = bench["m1"].Open!.Agreement.Result!.Element;
        bench.Settle();

        var a = Kept("m1").Secret!;
        CryptoValue[] scalars = [.. answers.Select(x => bench.Group.ScalarOf(bench.Group.Raise(x.Message.B, a)))];
        offer.A.ShouldBe(bench.Product(a));
        keys.Values.ShouldBe([new(RunBench.Id("m2"), bench.Group.Raise(element, scalars[0])), new(RunBench.Id("m3"), bench.Group.Raise(element, scalars[1]))]);
        (Scalar("m2"), Scalar("m3")).ShouldBe((scalars[0], scalars[1]));
        bench.ShouldHave(element, "m1", "m2", "m3");
    }

    /// <summary>CKD-01: the controller keeps a and all scalars, everybody else g^a and its own scalar.</summary>
    [Fact]
    public void Each_keeps_what_it_needs_for_later_and_nothing_else()
    {
        bench.Keyed(1, "m2", "m3").Keyed(2, "m1", "m2", "m3");
        var controller = Kept("m2");
        controller.Secret.ShouldNotBeNull();
        controller.A.ShouldBe(bench.Product(controller.Secret));
        controller.List.Select(static p => (p.Member.ToString(), p.Scalar is null)).ShouldBe([("m2", true), ("m3", false), ("m1", false)]);
        foreach (var name in new[] { "m1", "m3" })
        {
            var kept = Kept(name);
            (kept.Secret, kept.A).ShouldBe((null, controller.A));
            kept.List.ShouldBe(controller.List.Select(p => p.Member == RunBench.Id(name) ? p : new Place(p.Member, null)));
        }
    }

    /// <summary>CKD-02, CKD-04: newcomers come last whatever their names; the controller's a and the old scalars stay.</summary>
    [Fact]
    public void Two_newcomers_join()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        var (controller, scalar) = (Kept("m1"), Scalar("m2"));
        bench.Begun(2, "a1", "m1", "m2", "m3", "z1");
        var offer = bench.Sent<ControllerShare>().ShouldHaveSingleItem().Message;
        (offer.A, string.Join(',', offer.List)).ShouldBe((controller.A, "m1,m2,m3"));
        bench.Settle(static m => m is MemberShare);
        bench.Sent<MemberShare>().Select(static s => (s.To, s.Message.Header.Sender.ToString())).ShouldBe([("m1", "a1"), ("m1", "z1")]);
        bench.Settle().ShouldBeKeyed("a1", "m1", "m2", "m3", "z1");

        List("z1").ShouldBe("m1,m2,m3,a1,z1");
        (Kept("m1").Secret, Scalar("m2")).ShouldBe((controller.Secret, scalar));
    }

    /// <summary>CKD-03: a leave of another is one multicast with a new element, and the one who left gets no value.</summary>
    [Fact]
    public void When_another_leaves_the_controller_multicasts_once()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        var (key, scalar) = (bench["m1"].Current!.Key, Scalar("m3"));
        bench.Begun(2, "m1", "m3");
        bench.Sent<ControllerShare>().ShouldBeEmpty();
        bench.Sent<WrappedKeys>().ShouldHaveSingleItem().Message.Values.Select(static v => v.Member).ShouldBe([RunBench.Id("m3")]);
        bench.Settle().ShouldBeKeyed("m1", "m3");

        bench["m1"].Current!.Key.ShouldNotBe(key);
        Scalar("m3").ShouldBe(scalar);
        List("m3").ShouldBe("m1,m3");
    }

    /// <summary>CKD-05: the next in the list takes over, and everything is new.</summary>
    [Fact]
    public void When_the_controller_leaves_the_next_begins_anew()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        var (old, scalar) = (Kept("m1"), Scalar("m3"));
        bench.Begun(2, "m2", "m3");
        var offer = bench.Sent<ControllerShare>().ShouldHaveSingleItem().Message;
        (offer.Header.Sender, string.Join(',', offer.List)).ShouldBe((RunBench.Id("m2"), "m2,m3"));
        bench.Settle().ShouldBeKeyed("m2", "m3");

        offer.A.ShouldNotBe(old.A);
        offer.A.ShouldBe(bench.Product(Kept("m2").Secret!));
        Scalar("m3").ShouldNotBe(scalar);
        List("m3").ShouldBe("m2,m3");
    }

    /// <summary>CKD-05, CKD-02: the controller goes and another comes in one view.</summary>
    [Fact]
    public void A_new_controller_takes_newcomers_along()
    {
        bench.Keyed(1, "m1", "m2", "m3").Begun(2, "a1", "m2", "m3");
        bench.Settle(static m => m is MemberShare);
        bench.Sent<MemberShare>().Select(static s => (s.To, s.Message.Header.Sender.ToString())).ShouldBe([("m2", "a1"), ("m2", "m3")], ignoreOrder: true);
        bench.Settle().ShouldBeKeyed("a1", "m2", "m3");

        List("a1").ShouldBe("m2,m3,a1");
    }

    /// <summary>CKD-02: in a merge the members of the smaller component come anew, the controller among them.</summary>
    [Fact]
    public void The_smaller_of_two_groups_comes_as_newcomers()
    {
        bench.Keyed(1, "m1", "m2", "m3").Keyed(2, "a1", "a2").Keyed(3, "a1", "a2", "m1", "m2", "m3");

        List("a1").ShouldBe("m1,m2,m3,a1,a2");
        Kept("a1").Secret.ShouldBeNull();
    }

    /// <summary>CKD-04, A-12: who was alone has an a already, and the last group key has no part in anything.</summary>
    [Fact]
    public void A_member_that_was_alone_offers_the_a_that_it_drew_then()
    {
        bench.Install(1, "m1");
        var alone = Kept("m1");
        bench.Keyed(2, "m1", "m2");

        (Kept("m1").Secret, Kept("m2").A).ShouldBe((alone.Secret, bench.Product(alone.Secret!)));
    }

    /// <summary>CKD-08: one secret of the controller is in the group key, and nothing of anybody else.</summary>
    [Fact]
    public void Nobody_but_the_controller_contributes()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        Owners("m2").ShouldBe([RunBench.Id("m1")]);
        bench.Keyed(2, "m2", "m3", "z1");
        Owners("z1").ShouldBe([RunBench.Id("m2")]);
        CkdDefinition.Protocol.Contributors(bench["z1"]).ShouldBe([RunBench.Id("m2")]);
    }

    /// <summary>CKD-03, CKD-07: a refresh is a leave of nobody, with a new element; it waits for the lineup where it is faster.</summary>
    [Fact]
    public void A_refresh_is_one_multicast_of_the_controller()
    {
        // m2 is older than m1, who leads.
        bench.Keyed(1, "m2", "m3").Keyed(2, "m1", "m2", "m3");
        var (before, key) = (Kept("m3"), bench["m1"].Current!.Key);
        bench.Feed("m1", RefreshRequested.Instance);
        bench.Settle(static _ => true, "m3");
        bench["m2"].State.ShouldBe(RunState.AwaitingDone, "complete with the lineup");
        bench.Deliver(bench.Due<WrappedKeys>("m3")).ShouldBeOfType<Deferred>().Rule.ShouldBe(AgreementRules.EarlyPart);
        bench.Settle().ShouldBeKeyed("m1", "m2", "m3");

        bench["m1"].Current!.Key.ShouldNotBe(key);
        Kept("m3").Fingerprint.ShouldBe(before.Fingerprint);
    }

    /// <summary>A-09: scalars and lists change at the commit alone.</summary>
    [Fact]
    public void A_run_that_was_cut_off_leaves_no_trace()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        Foundation[] before = [Kept("m2"), Kept("m3")];
        Func<Rekey.Wire.Message, bool>[] ends = [static m => m is ControllerShare, static m => m is MemberShare, static m => m is WrappedKeys, static m => m is Ack];
        for (var i = 0; i < ends.Length; i++)
        {
            bench.Begun((uint)(2 + i), "m2", "m3", "z1").Settle(ends[i]);
            foreach (var name in new[] { "m2", "m3", "z1" })
            {
                bench.Feed(name, BlockRequested.Instance);
            }

            bench.Table.Clear();
            new Foundation[] { Kept("m2"), Kept("m3") }.ShouldBe(before);
            bench["z1"].Base.ShouldBeNull();
        }

        bench.Keyed(8, "m2", "m3", "z1");
    }

    private CkdFoundation Kept(string name) => (CkdFoundation)bench[name].Base!.Foundation;

    private CryptoValue? Scalar(string name) => Kept(name).List.Single(p => p.Member == RunBench.Id(name)).Scalar;

    private string List(string name) => string.Join(',', Kept(name).List.Select(static p => p.Member));

    private IEnumerable<MemberId> Owners(string name) => Secrets.OwnersOf((Term)bench[name].Current!.Key);
}
