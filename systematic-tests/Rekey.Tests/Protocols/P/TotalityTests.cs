using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Runs.P;
using Rekey.Spec.Protocols;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Shouldly;
using Xunit;
using Outcome = Rekey.Core.Outcome;

namespace Rekey.Tests.Protocols.P;

/// <summary>Protocol P over bytes: any bytes from outside give an outcome, and bytes that nobody honest sent change nothing (W-01, W-08).</summary>
public sealed class TotalityTests
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");
    private static readonly ConcreteBinding Binding = new(new Scenario(ProtocolRegistry.Find("P"), 2, FaultBudget.None), "totality");
    private static readonly IMachine Machine = PDefinition.Value.NewMachine(Anywhere.Group, Binding.Suite, Binding.Envelopes);

    /// <summary>Receivers in every state in which messages matter, each with the message that it waits for.</summary>
    private static readonly (string Name, PMember Receiver, byte[] Expected)[] Stages = MakeStages();

    public static TheoryData<string> StageNames() => [.. Stages.Select(static s => s.Name)];

    [Theory]
    [MemberData(nameof(StageNames))]
    public void The_message_that_is_waited_for_moves_the_receiver(string name)
    {
        var stage = Stage(name);

        Step(stage.Receiver, stage.Expected).ShouldBeOfType<Moved>();
    }

    [Property]
    public Property Random_bytes_are_rejected() => Prop.ForAll<byte[], byte>((bytes, kind) => Each.Of(StageNames(), name =>
    {
        var (receiver, _) = Stage(name);
        byte[][] inputs = [bytes, [0xD2, 0x84, .. bytes], [0xD0, 0x83, .. bytes], [kind, .. bytes]];
        return inputs.All(b => Step(receiver, b) is Rejected { Sender: var sender, Reason.Field.Length: > 0 } && sender == M1);
    }));

    [Property]
    public Property A_message_with_one_byte_changed_is_rejected() => Prop.ForAll<uint, byte>((at, change) => Each.Of(StageNames(), name =>
    {
        var (receiver, expected) = Stage(name);
        var changed = expected.ToArray();
        changed[Place(at, changed.Length)] ^= change;
        return Step(receiver, changed) is Rejected == (change != 0);
    }));

    [Property]
    public Property A_message_with_a_piece_cut_out_doubled_or_exchanged_is_rejected() => Prop.ForAll<uint, uint, uint>((from, length, other) => Each.Of(StageNames(), name =>
    {
        var (receiver, expected) = Stage(name);
        var donor = Stages[other % (uint)Stages.Length].Expected;
        var start = Place(from, expected.Length);
        var end = start + 1 + Place(length, expected.Length - start);
        byte[][] inputs =
        [
            [.. expected[..start], .. expected[end..]],
            [.. expected[..end], .. expected[start..]],
            [.. expected[..start], .. donor[Math.Min(start, donor.Length)..]],
        ];
        return inputs.All(b => b.AsSpan().SequenceEqual(expected) || Array.Exists(Stages, s => b.AsSpan().SequenceEqual(s.Expected)) || Step(receiver, b) is Rejected);
    }));

    [Fact]
    public void Every_message_given_to_every_receiver_gives_an_outcome_and_moves_only_whom_it_is_for()
    {
        foreach (var (name, receiver, expected) in Stages)
        {
            foreach (var (other, _, message) in Stages)
            {
                var outcome = Step(receiver, message);
                (outcome is Moved).ShouldBe(message.AsSpan().SequenceEqual(expected), $"{other}'s message at {name}: {outcome}");
            }
        }
    }

    /// <summary>Spreads the small numbers of the generator over the whole length.</summary>
    private static int Place(uint number, int length) => (int)(number * 2_654_435_761u % (uint)length);

    private static Outcome Step(PMember receiver, byte[] bytes) =>
        Machine.Step(receiver, Message(M1, bytes), Binding.EntropyFor(receiver.Self));

    private static (PMember Receiver, byte[] Expected) Stage(string name)
    {
        var (_, receiver, expected) = Array.Find(Stages, s => s.Name == name);
        return (receiver, expected);
    }

    private static (string Name, PMember Receiver, byte[] Expected)[] MakeStages()
    {
        var (e1, e2) = (Binding.EntropyFor(M1), Binding.EntropyFor(M2));
        var view = new View(new ViewId(1, M1), [M1, M2]);
        var opened = Take(Machine.Initial(M1), new ViewInstalled(view), e1);
        var waiting = Take(Machine.Initial(M2), new ViewInstalled(view), e2);
        var key = BytesOf(((Unicast)opened.Effects[0]).Envelope);
        var staged = Take(waiting.Member, Message(M1, key), e2);
        var ack = BytesOf(((Unicast)staged.Effects[0]).Envelope);
        var finished = Take(opened.Member, Message(M2, ack), e1);
        var done = BytesOf(((Multicast)finished.Effects[0]).Envelope);
        var keyed = Take(staged.Member, Message(M1, done), e2);
        var request = BytesOf(((Unicast)Take(keyed.Member, RefreshRequested.Instance, e2).Effects[0]).Envelope);
        var data = BytesOf(((Multicast)Take(finished.Member, new SendRequested(Binding.Payload(M1, 0)), e1).Effects[0]).Envelope);
        return
        [
            (nameof(PTrigger.Key), (PMember)waiting.State, key),
            (nameof(PTrigger.AckLast), (PMember)opened.State, ack),
            (nameof(PTrigger.Done), (PMember)staged.State, done),
            (nameof(PTrigger.RefreshAsked), (PMember)finished.State, request),
            (nameof(PTrigger.DataCommitted), (PMember)keyed.State, data),
        ];
    }

    private static Moved Take(MemberState state, PortEvent input, IEntropy entropy) => (Moved)Machine.Step(state, input, entropy);

    private static Received Message(MemberId from, byte[] bytes) => new(from, new CoseEnvelope(new Bytes(bytes)));

    private static byte[] BytesOf(Envelope envelope) => ((CoseEnvelope)envelope).Content.Span.ToArray();
}
