using System.Collections.Immutable;
using Rekey.Architectures.Layered;
using Rekey.Checking;
using Rekey.Core;
using Rekey.Mutants;
using Rekey.Spec.Architectures;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Architectures;

/// <summary>Clients of the layered architecture (spec/architectures/layered.md).</summary>
public sealed class LayeredTests
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly View Alone = new(new ViewId(2, M1), [M1]);
    private readonly SymbolicBinding binding = new(Anywhere.Group);
    private readonly IMachine machine;
    private readonly SecureMember member;

    public LayeredTests()
    {
        machine = ProtocolRegistry.Find("P").NewMachine(Anywhere.Group, binding.Suite, binding.Envelopes);
        member = new SecureMember(machine);
    }

    public static TheoryData<string> Protocols() => [.. ProtocolRegistry.All.Select(static p => $"Layered-{p.Spec.Name}")];

    public static TheoryData<string> FlushMutants() => ["flush-view-before-last-ok", "flush-leaver-forgotten", "flush-no-second-flush", "flush-own-word-forgotten", "flush-early-messages-dropped"];

    /// <summary>What the rekey protocols assume of virtual synchrony, the flush layer gives them.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Over_the_flush_layer_a_rekey_protocol_has_the_properties_that_it_has_over_the_abstract_world(string name)
    {
        var protocol = Definitions.Find(name);
        var report = Checker.Run(new CheckRequest { Protocol = protocol, Scenarios = CheckRequest.DefaultScenarios(protocol, 1, 5), Schedules = 300 });
        (report.Schedules, report.Unfinished).ShouldBe((300, 0));
        report.Unexpected.Select(static f => f.Violation).ShouldBeEmpty();
        report.Unwatched.ShouldBeEmpty();
        report.ViewChanges.ShouldBeGreaterThan(300);
    }

    /// <summary>A wrong layer below is noticed by what the clients above it see.</summary>
    [Theory]
    [MemberData(nameof(FlushMutants))]
    public void A_wrong_flush_layer_breaks_something_of_the_stack(string name)
    {
        var protocol = Definitions.Find("Layered-TGDH");
        var request = new CheckRequest { Protocol = protocol, Scenarios = CheckRequest.DefaultScenarios(protocol, 1, 5), Schedules = 20_000 };
        Checker.Run(MutantRegistry.Find(name).In(request)).Unexpected.ShouldNotBeEmpty();
    }

    /// <summary>And a wrong machine above is caught by the monitor that catches it over the abstract world.</summary>
    [Theory]
    [InlineData("p-switch-on-own-key")]
    [InlineData("tgdh-leave-keeps-share")]
    public void A_wrong_rekey_protocol_is_caught_above_the_flush_layer_too(string name)
    {
        var mutant = MutantRegistry.Find(name);
        var protocol = Definitions.Find($"Layered-{mutant.Protocol}");
        var request = MutantHunt.Hunting(mutant, new CheckRequest { Protocol = protocol, Scenarios = CheckRequest.DefaultScenarios(protocol, 1, 5), Schedules = 20_000 });
        Checker.Run(request).Findings.Keys.ShouldContain(mutant.CaughtBy[0]);
    }

    [Fact]
    public void A_client_stands_between_extended_virtual_synchrony_and_its_application()
    {
        var client = Client.Of(Anywhere.Group, machine);
        (client.Lower, client.Upper).ShouldBe((EvsPort.Port, SecurePort.Port));
    }

    /// <summary>LY-01.</summary>
    [Fact]
    public void An_application_joins_and_its_rekey_protocol_hears_nothing_of_it()
    {
        var joined = Moved(member.Initial(M1), JoinRequested.Instance);
        (joined.Rule, joined.State).ShouldBe((LayeredRules.Join, member.Initial(M1)));
        joined.Effects.ShouldBe([JoinGroup.Instance]);
    }

    /// <summary>LY-02.</summary>
    [Fact]
    public void Who_is_asked_to_be_silent_says_at_once_that_it_is()
    {
        Moved(Keyed(), BlockRequested.Instance).Effects[^1].ShouldBe(Flushed.Instance);
        Moved(Keyed(), BlockRequested.Instance).Inner.ShouldHaveSingleItem().Layer.ShouldBe(machine);
    }

    /// <summary>LY-03.</summary>
    [Fact]
    public void Who_leaves_forgets_first_and_then_asks_to_be_let_go()
    {
        var left = Moved(Keyed(), LeaveRequested.Instance);
        left.Member.Current.ShouldBeNull();
        left.Effects.ShouldBe([LeaveGroup.Instance]);
    }

    /// <summary>LY-04.</summary>
    [Fact]
    public void Signals_are_not_passed_on()
    {
        PortEvent[] signals = [TransitionalSignal.Instance, Departed.Instance];
        signals.ShouldAllBe(s => member.Step(Keyed(), s, binding.EntropyFor(M1)) is Ignored && member.Step(Keyed(), s, binding.EntropyFor(M1)).Rule == LayeredRules.Signal);
    }

    private LayerState Keyed() => Moved(member.Initial(M1), new ViewInstalled(Alone)).State;

    private Moved Moved(LayerState state, PortEvent input) => member.Step(state, input, binding.EntropyFor(M1)).ShouldBeOfType<Moved>();
}
