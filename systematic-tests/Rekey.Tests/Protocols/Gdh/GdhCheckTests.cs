using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.KeyAgreement.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;
using Rules = Rekey.Spec.Protocols.Gdh;

namespace Rekey.Tests.Protocols.Gdh;

/// <summary>What a member of GDH rejects (spec/protocols/gdh.md, "What is checked" and "Rejections"); after each rejection the run goes on as if nothing had come.</summary>
public sealed class GdhCheckTests
{
    private readonly RunBench bench = new(GdhDefinition.Protocol);

    /// <summary>GDH-06, GDH-11, A-15.</summary>
    [Fact]
    public void An_upflow_is_the_one_before_its_receiver_and_has_the_first_component()
    {
        Merging();
        var up = bench.Open<Upflow>(bench.Due<Upflow>("a1"));
        Strange("a1", up with { List = Names("m1", "m3") });
        Strange("a1", up with { List = Names("m1", "m1", "m3") });
        Strange("a1", up with { List = Names("a1", "m1", "m2", "m3") });
        Strange("a1", up with { List = [] });
        NotEntitled("a1", up with { List = Names("m1", "m3", "m2") }, Rules.Upflow);
        NotEntitled("a1", From("m2", up), Rules.Upflow);
        NotEntitled("z1", up, Rules.Upflow);
        NotEntitled("m1", up, Rules.Upflow);
        NoElement("a1", up with { U = bench.Identity });
        bench.Tell("a1", From("m2", up) with { List = Names("m1", "m3", "m2") }).ShouldBeOfType<Moved>("the order a newcomer cannot judge");
    }

    /// <summary>GDH-06: a second upflow would make a newcomer draw a second share.</summary>
    [Fact]
    public void A_newcomer_takes_one_upflow()
    {
        Merging();
        var up = bench.Open<Upflow>(bench.Due<Upflow>("a1"));
        bench.Deliver(bench.Due<Upflow>("a1"));
        NotEntitled("a1", up with { Header = up.Header with { Stamp = new Stamp(50, 50) } }, Rules.Upflow);
        bench.Deliver(bench.Due<Upflow>("z1"));
        NotEntitled("z1", From("a1", up), Rules.Upflow);
        Completes();
    }

    /// <summary>GDH-07, GDH-08, A-15.</summary>
    [Fact]
    public void A_downflow_is_the_last_newcomers_once_and_its_u_is_the_one_that_was_sent()
    {
        Merging();
        bench.Deliver(bench.Due<Upflow>("a1"));
        var down = new Downflow(Head("z1"), bench.Stranger);
        NotEntitled("m1", down with { Header = Head("m2") }, Rules.Downflow);
        bench.Reject("a1", down, RejectionKind.WrongContribution, Rules.Downflow);
        NoElement("m1", down with { U = bench.Identity });
        bench.Settle(static m => m is Downflow);
        bench.Deliver(bench.Due<Downflow>("m1")).ShouldBeOfType<Moved>();
        NotEntitled("m1", down, Rules.Downflow);
        Completes();
    }

    /// <summary>GDH-07: a newcomer that has not had its upflow cannot have a downflow; a run without newcomers has none.</summary>
    [Fact]
    public void A_downflow_comes_after_all_upflows()
    {
        Merging();
        NotEntitled("a1", new Downflow(Head("z1"), bench.Stranger), Rules.Downflow);
        Completes();
        bench.Begun(3, "m1", "m2", "m3");
        NotEntitled("m1", new Downflow(Head("m2"), bench.Stranger), Rules.Downflow);
        NotEntitled("m1", new FactorOut(Head("m2"), bench.Stranger), Rules.FactorOut);
        NotEntitled("m1", new Upflow(Head("m2"), Names("m1", "m2", "m3"), bench.Stranger), Rules.Upflow);
    }

    /// <summary>GDH-08, GDH-11, A-15.</summary>
    [Fact]
    public void A_factored_out_value_goes_to_the_last_newcomer_and_is_not_u()
    {
        Merging();
        var factored = new FactorOut(Head("m1"), bench.Stranger);
        NotEntitled("z1", factored, Rules.FactorOut);
        bench.Settle(static m => m is FactorOut);
        NotEntitled("a1", factored, Rules.FactorOut);
        NoElement("z1", factored with { Value = bench.Identity });
        var u = ((GdhAgreement)bench["z1"].Open!.Agreement).Last!;
        Strange("z1", factored with { Value = u });
        Completes();
    }

