using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Mutants;
using Rekey.Spec.Layers;
using Rekey.Worlds;
using Rekey.Worlds.Evs;
using Shouldly;
using Xunit;

namespace Rekey.Tests.GroupCommunication;

/// <summary>Light-weight groups keep what extended virtual synchrony promises to clients (spec/layers/groups.md).</summary>
public class GroupsTests
{
    private static readonly MemberId D1 = MemberId.Parse("d1");
    private static readonly MemberId D2 = MemberId.Parse("d2");
    private static readonly MemberId D3 = MemberId.Parse("d3");
    private static readonly MemberId A = MemberId.Parse("a@d1");
    private static readonly MemberId B = MemberId.Parse("b@d1");
    private static readonly MemberId C = MemberId.Parse("c@d2");
    private static readonly GroupId G = new("g");
    private static readonly GroupId H = new("h");
    private readonly GroupsLayer layer = new();

    [Fact]
    public void Over_the_configurations_of_daemons_it_keeps_the_promises_of_extended_virtual_synchrony()
    {
        var groups = Definitions.Find("Groups");
        var mutants = MutantRegistry.All.Where(static m => m.Protocol == "Groups").ToList();
        mutants.Count.ShouldBeGreaterThanOrEqualTo(17);
        Scenario[] scenarios = [.. mutants.Select(m => Definitions.ScenarioOf(groups, m.Members, m.Faults)).Distinct()];
        var report = FlushRuns.Explore(20_000, 2, scenarios);
        report.Findings.ShouldBeEmpty();
        (report.Unfinished, report.ViewChanges > 20_000).ShouldBe((0, true));
    }

    /// <summary>Each is noticed by the rule that it breaks, and not by whatever breaks after it.</summary>
    [Theory]
    [InlineData("groups-count-alone", "EVS-2")]
    [InlineData("groups-count-begun-again", "EVS-2")]
    [InlineData("groups-data-to-everybody", "EVS-1")]
    [InlineData("groups-end-of-one-group", "EVSL-1")]
    [InlineData("groups-leaver-not-told", "EVSL-1")]
    [InlineData("groups-loss-not-told", "EVSL-1")]
    [InlineData("groups-no-signal", "EVS-7")]
    [InlineData("groups-not-sent-again", "EVSL-1")]
    [InlineData("groups-signal-to-all", "EVS-7")]
    [InlineData("groups-signal-while-gathering", "EVS-7")]
    [InlineData("groups-together-with-strangers", "EVS-4")]
    [InlineData("groups-told-without-session", "EVS-1")]
    public void Every_mutant_is_noticed_by_the_rule_that_it_breaks(string name, string rule) =>
        MutantHunt.Run(MutantRegistry.Find(name), "portfolio", seeds: 1).First.ShouldNotBeNull().Finding.Violation.Message.ShouldStartWith($"{rule}: ");

