using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Conformance;
using Rekey.Conformance.Drills;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.KeyAgreement.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Cbor;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Rekey.Worlds.Benches;
using Shouldly;
using Xunit;
using Outcome = Rekey.Core.Outcome;

namespace Rekey.Tests.Protocols.KeyAgreement;

/// <summary>
/// The key agreements over bytes: any bytes give an outcome in every state (W-01, W-08); bytes that nobody signed change nothing, and bytes that an insider
/// signed, whatever they say, are judged and never throw.
/// </summary>
public sealed class TotalityTests
{
    private static readonly ConcurrentDictionary<string, Lazy<Situation[]>> Made = [];

    public static TheoryData<string> Protocols() => Agreements.Names;

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_state_in_which_messages_matter_is_met(string protocol) => Situations(protocol).Select(static s => ((AgreementMember)s.Bench[s.To]).State).Distinct()
        .ShouldBe(Enum.GetValues<RunState>().Where(static s => s is not (RunState.Left or RunState.Outside)), ignoreOrder: true);

    [Property(MaxTest = 10)]
    public Property Random_bytes_are_rejected() => Prop.ForAll<byte[], byte>((bytes, kind) => Each.Of(Protocols(), protocol =>
    {
        byte[][] inputs = [bytes, [0xD2, 0x84, .. bytes], [0xD0, 0x83, .. bytes], [kind, .. bytes]];
        return Situations(protocol).All(s => inputs.All(b => Step(s, b) is Rejected { Reason.Field.Length: > 0 }));
    }));

    [Property(MaxTest = 10)]
    public Property A_message_with_a_byte_changed_or_a_piece_cut_out_is_rejected() => Prop.ForAll<uint, byte, uint>((at, change, length) => Each.Of(Protocols(), protocol =>
        Situations(protocol).All(s =>
        {
            var start = Place(at, s.Bytes.Length);
            var end = start + 1 + Place(length, s.Bytes.Length - start);
            byte[] changed = [.. s.Bytes[..start], (byte)(s.Bytes[start] ^ Math.Max((byte)1, change)), .. s.Bytes[(start + 1)..]];
            return Step(s, changed) is Rejected && Step(s, [.. s.Bytes[..start], .. s.Bytes[end..]]) is Rejected;
        })));

    /// <summary>Fields changed before they are signed: an insider can do that.</summary>
    [Property(MaxTest = 10)]
    public Property A_message_that_is_changed_and_signed_anew_has_an_outcome() => Prop.ForAll<uint, byte, uint>((at, change, length) => Each.Of(Protocols(), protocol =>
        Situations(protocol).All(s =>
        {
            var start = Place(at, s.Payload.Length);
            var end = start + 1 + Place(length, s.Payload.Length - start);
            byte[][] payloads =
            [
                [.. s.Payload[..start], (byte)(s.Payload[start] ^ change), .. s.Payload[(start + 1)..]],
                [.. s.Payload[..start], change, .. s.Payload[start..]],
                [.. s.Payload[..start], .. s.Payload[end..]],
            ];
            return payloads.All(p => Step(s, Protected(s, p)) is not null);
        })));

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_message_given_to_every_member_has_an_outcome(string protocol)
    {
        foreach (var situation in Situations(protocol))
        {
            foreach (var other in Situations(protocol))
            {
                Step(situation, other.Bytes).ShouldNotBeNull();
            }
        }
    }

    /// <summary>Spreads the small numbers of the generator over the whole length.</summary>
    private static int Place(uint number, int length) => (int)(number * 2_654_435_761u % (uint)Math.Max(1, length));

    /// <summary>A step; whatever does not move leaves the very same state.</summary>
    private static Outcome Step(Situation situation, byte[] bytes)
    {
        var bench = situation.Bench.Fork();
        var before = bench[situation.To];
        var outcome = bench.Feed(situation.To, new Received(situation.From, new CoseEnvelope(new Bytes(bytes))));
        if (outcome is not Moved)
        {
            bench[situation.To].ShouldBeSameAs(before);
        }

        return outcome;
    }

    private static byte[] Protected(Situation situation, byte[] payload)
    {
        var binding = (ConcreteBinding)situation.Bench.Binding;
        var forger = new Forger(binding.Suite, binding.Directory, Anywhere.Group);
        return forger.Sign1(situation.IsSealed ? forger.Seal(payload, situation.From, situation.To) : payload, situation.From);
    }

    private static Situation[] Situations(string protocol) => Made.GetOrAdd(protocol, static p => new Lazy<Situation[]>(() => [.. Make(ProtocolRegistry.Find(p))])).Value;

    /// <summary>The first message of each type that meets a member in each state; and each again when the member is blocked.</summary>
    private static IEnumerable<Situation> Make(ProtocolDefinition protocol)
    {
        var seen = new HashSet<(string, byte)>();
        foreach (var scene in Scene.All.Where(static s => s.Name is "first" or "refresh"))
        {
            var binding = new ConcreteBinding(Anywhere.Group, "totality", [.. Enumerable.Range(1, 4).Select(static i => MemberId.Parse($"m{i}"))]);
            var bench = new Bench(protocol, binding);
            scene.Play(bench);
            while (bench.Next() is { } parcel)
            {
                var message = bench.Open(parcel);
                if (seen.Add((message.Type.Name, bench[parcel.To].Control)))
                {
                    var bytes = ((CoseEnvelope)parcel.Envelope).Content.Span.ToArray();
                    var situation = new Situation(
                        bench.Fork(), parcel.From, parcel.To, bytes, MessagePayload.Encode(binding.Suite.Number, message), message.Type.Protection == Protection.Sealed);
                    var blocked = bench.Fork();
                    blocked.Feed(parcel.To, BlockRequested.Instance);
                    yield return situation;
                    if (seen.Add((message.Type.Name, blocked[parcel.To].Control)))
                    {
                        yield return situation with { Bench = blocked };
                    }
                }

                bench.Deliver(parcel);
            }
        }
    }

    private sealed record Situation(Bench Bench, MemberId From, MemberId To, byte[] Bytes, byte[] Payload, bool IsSealed);
}
