using Rekey.Core;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;
using Rekey.Worlds.Adversary;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>VS-3: components that do not reach each other give their views the same numbers; the proposer tells them apart, everywhere.</summary>
public sealed class ParallelViewTests
{
    private static readonly MemberId Other = MemberId.Parse("m0");

    public static TheoryData<string> Protocols => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name)];

    [Fact]
    public void Views_and_epochs_of_one_number_differ_by_their_proposers()
    {
        var (one, other) = (new ViewId(7, MemberId.Parse("m1")), new ViewId(7, MemberId.Parse("m2")));

        (one == other, one.Fingerprint == other.Fingerprint, one.ToString() == other.ToString()).ShouldBe((false, false, false));
        (new Epoch(Anywhere.Group, one, 1) == new Epoch(Anywhere.Group, other, 1), new Epoch(Anywhere.Group, one, 1).Fingerprint == new Epoch(Anywhere.Group, other, 1).Fingerprint).ShouldBe((false, false));
        new HashSet<ViewId> { one, other }.Count.ShouldBe(2);
    }

    /// <summary>What a member takes, it would not have taken from a view with the same number that somebody else proposed.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_message_of_a_view_with_the_same_number_is_rejected(string name)
    {
        var protocol = ProtocolRegistry.Find(name);
        var scenario = new Scenario(protocol, 4, FaultBudget.Parse("partition=1,merge=1,join=1,refresh=1,send=2,depth=1"));
        var binding = new SymbolicBinding(Anywhere.Group);
        var machine = protocol.NewMachine(Anywhere.Group, binding.Suite, binding.Envelopes);
        var world = new VsWorld(scenario, binding);
        var taken = new HashSet<string>();
        for (var schedule = 0; schedule < 100; schedule++)
        {
            BiasedWalk.Run(world, 5, schedule, () =>
            {
                foreach (var step in world.Steps.Where(static s => s.Input is Received && s.Outcome is Moved))
                {
                    var received = (Received)step.Input;
                    var twin = Twin((SymbolicEnvelope)received.Envelope);
                    machine.Step(step.Before, new Received(received.From, twin), world.Processes[step.Process.Index].Entropy).ShouldBeOfType<Rejected>($"{twin.Message.Type.Name} of {twin.Message.Header.View} at {step.Process.Id} in {step.Before.View}");
                    taken.Add(twin.Message.Type.Name);
                }
            });
        }

        taken.Order().ShouldBe(protocol.Messages.Types.Select(static t => t.Name).Order());
    }

    private static SymbolicEnvelope Twin(SymbolicEnvelope envelope)
    {
        var message = envelope.Message;
        var header = message.Header with { View = message.Header.View with { Proposer = Other } };
        var moved = MessageFields.Rebuild(message, header, MessageFields.Of(message))!;
        return new SymbolicEnvelope(envelope.Protection, moved, envelope.Signer, envelope.Recipient, envelope.TrafficKey, envelope.Payload);
    }
}
