using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Mutants;
using Rekey.Spec.Layers;
using Rekey.Worlds;
using Rekey.Worlds.Layers;
using Rekey.Worlds.Network;
using Shouldly;
using Xunit;
using static Rekey.Tests.GroupCommunication.OrderingRing;

namespace Rekey.Tests.GroupCommunication;

/// <summary>A ring of daemons orders messages as daemons are promised (spec/layers/ordering.md).</summary>
public class OrderingTests
{
    [Fact]
    public void Over_a_network_that_loses_datagrams_it_keeps_the_promises_of_a_ring()
    {
        var ordering = Definitions.Find("Ordering");
        var mutants = MutantRegistry.All.Where(static m => m.Protocol == "Ordering").ToList();
        mutants.Count.ShouldBeGreaterThanOrEqualTo(14);
        Scenario[] scenarios = [.. mutants.Select(m => Definitions.ScenarioOf(ordering, m.Members, m.Faults)).Distinct()];
        var report = FlushRuns.Explore(6_000, 2, scenarios);
        report.Findings.ShouldBeEmpty();
        report.Unfinished.ShouldBe(0);
    }

    /// <summary>Each is noticed by the rule that it breaks.</summary>
    [Theory]
    [InlineData("ordering-after-hole", "RING-5")]
    [InlineData("ordering-aru-not-lowered", "RING-6")]
    [InlineData("ordering-hurry-once", "NETL-2")]
    [InlineData("ordering-kept-too-early", "NETL-")]
    [InlineData("ordering-numbers-begin-again", "OR-02")]
    [InlineData("ordering-old-token", "OR-02")]
    [InlineData("ordering-safe-after-one-round", "RING-6")]
    [InlineData("ordering-token-not-repeated", "NETL-")]
    public void A_mutant_is_noticed_by_the_rule_that_it_breaks(string name, string rule) =>
        MutantHunt.Run(MutantRegistry.Find(name), "portfolio", seeds: 1).First.ShouldNotBeNull().Finding.Violation.Message.ShouldStartWith(rule);

