using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;
using Rules = Rekey.Spec.Protocols.Ckd;

namespace Rekey.Tests.Protocols.Ckd;

/// <summary>What a member of CKD rejects (spec/protocols/ckd.md, CKD-09 and "Rejections"); after each rejection the run goes on as if nothing had come.</summary>
public sealed class CkdCheckTests
{
    private readonly RunBench bench = new(CkdDefinition.Protocol);

    /// <summary>CKD-04, CKD-09, A-15.</summary>
    [Fact]
    public void An_offer_is_the_controllers_and_has_the_first_component()
    {
        Joining();
        foreach (var to in new[] { "z1", "m3" })
        {
            var offer = bench.Open<ControllerShare>(bench.Due<ControllerShare>(to));
            Strange(to, offer with { List = Names("m1", "m2") });
            Strange(to, offer with { List = Names("m1", "m2", "m2") });
            Strange(to, offer with { List = Names("m1", "m2", "m3", "z1") });
            Strange(to, offer with { List = [] });
            NotEntitled(to, From("m2", offer), Rules.Offer);
            NoElement(to, offer with { A = bench.Identity });
        }

        var known = bench.Open<ControllerShare>(bench.Due<ControllerShare>("m3"));
        Strange("m3", known with { List = Names("m1", "m3", "m2") });
        Strange("m3", known with { A = bench.Stranger });
        NotEntitled("z1", known with { List = Names("m2", "m1", "m3") }, Rules.Offer);
        NotEntitled("m1", From("m2", known), Rules.Offer);
        Completes();
    }

    /// <summary>CKD-04: a second offer would make a newcomer draw a second b.</summary>
    [Fact]
    public void An_offer_is_taken_once_and_only_where_one_is_due()
    {
        Joining();
        var offer = bench.Open<ControllerShare>(bench.Due<ControllerShare>("z1"));
        bench.Deliver(bench.Due<ControllerShare>("z1"));
        NotEntitled("z1", offer with { Header = Head("m1") }, Rules.Offer);
        Completes();
        bench.Begun(3, "m1", "m2", "m3");
        NotEntitled("m2", new ControllerShare(Head("m1"), Names("m1", "m2", "m3"), bench.Stranger), Rules.Offer);
    }

    /// <summary>CKD-06, A-15.</summary>
    [Fact]
    public void An_answer_is_a_newcomers_to_the_controller()
    {
        Joining();
        bench.Settle(static m => m is MemberShare);
        var answer = bench.Open<MemberShare>(bench.Due<MemberShare>("m1"));
        NotEntitled("m2", answer, Rules.Answer);
        NotEntitled("m1", From("m2", answer), Rules.Answer);
        NoElement("m1", answer with { B = bench.Identity });
        bench.Deliver(bench.Due<MemberShare>("m1"));
        NotEntitled("m1", From(answer.Header.Sender.ToString(), answer), Rules.Answer);
        bench.Sent<WrappedKeys>().ShouldBeEmpty("CKD-07: one of two has not answered");
        Completes();
    }

    /// <summary>CKD-08, CKD-09, A-15.</summary>
    [Fact]
    public void Wrapped_keys_are_the_controllers_for_all_others_in_order()
    {
        Joining();
        NotEntitled("m2", new WrappedKeys(Head("m1"), []), Rules.Unwrap);
        NotEntitled("z1", new WrappedKeys(Head("m1"), []), Rules.Unwrap);
        NotEntitled("m1", new WrappedKeys(Head("m2"), []), Rules.Unwrap);
        bench.Settle(static m => m is WrappedKeys);
        foreach (var to in new[] { "z1", "m2" })
        {
            var keys = bench.Open<WrappedKeys>(bench.Due<WrappedKeys>(to));
            NotEntitled(to, From("m3", keys), Rules.Unwrap);
            Strange(to, keys with { Values = keys.Values[1..] });
            Strange(to, keys with { Values = [.. keys.Values.Reverse()] });
            Strange(to, keys with { Values = keys.Values.Add(new WrappedElement(RunBench.Id("m1"), bench.Stranger)) });
            for (var i = 0; i < 4; i++)
            {
                NoElement(to, keys with { Values = keys.Values.SetItem(i, keys.Values[i] with { Value = bench.Identity }) });
            }
        }

        Completes();
    }

    /// <summary>CKD-03, CKD-09: no value for who left.</summary>
    [Fact]
    public void In_a_leave_the_values_are_without_who_left()
    {
        bench.Keyed(1, "m1", "m2", "m3").Begun(2, "m1", "m3");
        var keys = bench.Open<WrappedKeys>(bench.Due<WrappedKeys>("m3"));
        Strange("m3", keys with { Values = keys.Values.Insert(0, new WrappedElement(RunBench.Id("m2"), bench.Stranger)) });
        bench.Settle().ShouldBeKeyed("m1", "m3");
    }

    /// <summary>CKD-05: after the controller has gone, the list is still the known one, from the next in it.</summary>
    [Fact]
    public void An_offer_of_a_successor_is_checked_too()
    {
        bench.Keyed(1, "m1", "m2", "m3", "m4").Begun(2, "m2", "m3", "m4");
        var offer = bench.Open<ControllerShare>(bench.Due<ControllerShare>("m4"));
        Strange("m4", From("m3", offer) with { List = Names("m3", "m2", "m4") });
        NotEntitled("m4", new WrappedKeys(Head("m2"), []), Rules.Unwrap);
        bench.Settle().ShouldBeKeyed("m2", "m3", "m4");
    }

    /// <summary>A-07: before the lineup everything waits, and then it is judged.</summary>
    [Fact]
    public void What_comes_before_the_lineup_waits()
    {
        // m2 is older than m1, who leads.
        bench.Keyed(1, "m2", "m3").Keyed(2, "m1", "m2", "m3");
        bench.Install(3, "m1", "m2", "m3", "z1").Settle(static _ => true, "z1");
        bench.Deliver(bench.Due<ControllerShare>("z1")).ShouldBeOfType<Deferred>().Rule.ShouldBe(AgreementRules.EarlyPart);

        bench.Settle().ShouldBeKeyed("m1", "m2", "m3", "z1");
    }

    private static ImmutableArray<MemberId> Names(params string[] names) => [.. names.Select(RunBench.Id)];

    /// <summary>m1, m2 and m3 have a key; a1 and z1 come, and nothing but the lineup has been handed over.</summary>
    private void Joining() => bench.Keyed(1, "m1", "m2", "m3").Begun(2, "a1", "m1", "m2", "m3", "z1");

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
