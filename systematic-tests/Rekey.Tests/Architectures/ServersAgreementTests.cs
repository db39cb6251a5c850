using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Checking;
using Rekey.Core;
using Rekey.Mutants;
using Rekey.Spec.Architectures;
using Rekey.Worlds;
using Rekey.Worlds.Evs;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Architectures;

/// <summary>Daemons that agree on a key before anybody above hears of their configuration (spec/architectures/servers-agreement.md).</summary>
public sealed class ServersAgreementTests
{
    private static readonly MemberId D1 = MemberId.Parse("d1");
    private static readonly MemberId D2 = MemberId.Parse("d2");
    private static readonly MemberId D3 = MemberId.Parse("d3");
    private static readonly EvsNote Note = new(D1, 1);
    private readonly SymbolicBinding binding = new(Anywhere.Group);
    private readonly ServersEngine engine;
    private readonly CryptoValue key;

    public ServersAgreementTests()
    {
        engine = new ServersEngine(Anywhere.Group, binding.Suite);
        key = binding.Suite.NewKey(binding.EntropyFor(D1));
    }

    public static TheoryData<string> Protocols() => [.. ProtocolRegistry.All.Select(static p => $"Servers-{p.Spec.Name}")];

    /// <summary>What the rekey protocols assume of virtual synchrony, and light-weight groups of the ring, the engine gives them.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Among_daemons_a_rekey_protocol_has_its_properties_and_clients_above_have_theirs(string name)
    {
        var protocol = Definitions.Find(name);
        var report = Checker.Run(new CheckRequest { Protocol = protocol, Scenarios = CheckRequest.DefaultScenarios(protocol, 1, 4), Schedules = 300 });
        (report.Schedules, report.Unfinished).ShouldBe((300, 0));
        report.Unexpected.Select(static f => f.Violation).ShouldBeEmpty();
        report.ViewChanges.ShouldBeGreaterThan(300);
    }

    /// <summary>A wrong machine among daemons is caught by the monitor that catches it over the abstract world.</summary>
    [Theory]
    [InlineData("p-switch-on-own-key")]
    [InlineData("tgdh-leaf-kept")]
    public void A_wrong_rekey_protocol_is_caught_among_daemons_too(string name)
    {
        var mutant = MutantRegistry.Find(name);
        var protocol = Definitions.Find($"Servers-{mutant.Protocol}");
        var request = MutantHunt.Hunting(mutant, new CheckRequest { Protocol = protocol, Scenarios = CheckRequest.DefaultScenarios(protocol, 1, 4), Schedules = 20_000 });
        Checker.Run(request).Findings.Keys.ShouldContain(mutant.CaughtBy[0]);
    }