    /// <summary>GDH-09: the list is made when the last value has come, and not before.</summary>
    [Fact]
    public void The_list_waits_for_all_values()
    {
        Merging();
        bench.Settle(static m => m is FactorOut);
        for (var left = 4; left > 0; left--)
        {
            bench.Sent<PartialKeys>().ShouldBeEmpty();
            bench.Deliver(bench.Due<FactorOut>("z1"));
        }

        bench.Sent<PartialKeys>().ShouldHaveSingleItem().To.ShouldBe("a1,m1,m2,m3");
        Completes();
    }

    /// <summary>GDH-10, GDH-11, A-15.</summary>
    [Fact]
    public void A_list_is_the_controllers_with_all_members_in_order_and_the_known_last_key()
    {
        Merging();
        NotEntitled("m1", new PartialKeys(Head("z1"), []), Rules.Key);
        NotEntitled("a1", new PartialKeys(Head("z1"), []), Rules.Key);
        bench.Settle(static m => m is PartialKeys);
        foreach (var to in new[] { "a1", "m1" })
        {
            var keys = bench.Open<PartialKeys>(bench.Due<PartialKeys>(to));
            NotEntitled(to, From("m2", keys), Rules.Key);
            Strange(to, keys with { Keys = keys.Keys[1..] });
            Strange(to, keys with { Keys = [.. keys.Keys.Reverse()] });
            Strange(to, keys with { Keys = [keys.Keys[1], keys.Keys[0], .. keys.Keys[2..]] });
            Strange(to, keys with { Keys = keys.Keys.Add(new PartialKey(RunBench.Id("x9"), bench.Stranger)) });
            Strange(to, keys with { Keys = keys.Keys.SetItem(4, keys.Keys[4] with { Value = bench.Stranger }) });
            for (var i = 0; i < 5; i++)
            {
                NoElement(to, keys with { Keys = keys.Keys.SetItem(i, keys.Keys[i] with { Value = bench.Identity }) });
            }
        }

        Completes();
    }

    /// <summary>GDH-03, GDH-11: the partial key of who left is not taken, and the controller's own is the one of before.</summary>
    [Fact]
    public void In_a_leave_the_list_is_without_who_left()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        var left = ((GdhFoundation)bench["m1"].Base!.Foundation).Keys[1];
        bench.Begun(2, "m1", "m3");
        var keys = bench.Open<PartialKeys>(bench.Due<PartialKeys>("m1"));
        Strange("m1", keys with { Keys = [keys.Keys[0], left, keys.Keys[1]] });
        Strange("m1", keys with { Keys = keys.Keys.SetItem(1, keys.Keys[1] with { Value = bench.Stranger }) });
        bench.Settle().ShouldBeKeyed("m1", "m3");
    }

    /// <summary>A-07: before the lineup everything waits, and then it is judged.</summary>
    [Fact]
    public void What_comes_before_the_lineup_waits()
    {
        bench.Keyed(1, "m1", "m2", "m3").Install(2, "m1", "m2", "m3", "z1").Settle(static _ => true, "z1");
        bench.Deliver(bench.Due<Upflow>("z1")).ShouldBeOfType<Deferred>().Rule.ShouldBe(AgreementRules.EarlyPart);

        bench.Settle().ShouldBeKeyed("m1", "m2", "m3", "z1");
    }

    private static ImmutableArray<MemberId> Names(params string[] names) => [.. names.Select(RunBench.Id)];

    /// <summary>m1, m2 and m3 have a key; a1 and z1 come, and nothing but the lineup has been handed over.</summary>
    private void Merging() => bench.Keyed(1, "m1", "m2", "m3").Begun(2, "a1", "m1", "m2", "m3", "z1");

    private void Completes() => bench.Settle().ShouldBeKeyed("a1", "m1", "m2", "m3", "z1");

    private Header Head(string sender)
    {
        var view = bench[sender].View!;
        return new Header(Anywhere.Group, view.Id, 1, RunBench.Id(sender)) { Stamp = new Stamp(50, 50) };
    }

    private T From<T>(string sender, T message)
        where T : Message => message with { Header = Head(sender) };

    private void Strange(string to, Message message) => bench.Reject(to, message, RejectionKind.WrongContribution, Rules.Checks);

    private void NotEntitled(string to, Message message, RuleId rule) => bench.Reject(to, message, RejectionKind.NotEntitled, rule);

    private void NoElement(string to, Message message) => bench.Reject(to, message, RejectionKind.WrongGroupElement, AgreementRules.NoIdentity);
}
