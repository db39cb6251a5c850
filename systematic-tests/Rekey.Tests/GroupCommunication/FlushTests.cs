using Rekey.Core;
using Rekey.Explorer;
using Rekey.GroupCommunication.Flush;
using Rekey.Mutants;
using Rekey.Spec.Layers;
using Rekey.Worlds;
using Rekey.Worlds.Evs;
using Rekey.Worlds.Layers;
using Shouldly;
using Xunit;

namespace Rekey.Tests.GroupCommunication;

/// <summary>The flush layer keeps what the rekey protocols assume, VS-1 to VS-7 (spec/layers/flush.md).</summary>
public class FlushTests
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");
    private static readonly MemberId M3 = MemberId.Parse("m3");
    private readonly FlushLayer layer = new(Anywhere.Group);

    [Fact]
    public void Over_extended_virtual_synchrony_it_keeps_the_promises_of_virtual_synchrony()
    {
        var mutants = MutantRegistry.All.Where(static m => m.Protocol == "Flush").ToList();
        mutants.Count.ShouldBeGreaterThanOrEqualTo(13);
        Scenario[] scenarios = [.. mutants.Select(static m => FlushRuns.Of(m.Faults, m.Members)).Distinct()];
        var report = FlushRuns.Explore(30_000, 2, scenarios);
        report.Findings.ShouldBeEmpty();
        (report.Unfinished, report.ViewChanges > 30_000).ShouldBe((0, true));
    }

    /// <summary>Each is noticed by the rule that it breaks, and not by whatever breaks after it.</summary>
    [Theory]
    [InlineData("flush-ok-of-anybody", "VSL-1")]
    [InlineData("flush-view-before-last-ok", "VS-4")]
    [InlineData("flush-early-in-old-view", "VSL-2")]
    [InlineData("flush-no-tags", "VSL-2")]
    [InlineData("flush-leaver-forgotten", "VS-4")]
    [InlineData("flush-no-second-flush", "VSL-1")]
    [InlineData("flush-across-a-parting", "VS-4")]
    [InlineData("flush-sends-after-flushing", "VS-6")]
    [InlineData("flush-words-of-the-gone", "VS-4")]
    [InlineData("flush-words-for-others", "VS-5")]
    [InlineData("flush-every-signal-passed-on", "FL-11")]
    [InlineData("flush-own-word-forgotten", "VSL-1")]
    [InlineData("flush-early-messages-dropped", "VSL-2")]
    [InlineData("flush-words-to-one-dropped", "RF-2")]
    public void Every_mutant_is_noticed_by_the_rule_that_it_breaks(string name, string rule) =>
        MutantHunt.Run(MutantRegistry.Find(name), "portfolio", seeds: 1).First.ShouldNotBeNull().Finding.Violation.Message.ShouldStartWith($"{rule}: ");

    [Theory]
    [InlineData("Order", 0, 0, 1)]
    [InlineData("Order", 3, 0, 0)]
    [InlineData("Order", -1, 0, 0)]
    [InlineData("Tell", 0, 0, 0)]
    [InlineData("Merge", 0, 1, 0)]
    [InlineData("Partition", 0, 0, 99)]
    [InlineData("Refresh", 0, 0, 0)]
    public void What_is_not_offered_cannot_happen(string move, short a, short b, int option)
    {
        var world = FlushRuns.World(FlushRuns.Stormy);
        Should.Throw<InvalidChoiceException>(() => world.Apply(new Choice(Move.Find(move)!.Number, a, b, option))).Message.ShouldContain("is not enabled");
    }

    /// <summary>Of the environment's moves and of the faults that it knows, below clients without keys and with them.</summary>
    [Fact]
    public void Every_move_has_words_of_its_own()
    {
        var (told, rng, offers) = (new Dictionary<string, string>(), Rng.For(3, 0), new List<Offer>());
        for (var run = 0; run < 300; run++)
        {
            var layer = LayerDefinition.All.Where(static l => l.Spec.Name is "Flush" or "Layered-P").ElementAt(run % 2);
            var world = layer.NewWorld(Definitions.ScenarioOf(layer, 3, string.Join(',', layer.Faults.Select(static f => $"{f.Word}=2").Append("depth=5"))), null, null);
            world.Reset();
            for (var number = 1; number <= 120; number++)
            {
                offers.Clear();
                world.Offers(offers);
                if (offers.Count == 0)
                {
                    break;
                }

                var offer = offers[rng.Below(offers.Count)];
                var choice = offer.With(rng.Below(offer.Options));
                world.Apply(choice);
                var step = world.Narrate(choice, number);
                step.Text.ShouldSatisfyAllConditions(t => t.ShouldNotContain("  "), t => t.ShouldNotContain("Rekey."), t => t.Length.ShouldBeGreaterThan(step.Choice.Move.Length));
                told[step.Choice.Move] = step.Text;
            }
        }

        var due = Move.All.OfType<EnvironmentMove>().Where(static m => m.GetType().Namespace == typeof(EvsWorld).Namespace);
        told.Keys.ShouldBe(LayerDefinition.All.OfType<LayeredClient>().First().Faults.Cast<Move>().Concat(due).Select(static m => m.Name), ignoreOrder: true);
        told.Values.ShouldBeUnique();
    }

    /// <summary>FL-01.</summary>
    [Fact]
    public void A_newcomer_begins_alone_and_flushes_unasked()
    {
        var joining = Moved(Fresh(M2), JoinGroup.Instance);
        joining.Effects.ShouldBe([new EvsJoin(Anywhere.Group)]);
        layer.Step(joining.State, JoinGroup.Instance, null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(FlushRules.Join);

        var entering = Moved((FlushMember)joining.State, Membership(2, [M1, M2], M1, M2));
        Sent(entering).ShouldBeOfType<FlushOk>().View.ShouldBe(new ViewId(2, M1));
        ((FlushMember)entering.State).View.ShouldBeNull();
    }

    /// <summary>FL-02, FL-03.</summary>
    [Fact]
    public void However_many_changes_come_the_member_is_asked_once_and_says_its_flush_in_the_order_of_its_messages()
    {
        var first = Moved(Steady(M1, M2), Membership(4, [M1, M2, M3], M1, M2));
        (first.Rule, first.Effects).ShouldSatisfyAllConditions(f => f.Rule.ShouldBe(FlushRules.Change), f => f.Effects.ShouldBe([BlockRequested.Instance]));
        var second = Moved((FlushMember)first.State, Membership(6, [M1, M2, M3, MemberId.Parse("m4")], M1, M2, M3));
        second.Effects.ShouldBeEmpty();
        var flushed = Moved((FlushMember)second.State, Flushed.Instance);
        flushed.Rule.ShouldBe(FlushRules.Flush);
        flushed.Effects.ShouldHaveSingleItem().ShouldBeOfType<EvsMulticast>().Service.ShouldBe(Service.Fifo);
        layer.Step(flushed.State, Flushed.Instance, null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(FlushRules.Flush);
    }

    /// <summary>FL-04.</summary>
    [Fact]
    public void A_flush_ok_counts_once_of_a_member_for_a_change_in_line()
    {
        var waiting = Agree();
        var counted = Moved(waiting, Ok(4, M2));
        counted.Rule.ShouldBe(FlushRules.CountOk);
        foreach (var stray in new[] { Ok(4, M2), Ok(4, MemberId.Parse("x")), Ok(6, M3) })
        {
            layer.Step(counted.State, stray, null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(FlushRules.CountOk);
        }
    }

    /// <summary>FL-05, FL-07, FL-08, FL-10.</summary>
    [Fact]
    public void A_view_is_installed_with_the_last_flush_ok_and_what_its_members_sent_early_comes_after_it()
    {
        var note = new EvsNote(M3, 1);
        var early = Moved(Agree(), new EvsDelivered(Anywhere.Group, M3, Service.Fifo, new FlushData(note, default, new ViewId(4, M1))));
        (early.Rule, early.Effects.Length).ShouldBe((FlushRules.Early, 0));
        var almost = Moved((FlushMember)Moved((FlushMember)early.State, Ok(4, M1)).State, Ok(4, M2));
        var installed = Moved((FlushMember)almost.State, Ok(4, M3));
        installed.Rule.ShouldBe(FlushRules.Install);
        installed.Effects[0].ShouldBeOfType<ViewInstalled>().View.Members.ShouldBe([M1, M2, M3]);
        installed.Effects[1].ShouldBe(new Received(M3, note));
        installed.Effects[2].ShouldBeOfType<EvsMulticast>().Body.ShouldBeOfType<ViewTaken>();

        var sent = Moved((FlushMember)installed.State, new Multicast(note));
        (sent.Rule, Sent(sent).ShouldBeOfType<FlushData>().Tag).ShouldBe((FlushRules.Send, new ViewId(4, M1)));
        var state = (FlushMember)sent.State;
        foreach (var member in new[] { M1, M2, M3 })
        {
            state = (FlushMember)Moved(state, new EvsDelivered(Anywhere.Group, member, Service.Fifo, new ViewTaken(new ViewId(4, M1)))).State;
        }

        ((FlushState)state.Control).ShouldBe(FlushState.Steady);
        Sent(Moved(state, new Multicast(note))).ShouldBeOfType<FlushData>().Tag.ShouldBeNull();
        layer.Step(state, new EvsDelivered(Anywhere.Group, M2, Service.Fifo, new ViewTaken(new ViewId(4, M1))), null!).Rule.ShouldBe(FlushRules.Installed);
    }

    /// <summary>FL-06.</summary>
    [Fact]
    public void A_change_with_one_who_went_unflushed_is_taken_out_of_the_line_and_one_with_one_who_had_flushed_is_not()
    {
        var collapsed = Moved(Agree(), Membership(6, [M1, M2], M1, M2));
        collapsed.Rule.ShouldBe(FlushRules.Collapse);
        Sent(collapsed).ShouldBeOfType<FlushOk>().View.ShouldBe(new ViewId(6, M1));

        var kept = Moved((FlushMember)Moved(Agree(), Ok(4, M3)).State, Membership(6, [M1, M2], M1, M2));
        (kept.Rule, ((FlushMember)kept.State).Line.Length).ShouldBe((FlushRules.Change, 2));
    }

    /// <summary>FL-09, FL-13.</summary>
    [Fact]
    public void Strangers_others_messages_and_those_who_went_are_not_heard()
    {
        var steady = Steady(M1, M2);
        Data(steady, M2, default).ShouldBeOfType<Moved>().Rule.ShouldBe(FlushRules.Deliver);
        Data(steady, M3, default).Rule.ShouldBe(FlushRules.Strangers);
        Data(steady, M2, M2).Rule.ShouldBe(FlushRules.Strangers);
        var alone = (FlushMember)Moved(steady, Membership(4, [M1], M1)).State;
        Data(alone, M2, default).Rule.ShouldBe(FlushRules.Strangers);
        layer.Step(steady, new EvsDelivered(Anywhere.Group, M2, Service.Fifo, new EvsNote(M2, 1)), null!).ShouldBeOfType<Rejected>();
    }

    /// <summary>FL-11.</summary>
    [Fact]
    public void A_view_has_one_transitional_signal_of_the_system_or_of_a_loss()
    {
        var steady = Steady(M1, M2);
        var signalled = Moved(steady, new EvsTransitional(Anywhere.Group));
        signalled.Effects.ShouldBe([TransitionalSignal.Instance]);
        var changed = Moved((FlushMember)signalled.State, Membership(4, [M1], M1));
        changed.Effects.ShouldBe([BlockRequested.Instance]);
        layer.Step(changed.State, new EvsTransitional(Anywhere.Group), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(FlushRules.Signal);
        Moved(steady, Membership(4, [M1], M1)).Effects.ShouldBe([TransitionalSignal.Instance, BlockRequested.Instance]);
    }

    /// <summary>FL-12.</summary>
    [Fact]
    public void Who_leaves_takes_no_part_any_more_and_is_told_when_it_is_out()
    {
        var leaving = Moved(Steady(M1, M2), LeaveGroup.Instance);
        leaving.Effects.ShouldBe([new EvsLeave(Anywhere.Group)]);
        layer.Step(leaving.State, Membership(4, [M1, M2, M3], M1, M2), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(FlushRules.Leave);
        Moved((FlushMember)leaving.State, new EvsLeft(Anywhere.Group)).Effects.ShouldBe([Departed.Instance]);
    }

    /// <summary>FL-12.</summary>
    [Fact]
    public void Who_leaves_before_its_first_view_is_told_nothing_more_than_that_it_is_out()
    {
        var joining = Moved(Fresh(M2), JoinGroup.Instance);
        var leaving = Moved((FlushMember)joining.State, LeaveGroup.Instance);
        leaving.Effects.ShouldBe([new EvsLeave(Anywhere.Group)]);
        layer.Step(leaving.State, Membership(2, [M2], M2), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(FlushRules.Leave);
        Moved((FlushMember)leaving.State, new EvsLeft(Anywhere.Group)).Effects.ShouldBe([Departed.Instance]);
    }

    /// <summary>FL-14.</summary>
    [Fact]
    public void A_view_alone_comes_before_a_change_that_brings_back_who_had_gone()
    {
        var gone = (FlushMember)Moved(Steady(M1, M2), Membership(4, [M1, M3], M1)).State;
        var back = Moved(gone, Membership(6, [M1, M2], M1));
        ((FlushMember)back.State).Line.Select(static c => c.View.ToString()).ShouldBe(["5.m1{m1}", "6.m1{m1,m2}"]);
    }

    private static FlushMember Fresh(MemberId self) => (FlushMember)new FlushLayer(Anywhere.Group).Initial(self);

    private static EvsMembership Membership(uint counter, MemberId[] members, params MemberId[] together) =>
        new(Anywhere.Group, new View(new ViewId(counter, members[0]), [.. members]), [.. together]);

    private static EvsDelivered Ok(uint counter, MemberId from) => new(Anywhere.Group, from, Service.Fifo, new FlushOk(new ViewId(counter, M1)));

    private static Envelope Sent(Moved moved) => moved.Effects.OfType<EvsMulticast>().ShouldHaveSingleItem().Body;

    private Outcome Data(FlushMember member, MemberId from, MemberId to) =>
        layer.Step(member, new EvsDelivered(Anywhere.Group, from, Service.Fifo, new FlushData(new EvsNote(from, 1), to, null)), null!);

    private Moved Moved(FlushMember member, PortEvent input) => layer.Step(member, input, null!).ShouldBeOfType<Moved>();

    /// <summary>m1 in a view that all have installed, with the number 2.</summary>
    private static FlushMember Steady(params MemberId[] members)
    {
        var view = new View(new ViewId(2, members[0]), [.. members]);
        return Fresh(M1) with { Control = (byte)FlushState.Steady, View = view, Newest = view };
    }

    /// <summary>m1 in the view of m1 and m2; it has flushed for the change that brings m3.</summary>
    private FlushMember Agree() => (FlushMember)Moved((FlushMember)Moved(Steady(M1, M2), Membership(4, [M1, M2, M3], M1, M2)).State, Flushed.Instance).State;
}