    /// <summary>GR-01.</summary>
    [Fact]
    public void A_name_is_in_use_until_the_end_of_its_session_is_ordered_and_nothing_is_asked_or_told_without_one()
    {
        var connected = Moved(Shared(D1), new Connect(A));
        connected.Effects.ShouldBe([new Connected(A)]);
        var joined = State(State(connected.State, new FromClient(A, new EvsJoin(G))), Ordered(1, A, new EvsJoin(G)));
        Moved(joined, new Connect(A)).Effects.ShouldBe([new Refused(A)]);
        layer.Step(joined, new FromClient(B, new EvsJoin(G)), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(GroupsRules.Session);

        var over = State(joined, new Disconnect(A));
        layer.Step(over, new FromClient(A, new EvsLeave(G)), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(GroupsRules.Session);
        Moved(over, new Connect(A)).Effects.ShouldBe([new Refused(A)]);
        Moved(over, Ordered(9, C, new EvsMulticast(G, Service.Agreed, new EvsNote(C, 1)), D2)).Effects.ShouldBeEmpty();
        var ended = State(over, Ordered(2, A, null));
        Moved(ended, new Connect(A)).Effects.ShouldBe([new Connected(A)]);
    }

    /// <summary>GR-02, GR-03.</summary>
    [Fact]
    public void What_is_asked_names_the_configuration_that_it_is_sent_in_and_is_sent_again_if_it_is_ordered_in_another()
    {
        var asked = Moved(State(Shared(D1, D2), new Connect(A)), new FromClient(A, new EvsJoin(G)));
        asked.Rule.ShouldBe(GroupsRules.Ask);
        Sent(asked).Configuration.ShouldBe(new ViewId(2, D1));

        var next = Moved(State(asked.State, End(D1)), Begin(4, D1));
        Sent(next).ShouldSatisfyAllConditions(r => r.Configuration.ShouldBe(new ViewId(4, D1)), r => r.Number.ShouldBe(1u));
        layer.Step(next.State, Ordered(1, A, new EvsJoin(G)), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(GroupsRules.Astray);
        Moved(next.State, Ordered(1, A, new EvsJoin(G), D1, 4)).Rule.ShouldBe(GroupsRules.Apply);
    }

    /// <summary>GR-04, GR-05, GR-13, GR-14.</summary>
    [Fact]
    public void A_join_and_a_leave_change_the_group_that_they_name_once()
    {
        var joined = Moved(Connected(), Ordered(1, A, new EvsJoin(G)));
        (joined.Rule, View(joined, A)).ShouldBe((GroupsRules.Apply, "131074.a@d1{a@d1} with a@d1"));
        var second = Moved(joined.State, Ordered(1, C, new EvsJoin(G), D2));
        View(second, A).ShouldBe("131076.a@d1{a@d1,c@d2} with a@d1");
        var third = Moved(second.State, Ordered(2, B, new EvsJoin(G)));
        (View(third, A), View(third, B)).ShouldBe(("131078.a@d1{a@d1,b@d1,c@d2} with a@d1 c@d2", "131078.a@d1{a@d1,b@d1,c@d2} with b@d1"));

        foreach (var moot in new[] { Ordered(3, B, new EvsJoin(G)), Ordered(4, B, new EvsLeave(H)) })
        {
            var nothing = Moved(third.State, moot);
            (nothing.Rule, nothing.Effects.Length).ShouldBe((GroupsRules.Moot, 0));
        }

        var left = Moved(third.State, Ordered(5, A, new EvsLeave(G)));
        left.Effects[0].ShouldBe(new ToClient(A, new EvsLeft(G)));
        View(left, B).ShouldBe("131080.b@d1{b@d1,c@d2} with b@d1 c@d2");
    }

    /// <summary>GR-06.</summary>
    [Fact]
    public void A_message_goes_to_the_local_members_of_its_group_whoever_sent_it()
    {
        var note = new EvsNote(C, 1);
        var told = Moved(State(Connected(), Ordered(1, A, new EvsJoin(G))), Ordered(1, C, new EvsMulticast(G, Service.Fifo, note), D2));
        (told.Rule, told.Effects.ShouldHaveSingleItem()).ShouldBe((GroupsRules.Data, new ToClient(A, new EvsDelivered(G, C, Service.Fifo, note))));
    }

    /// <summary>GR-07, GR-08, GR-09.</summary>
    [Fact]
    public void When_a_configuration_ends_those_are_signalled_who_lose_members_and_they_get_a_view_with_the_next()
    {
        var both = State(State(State(Connected(), Ordered(1, A, new EvsJoin(G))), Ordered(1, C, new EvsJoin(G), D2)), Ordered(2, B, new EvsJoin(H)));
        var ended = Moved(both, End(D1));
        (ended.Rule, ended.Effects.ShouldHaveSingleItem()).ShouldBe((GroupsRules.Signal, new ToClient(A, new EvsTransitional(G))));
        layer.Step(ended.State, Ordered(3, B, new EvsJoin(G)), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(GroupsRules.Between);
        var begun = Moved(ended.State, Begin(4, D1));
        (begun.Rule, View(begun, A)).ShouldBe((GroupsRules.Shrink, "262146.a@d1{a@d1} with a@d1"));
        begun.Effects.OfType<ToClient>().Count().ShouldBe(1);
    }

    /// <summary>GR-10, GR-11, GR-14.</summary>
    [Fact]
    public void Where_states_differ_the_smallest_tells_them_and_groups_are_merged_when_all_are_told()
    {
        var alone = State(State(State(Connected(D1), Ordered(1, A, new EvsJoin(G))), Ordered(2, B, new EvsJoin(H))), End(D1));
        var mixed = Moved(alone, Begin(4, D1, D2));
        mixed.Rule.ShouldBe(GroupsRules.Exchange);
        var told = (GroupsTold)mixed.Effects.OfType<RingMulticast>().ShouldHaveSingleItem().Body;
        told.Shared.ShouldBe([D1]);
        Moved(mixed.State, new FromClient(A, new EvsLeave(G))).Effects.ShouldBeEmpty();

        var partial = Moved(mixed.State, new RingDelivered(D1, Service.Agreed, told));
        (partial.Rule, partial.Effects.Length).ShouldBe((GroupsRules.Exchange, 0));
        var merged = Moved(partial.State, new RingDelivered(D2, Service.Agreed, Told(4, D2, new LightMember(C, D2))));
        (merged.Rule, View(merged, A)).ShouldBe((GroupsRules.Merge, "262146.a@d1{a@d1,c@d2} with a@d1"));
        merged.Effects.OfType<ToClient>().Select(static t => t.Client).ShouldBe([A]);
    }

    /// <summary>GR-12.</summary>
    [Fact]
    public void A_configuration_that_ends_while_states_are_told_ends_after_the_last_of_them_or_is_passed_over()
    {
        var gathering = State(State(State(Connected(D1), Ordered(1, A, new EvsJoin(G))), End(D1)), Begin(4, D1, D2, D3));
        var first = State(State(gathering, new RingDelivered(D1, Service.Agreed, ToldBy(gathering, 4))), new RingDelivered(D2, Service.Agreed, Told(4, D2, new LightMember(C, D2))));
        var again = Moved(first, End(D1, D2));
        (again.Rule, again.Effects.Length).ShouldBe((GroupsRules.Again, 0));

        var last = Moved(again.State, new RingDelivered(D3, Service.Agreed, Told(4, D3, new LightMember(MemberId.Parse("d@d3"), D3))));
        (last.Rule, View(last, A), last.Effects[^1]).ShouldBe((GroupsRules.Again, "262146.a@d1{a@d1,c@d2,d@d3} with a@d1", new ToClient(A, new EvsTransitional(G))));

        var passed = Moved(again.State, Begin(6, D1, D2));
        (passed.Rule, ((GroupsDaemon)passed.State).Shared).ShouldSatisfyAllConditions(p => p.Rule.ShouldBe(GroupsRules.Exchange), p => p.Shared.ShouldBe([D1]));
    }

    /// <summary>GR-15.</summary>
    [Fact]
    public void A_state_that_its_teller_has_no_right_to_tell_is_rejected()
    {
        var gathering = State(State(Connected(D1), End(D1)), Begin(4, D1, D2));
        var right = Told(4, D2, new LightMember(C, D2));
        foreach (var (from, told, expected) in new[]
        {
            (D1, right, "daemons of which d1 is the smallest"),
            (D3, Told(4, D3), "daemons of 4.d1{d1,d2}"),
            (D2, Told(4, D2, new LightMember(A, D1)), "members at the daemons that share the state"),
        })
        {
            var rejected = layer.Step(gathering, new RingDelivered(from, Service.Agreed, told), null!).ShouldBeOfType<Rejected>();
            (rejected.Rule, rejected.Reason.Expected).ShouldBe((GroupsRules.State, expected));
        }

        var once = State(gathering, new RingDelivered(D2, Service.Agreed, right));
        layer.Step(once, new RingDelivered(D2, Service.Agreed, right), null!).ShouldBeOfType<Rejected>().Reason.Expected.ShouldBe("daemons whose state is not told yet");
        layer.Step(gathering, new RingDelivered(D2, Service.Agreed, new EvsNote(D2, 1)), null!).ShouldBeOfType<Rejected>();
    }

    /// <summary>GR-13: when a configuration has no names left, what would need one waits for the next.</summary>
    [Fact]
    public void There_are_so_many_names_in_a_configuration_and_so_many_configurations()
    {
        var full = Connected() with { Changes = ViewNames.MostChanges };
        layer.Step(full, Ordered(1, A, new EvsJoin(G)), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(GroupsRules.Astray);
        ViewNames.Of(new ViewId(ViewNames.MostConfigurations, D1), ViewNames.MostChanges, A).Counter.ShouldBe(uint.MaxValue - 1);
        Should.Throw<SpecificationViolation>(() => ViewNames.Require(new ViewId(ViewNames.MostConfigurations + 1, D1)));
    }

    private static TransitionalConfiguration End(params MemberId[] along) => new([.. along]);

    private static RegularConfiguration Begin(uint counter, params MemberId[] daemons) => new(new View(new ViewId(counter, daemons[0]), [.. daemons]));

    private static RingDelivered Ordered(uint number, MemberId client, EvsDown? asked, MemberId? from = null, uint configuration = 2) =>
        new(from ?? D1, Service.Agreed, new ClientRequest(new ViewId(configuration, D1), number, client, asked));

    private static GroupsTold Told(uint configuration, MemberId daemon, params LightMember[] members) => new(
        new ViewId(configuration, D1), [daemon], Shared(D1).Groups.AddRange(members.Length == 0 ? [] : [KeyValuePair.Create(G, new LightGroup(new ViewId(2, members[0].Client), [.. members], false, false))]));

    private static GroupsTold ToldBy(LayerState daemon, uint configuration) => new(new ViewId(configuration, D1), ((GroupsDaemon)daemon).Shared, ((GroupsDaemon)daemon).Groups);

    private static ClientRequest Sent(Moved moved) => (ClientRequest)moved.Effects.OfType<RingMulticast>().ShouldHaveSingleItem().Body;

    private static string View(Moved moved, MemberId client) => moved.Effects.OfType<ToClient>().Where(t => t.Client == client).Select(static t => t.Event).OfType<EvsMembership>()
        .Select(static m => $"{m.View} with {string.Join(' ', m.Together)}").ShouldHaveSingleItem();

    /// <summary>d1 in a configuration, numbered 2, all of whose daemons share the state.</summary>
    private static GroupsDaemon Shared(params MemberId[] daemons) => (GroupsDaemon)new GroupsLayer().Initial(D1) with
    {
        Control = (byte)GroupsState.Operational, Configuration = Begin(2, daemons).View, Shared = [.. daemons],
    };

    /// <summary>d1 with clients a and b, in a configuration with d2 unless others are named.</summary>
    private static GroupsDaemon Connected(params MemberId[] daemons) => Shared(daemons.Length == 0 ? [D1, D2] : daemons) with
    {
        Clients = Shared(D1).Clients.Add(A, false).Add(B, false),
    };

    private Moved Moved(LayerState daemon, PortEvent input) => layer.Step(daemon, input, null!).ShouldBeOfType<Moved>();

    private LayerState State(LayerState daemon, PortEvent input) => Moved(daemon, input).State;
}