    /// <summary>OR-01.</summary>
    [Fact]
    public void The_smallest_daemon_of_a_ring_leads_it_and_nobody_hears_of_a_ring_that_has_not_begun()
    {
        var formed = Moved(Layer.Initial(D1), new RingFormed(Ring));
        (formed.Rule, ((OrderingDaemon)formed.State).Leads, formed.Effects.ShouldHaveSingleItem()).ShouldBe((OrderingRules.Ring, true, new RegularConfiguration(Ring)));
        ((OrderingState)formed.State.Control).ShouldBe(OrderingState.Holding);
        ((OrderingState)Formed(D2).Control).ShouldBe(OrderingState.Turning);
        Layer.Step(Layer.Initial(D2), new Arrived(D1, TokenOf(1, 0, 0)), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(OrderingRules.Ring);
        var other = new Token(new ViewId(4, D1), 1, 0, 0, 0, default, 0, TokenOf(1, 0, 0).Requests);
        Layer.Step(Formed(D2), new Arrived(D1, other), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(OrderingRules.Ring);
    }

    /// <summary>OR-01, OR-12: what was asked for before the ring began waits for it.</summary>
    [Fact]
    public void What_was_asked_before_the_ring_began_is_sent_in_it()
    {
        var leader = Moved(State(Layer.Initial(D1), Note(D1, 1)), new RingFormed(Ring));
        SentData(leader).ShouldBe([(D2, 1u), (D3, 1u)]);
        (Sent(leader).Seq, leader.Effects[^1]).ShouldBe((1u, new Arm(OrderingLayer.TokenTimer)));
        var other = Moved(State(Layer.Initial(D2), Note(D2, 1)), new RingFormed(Ring));
        other.Effects.OfType<SendTo>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.To.ShouldBe(D1), s => s.Body.ShouldBeOfType<Hurry>());
    }

    /// <summary>OR-02.</summary>
    [Fact]
    public void A_token_is_taken_once_in_a_round()
    {
        var taken = Moved(Formed(D2), new Arrived(D1, TokenOf(1, 0, 0)));
        (taken.Rule, Sent(taken).Arq, taken.Effects.OfType<SendTo>().Single().To).ShouldBe((OrderingRules.Take, 1ul, D3));
        Layer.Step(taken.State, new Arrived(D1, TokenOf(1, 0, 0)), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(OrderingRules.Take);

        var sent = Moved(Formed(D1), Note(D1, 1));
        var back = Moved(sent.State, new Arrived(D3, TokenOf(1, 1, 1, D1, fcc: 1)));
        Sent(back).Arq.ShouldBe(2ul);
        Layer.Step(back.State, new Arrived(D3, TokenOf(1, 1, 1, D1, fcc: 1)), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(OrderingRules.Take);
    }

    /// <summary>OR-03.</summary>
    [Fact]
    public void A_token_that_does_not_come_back_is_repeated_and_passed_on_once_for_each_count()
    {
        var sent = Moved(Formed(D1), Note(D1, 1));
        var again = Moved(sent.State, new TimerDue(OrderingLayer.TokenTimer));
        (again.Rule, Sent(again).Arq, Sent(again).Retrans, again.Effects[^1]).ShouldBe((OrderingRules.Repeat, 1ul, (byte)1, new Arm(OrderingLayer.TokenTimer)));

        var taken = State(Formed(D2), new Arrived(D1, TokenOf(1, 0, 0)));
        var repeated = Moved(taken, new Arrived(D1, TokenOf(1, 0, 0, retrans: 1)));
        (repeated.Rule, Sent(repeated).Retrans).ShouldBe((OrderingRules.Repeat, (byte)1));
        Layer.Step(repeated.State, new Arrived(D1, TokenOf(1, 0, 0, retrans: 1)), null!).ShouldBeOfType<Ignored>();

        var silent = Enumerable.Range(0, OrderingDaemons.Limits.Retrans).Aggregate(sent.State, static (d, _) => State(d, new TimerDue(OrderingLayer.TokenTimer)));
        Moved(silent, new TimerDue(OrderingLayer.TokenTimer)).Effects.ShouldBe([new RingOver(Ring.Id, RingEnd.Silent)]);
    }

    /// <summary>OR-04, OR-05.</summary>
    [Fact]
    public void Who_has_the_token_gives_numbers_in_the_order_of_what_was_asked_and_within_the_windows()
    {
        var waiting = Enumerable.Range(1, 4).Aggregate(Formed(D2), static (d, n) => State(d, Note(D2, (uint)n)));
        var first = Moved(waiting, new Arrived(D1, TokenOf(1, 0, 0)));
        SentData(first).ShouldBe([(D1, 1u), (D3, 1u), (D1, 2u), (D3, 2u)]);
        Delivered(first).ShouldBe(["d2:1", "d2:2"]);
        (Sent(first).Seq, Sent(first).Fcc).ShouldBe((2u, 2));

        SentData(Moved(waiting, new Arrived(D1, TokenOf(1, 0, 0, fcc: 4)))).Count().ShouldBe(2);
        SentData(Moved(waiting, new Arrived(D1, TokenOf(1, 0, 0, fcc: 5)))).ShouldBeEmpty();
        SentData(Moved(waiting, new Arrived(D1, TokenOf(1, 5, 0)))).ShouldBeEmpty();
        SentData(Moved(waiting, new Arrived(D1, TokenOf(1, 4, 0)))).Count().ShouldBe(4);
        Sent(Moved(first.State, new Arrived(D1, TokenOf(2, 2, 2, D2, fcc: 2)))).Fcc.ShouldBe(2);
    }

    /// <summary>OR-06.</summary>
    [Fact]
    public void What_is_missed_is_asked_for_and_sent_again_by_the_first_that_has_it()
    {
        var asks = Moved(Formed(D3), new Arrived(D2, TokenOf(1, 3, 3, D2)));
        Sent(asks).Requests.ShouldBe([KeyValuePair.Create(1u, D3), KeyValuePair.Create(2u, D3)]);

        var has = State(Formed(D2), new Arrived(D1, DataOf(1, D1)));
        var answers = Moved(has, new Arrived(D1, TokenOf(1, 2, 0, D3, requests: [(1, D3), (2, D3)])));
        SentData(answers).ShouldBe([(D3, 1u)]);
        Sent(answers).Requests.ShouldBe([KeyValuePair.Create(2u, default(MemberId))]);
        SentData(Moved(has, new Arrived(D1, TokenOf(1, 1, 0, D3, requests: [(1, default)])))).ShouldBe([(D1, 1u), (D3, 1u)]);
        Sent(Moved(has, new Arrived(D1, TokenOf(1, 1, 0, D3, requests: [(1, D2)])))).Requests.ShouldBeEmpty();
    }

    /// <summary>OR-07.</summary>
    [Theory]
    [InlineData(0, 2, 2, "", 0, "d2")]
    [InlineData(2, 3, 1, "d3", 1, "d3")]
    [InlineData(2, 3, 1, "d2", 2, "d2")]
    [InlineData(2, 2, 2, "d3", 2, "d2")]
    [InlineData(1, 3, 2, "d3", 1, "d2")]
    public void The_aru_is_set_by_who_has_less_or_set_it_last_or_if_all_was_well(uint has, uint seq, uint aru, string last, uint expected, string setBy)
    {
        var daemon = Enumerable.Range(1, (int)has).Aggregate(Formed(D2), static (d, n) => State(d, new Arrived(D1, DataOf((uint)n, D1, (uint)n))));
        var token = Sent(Moved(daemon, new Arrived(D1, TokenOf(1, seq, aru, last.Length == 0 ? default : MemberId.Parse(last)))));
        (token.Aru, $"{token.AruLastId}").ShouldBe((expected, setBy));
    }

    /// <summary>OR-08, OR-09.</summary>
    [Fact]
    public void A_safe_message_waits_for_two_rounds_and_what_is_behind_it_with_it()
    {
        var has = Moved(Formed(D2), new Arrived(D1, DataOf(2, D1, 2, Service.Reliable)));
        Delivered(has).ShouldBeEmpty();
        var both = Moved(has.State, new Arrived(D1, DataOf(1, D1, 1, Service.Safe)));
        Delivered(both).ShouldBeEmpty();
        var once = Moved(both.State, new Arrived(D1, TokenOf(1, 2, 2, D1)));
        Delivered(once).ShouldBeEmpty();
        ((OrderingDaemon)once.State).Stable.ShouldBe(0u);
        var twice = Moved(once.State, new Arrived(D1, TokenOf(2, 2, 2, D1)));
        Delivered(twice).ShouldBe(["d1:1", "d1:2"]);
        ((OrderingDaemon)twice.State).ShouldSatisfyAllConditions(d => d.Stable.ShouldBe(2u), d => d.Held.ShouldBeEmpty());
    }

    /// <summary>OR-10.</summary>
    [Fact]
    public void A_message_that_comes_again_is_nothing()
    {
        var had = State(Formed(D2), new Arrived(D1, DataOf(1, D1)));
        Layer.Step(had, new Arrived(D3, DataOf(1, D1)), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(OrderingRules.Had);
        var stable = State(State(had, new Arrived(D1, TokenOf(1, 1, 1, D1))), new Arrived(D1, TokenOf(2, 1, 1, D1)));
        Layer.Step(stable, new Arrived(D3, DataOf(1, D1)), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(OrderingRules.Had);
    }

    /// <summary>OR-11, OR-12.</summary>
    [Fact]
    public void The_leader_keeps_the_token_after_an_idle_round_and_gives_it_to_who_asks()
    {
        var sent = State(Formed(D1), Note(D1, 1));
        var second = Moved(sent, new Arrived(D3, TokenOf(1, 1, 1, D3, fcc: 1)));
        second.Rule.ShouldBe(OrderingRules.Take);
        var kept = Moved(second.State, new Arrived(D3, TokenOf(2, 1, 1, D3)));
        (kept.Rule, kept.Effects.ShouldHaveSingleItem()).ShouldBe((OrderingRules.Keep, new Disarm(OrderingLayer.TokenTimer)));
        var given = Moved(kept.State, new Arrived(D2, new Hurry(Ring.Id)));
        (given.Rule, Sent(given).Arq).ShouldBe((OrderingRules.Hurry, 3ul));
        Layer.Step(given.State, new Arrived(D2, new Hurry(Ring.Id)), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(OrderingRules.Hurry);

        var asks = Moved(Formed(D2), Note(D2, 1));
        asks.Effects[^1].ShouldBe(new Arm(OrderingLayer.HurryTimer));
        Moved(asks.State, Note(D2, 2)).Effects.ShouldBeEmpty();
        var again = Moved(asks.State, new TimerDue(OrderingLayer.HurryTimer));
        (again.Rule, again.Effects.Length).ShouldBe((OrderingRules.Hurry, 2));
        Moved(asks.State, new Arrived(D1, TokenOf(1, 0, 0))).Effects[^1].ShouldBe(new Disarm(OrderingLayer.HurryTimer));
    }

    /// <summary>OR-13.</summary>
    [Fact]
    public void After_the_last_number_none_is_given_and_that_is_said_once()
    {
        var last = OrderingDaemons.Limits.LastSeq;
        var waiting = Enumerable.Range(1, 2).Aggregate(Formed(D2), static (d, n) => State(d, Note(D2, (uint)n)));
        var stable = ((OrderingDaemon)waiting) with { Highest = last - 1, Aru = last - 1, SentAru = last - 1, Stable = last - 1, Delivered = last - 1 };
        var spent = Moved(stable, new Arrived(D1, TokenOf(1, last - 1, last - 1, D1)));
        SentData(spent).ShouldBe([(D1, last), (D3, last)]);
        spent.Effects.OfType<RingOver>().ShouldBe([new RingOver(Ring.Id, RingEnd.Spent)]);
        ((OrderingDaemon)spent.State).Queue.Length.ShouldBe(1);
        Moved(spent.State, new Arrived(D1, TokenOf(2, last, last, D2, fcc: 1))).Effects.OfType<RingOver>().ShouldBeEmpty();
        Moved(spent.State, Note(D2, 3)).Effects.ShouldBeEmpty();
    }

    [Fact]
    public void A_ring_of_one_daemon_delivers_what_is_asked_at_once()
    {
        var alone = State(Layer.Initial(D1), new RingFormed(new View(new ViewId(2, D1), [D1])));
        var safe = Moved(alone, Note(D1, 1, Service.Safe));
        (Delivered(safe).ShouldHaveSingleItem(), safe.Effects.OfType<SendTo>().Any()).ShouldBe(("d1:1", false));
    }

    /// <summary>NET-1, NET-2, NET-4.</summary>
    [Fact]
    public void A_network_holds_each_datagram_once_and_lets_timers_fire_when_nothing_else_can_happen()
    {
        var world = new NetworkWorld(Definitions.ScenarioOf(Definitions.Find("Ordering"), 2, "send=1,lose=2,early=1") with { Start = new RunStart(IsFormed: true) });
        world.Reset();
        world.IsQuiet.ShouldBeTrue();
        world.Apply(new((byte)Move.Of<Rekey.Worlds.Faults.Send>(), 1, 0, 0));
        (world.CountUnderWayTo(0), world.CountArmed(1), world.IsQuiet).ShouldBe((1, 1, false));
        world.Apply(new((byte)Move.Of<Rekey.Worlds.Faults.Early>(), 1, 0, 0));
        world.CountUnderWayTo(0).ShouldBe(1);
        world.Apply(new((byte)Move.Of<Rekey.Worlds.Faults.Lose>(), 0, 0, 0));
        world.IsQuiet.ShouldBeTrue();
        world.Apply(new((byte)Move.Of<Fire>(), 1, 0, 0));
        world.CountUnderWayTo(0).ShouldBe(1);
    }
}