    /// <summary>SA-01, SA-02.</summary>
    [Fact]
    public void A_configuration_is_a_membership_to_the_rekey_protocol_and_nothing_yet_to_the_layer_above()
    {
        var begun = Moved(engine.Initial(D1), Begin(2, D1, D2));
        begun.Rule.ShouldBe(ServersRules.Agree);
        begun.Effects[0].ShouldBe(JoinRequested.Instance);
        begun.Effects[1].ShouldBeOfType<EvsMembership>().Together.ShouldBe([D1]);
        engine.Step(begun.State, new EvsJoin(Anywhere.Group), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(ServersRules.Member);
        var says = Moved(begun.State, new EvsMulticast(Anywhere.Group, Service.Fifo, Note));
        ((MemberSaid)says.Effects.ShouldHaveSingleItem().ShouldBeOfType<RingMulticast>().Body).Body.ShouldBe(Note);
        Moved(begun.State, new RingDelivered(D2, Service.Fifo, new MemberSaid(Note))).Effects.ShouldBe([new EvsDelivered(Anywhere.Group, D2, Service.Fifo, Note)]);

        var lost = Moved(Keyed(2, D1, D2), End(D1));
        lost.Effects.ShouldBe([new EvsTransitional(Anywhere.Group)]);
        var shrunk = Moved(lost.State, Begin(4, D1));
        (shrunk.Rule, shrunk.Effects.ShouldHaveSingleItem().ShouldBeOfType<EvsMembership>().Together.ShouldHaveSingleItem()).ShouldBe((ServersRules.Agree, D1));
        Moved(Keyed(2, D1, D2), End(D1, D2)).Effects.ShouldBeEmpty();
    }

    /// <summary>SA-03, SA-04.</summary>
    [Fact]
    public void A_configuration_is_passed_up_with_the_last_word_that_a_daemon_is_ready()
    {
        var begun = State(engine.Initial(D1), Begin(2, D1, D2));
        var agreed = Moved(begun, Committed(2));
        agreed.Rule.ShouldBe(ServersRules.Ready);
        agreed.Effects.ShouldHaveSingleItem().ShouldBeOfType<RingMulticast>().Body.ShouldBeOfType<DaemonReady>().Configuration.ShouldBe(new ViewId(2, D1));
        var partial = Moved(agreed.State, Ready(2, D2));
        (partial.Rule, partial.Effects.Length).ShouldBe((ServersRules.Ready, 0));
        var last = Moved(partial.State, Ready(2, D1));
        (last.Rule, last.Effects.ShouldHaveSingleItem()).ShouldSatisfyAllConditions(
            l => l.Rule.ShouldBe(ServersRules.PassUp), l => l.Item2.ShouldBeOfType<RegularConfiguration>().View.Id.ShouldBe(new ViewId(2, D1)));

        var cut = State(partial.State, End(D1, D2));
        engine.Step(cut, Ready(2, D1), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(ServersRules.PassUp);
        engine.Step(State(State(begun, End(D1)), Begin(4, D1)), Committed(2), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(ServersRules.Agree);
    }

    /// <summary>SA-05, SA-09.</summary>
    [Fact]
    public void The_end_is_held_and_names_those_who_came_along_through_all_that_was_cut_off()
    {
        var keyed = Keyed(2, D1, D2, D3);
        var ended = Moved(keyed, End(D1, D2));
        (ended.Rule, ended.Effects.OfType<RingUp>().Count()).ShouldBe((ServersRules.Hold, 0));
        var held = Moved(ended.State, Sealed(2, D2, 1));
        (held.Rule, held.Effects.Length).ShouldBe((ServersRules.Hold, 0));
        var begun = State(held.State, Begin(4, D1, D2));
        ((ServersDaemon)begun).Key.ShouldBeNull();
        var again = State(State(begun, End(D1)), Begin(6, D1));
        var passed = Moved(State(again, Committed(6)), Ready(6, D1));
        passed.Effects.Length.ShouldBe(3);
        passed.Effects[0].ShouldBeOfType<TransitionalConfiguration>().Daemons.ShouldBe([D1]);
        passed.Effects[1].ShouldBe(new RingDelivered(D2, Service.Agreed, Note));
        passed.Effects[2].ShouldBeOfType<RegularConfiguration>().View.Id.Counter.ShouldBe(6u);
    }

    /// <summary>SA-06.</summary>
    [Fact]
    public void What_is_asked_for_is_sealed_and_opened_at_the_place_where_it_is_ordered()
    {
        var asked = Moved(Keyed(2, D1, D2), new RingMulticast(Service.Agreed, Note));
        asked.Rule.ShouldBe(ServersRules.Seal);
        var body = asked.Effects.ShouldHaveSingleItem().ShouldBeOfType<RingMulticast>().Body.ShouldBeOfType<SealedBody>();
        (body.Epoch, body.Sender, body.Number).ShouldBe((Epoch(2), D1, 1u));
        body.Open(binding.Suite.TrafficKey(key, D2)).ShouldBeNull();
        var back = Moved(asked.State, new RingDelivered(D1, Service.Agreed, body));
        (back.Rule, back.Effects.ShouldHaveSingleItem()).ShouldBe((ServersRules.Seal, new RingDelivered(D1, Service.Agreed, Note)));
        ((ServersDaemon)back.State).Outbox.ShouldBeEmpty();
    }

    /// <summary>SA-07, SA-08.</summary>
    [Fact]
    public void What_waits_or_did_not_come_back_is_sealed_for_the_next_configuration()
    {
        var asked = State(Keyed(2, D1), new RingMulticast(Service.Agreed, Note));
        var ended = State(asked, End(D1));
        var later = new EvsNote(D1, 2);
        var waits = Moved(ended, new RingMulticast(Service.Fifo, later));
        (waits.Rule, waits.Effects.Length).ShouldBe((ServersRules.Wait, 0));
        var begun = State(waits.State, Begin(4, D1));
        engine.Step(begun, Sealed(2, D1, 1), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(ServersRules.Astray);
        var passed = Moved(State(begun, Committed(4)), Ready(4, D1));
        passed.Effects.OfType<RingMulticast>().Select(static m => (m.Service, ((SealedBody)m.Body).Epoch, ((SealedBody)m.Body).Number))
            .ShouldBe([(Service.Agreed, Epoch(4), 1u), (Service.Fifo, Epoch(4), 2u)]);

        var cut = State(State(engine.Initial(D1), Begin(2, D1, D2)), End(D1));
        engine.Step(cut, Sealed(2, D2, 1), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(ServersRules.Astray);
        engine.Step(begun, Ready(2, D1), null!).ShouldBeOfType<Ignored>().Rule.ShouldBe(ServersRules.Astray);
    }

    /// <summary>SA-10.</summary>
    [Fact]
    public void What_no_daemon_has_a_right_to_say_is_rejected()
    {
        var keyed = Keyed(2, D1, D2);
        var keying = State(State(engine.Initial(D1), Begin(2, D1, D2)), Ready(2, D2));
        foreach (var (state, said, expected) in new[]
        {
            (keying, Ready(2, D2), "the first word of a daemon of the configuration"),
            (keying, Ready(2, D3), "the first word of a daemon of the configuration"),
            (keying, Sealed(2, D2, 1), "a configuration whose daemons are all ready"),
            (keyed, Sealed(2, D2, 2), "d2's next number"),
            (keyed, Sealed(2, D2, 1) with { From = D1 }, "what d1 sealed for 2.d1/1"),
            (keyed, Sealed(0, D2, 1), "2.d1{d1,d2}"),
            (keyed, Ready(2, D2), "2.d1{d1,d2}"),
            (keyed, new RingDelivered(D2, Service.Fifo, new MemberSaid(Note)), "2.d1{d1,d2}"),
            (keyed, new RingDelivered(D2, Service.Agreed, Note), "a message of the servers agreement engine"),
        })
        {
            var rejected = engine.Step(state, said, null!).ShouldBeOfType<Rejected>();
            (rejected.Rule, rejected.Reason.Expected).ShouldBe((ServersRules.Reject, expected));
        }
    }

    private static TransitionalConfiguration End(params MemberId[] along) => new([.. along]);

    private static RegularConfiguration Begin(uint counter, params MemberId[] daemons) => new(new View(new ViewId(counter, D1), [.. daemons]));

    private static RingDelivered Ready(uint counter, MemberId from) => new(from, Service.Agreed, new DaemonReady(new ViewId(counter, D1)));

    private static Epoch Epoch(uint counter) => new(Anywhere.Group, new ViewId(counter, D1), 1);

    private KeyCommitted Committed(uint counter) => new(Epoch(counter), key);

    private RingDelivered Sealed(uint counter, MemberId from, uint number) =>
        new(from, Service.Agreed, new SealedBody(Epoch(counter), from, number, binding.Suite.TrafficKey(key, from), Note));

    /// <summary>d1 in a configuration that is passed up.</summary>
    private LayerState Keyed(uint counter, params MemberId[] daemons) =>
        daemons.Aggregate(State(State(engine.Initial(D1), Begin(counter, daemons)), Committed(counter)), (state, daemon) => State(state, Ready(counter, daemon)));

    private Moved Moved(LayerState daemon, PortEvent input) => engine.Step(daemon, input, null!).ShouldBeOfType<Moved>();

    private LayerState State(LayerState daemon, PortEvent input) => Moved(daemon, input).State;
}
