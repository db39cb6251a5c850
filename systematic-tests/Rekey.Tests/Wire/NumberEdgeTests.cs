using System.Buffers.Binary;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Tests.Worlds;
using Rekey.Wire;
using Rekey.Wire.Cbor;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Rekey.Worlds.Adversary;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Wire;

/// <summary>
/// Every number of every message of every protocol keeps all of its 32 bits (W-15): it is written and read at the edges of one, two, three and four bytes
/// and of the sign; and what is larger is refused, not cut off.
/// </summary>
public sealed class NumberEdgeTests
{
    private const uint Marker = 0xA5B6_C7D8;

    // Structure, not quantity: larger ones would be another tree, or none.
    private static readonly string[] Structural = ["children", "head", "position"];
    private static readonly uint[] Edges = [255, 256, 65_535, 65_536, 16_777_215, 16_777_216, int.MaxValue, 1u << 31, uint.MaxValue];
    private static readonly ulong[] TooLarge = [1UL << 32, (1UL << 32) + 1, 1UL << 53, 1UL << 63, ulong.MaxValue];

    public static TheoryData<string> Protocols => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Numbers_keep_all_their_bits(string name)
    {
        var protocol = ProtocolRegistry.Find(name);
        var (binding, samples) = Samples(protocol);
        samples.Keys.Order().ShouldBe(protocol.Messages.Types.Where(static t => t.Protection != Protection.GroupEncrypted).Select(static t => t.Name).Order());
        foreach (var message in samples.Values)
        {
            foreach (var (place, put) in Numbers(message))
            {
                var written = Edges.Count(edge =>
                {
                    var changed = put(edge);
                    if (changed is not null)
                    {
                        var opened = Open(binding, protocol, changed, MessagePayload.Encode(1, changed));
                        opened.Rejection.ShouldBeNull($"{message.Type.Name}.{place} = {edge}");
                        opened.Message!.Header.ShouldBe(changed.Header);
                        MessageFields.Of(opened.Message).Select(static f => $"{f.Label} {f}").ShouldBe(MessageFields.Of(changed).Select(static f => $"{f.Label} {f}"));
                    }

                    return changed is not null;
                });
                (Structural.Contains(place) ? Edges.Length : written).ShouldBe(Edges.Length, $"{message.Type.Name}.{place}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Larger_numbers_are_refused_and_not_cut_off(string name)
    {
        var protocol = ProtocolRegistry.Find(name);
        var (binding, samples) = Samples(protocol);
        foreach (var message in samples.Values)
        {
            foreach (var (place, put) in Numbers(message))
            {
                if (put(Marker) is not { } changed || Structural.Contains(place))
                {
                    continue;
                }

                var payload = MessagePayload.Encode(1, changed);
                var at = payload.AsSpan().IndexOf(new byte[] { 0x1A, 0xA5, 0xB6, 0xC7, 0xD8 });
                at.ShouldBeGreaterThan(0, $"{message.Type.Name}.{place}");
                foreach (var large in TooLarge)
                {
                    var number = new byte[8];
                    BinaryPrimitives.WriteUInt64BigEndian(number, large);
                    var rejection = Open(binding, protocol, changed, [.. payload[..at], 0x1B, .. number, .. payload[(at + 5)..]]).Rejection;
                    rejection.ShouldNotBeNull($"{message.Type.Name}.{place} = {large}");
                    (rejection.Kind, rejection.Field.Split('.')[^1]).ShouldBe((RejectionKind.OutOfRange, place), $"{message.Type.Name}.{place} = {large}");
                }
            }
        }
    }

    /// <summary>The header of group data, which is bound to what it encrypts.</summary>
    [Fact]
    public void Numbers_of_group_data_keep_all_their_bits()
    {
        var m1 = MemberId.Parse("m1");
        var binding = new ConcreteBinding(Anywhere.Group, "data", [m1]);
        binding.Reset();
        var key = binding.Suite.NewKey(binding.EntropyFor(m1));
        var (id, traffic, payload) = (binding.Suite.KeyId(key), binding.Suite.TrafficKey(key, m1), binding.Payload(m1, 1));
        foreach (var edge in Edges)
        {
            foreach (var (view, run, sequence) in new[] { (edge, 2u, 3u), (1u, edge, 3u), (1u, 2u, edge) })
            {
                var header = new Header(Anywhere.Group, new ViewId(view, m1), run, m1);
                var opened = binding.Envelopes.Open(binding.Envelopes.Encrypt(header, sequence, id, traffic, payload), m1, ProtocolRegistry.Find("P").Messages);

                opened.Rejection.ShouldBeNull();
                var data = (GroupData)opened.Message!;
                (data.Header, data.Sequence).ShouldBe((header, sequence));
                binding.Envelopes.Decrypt(data, traffic).ShouldBe(payload);
            }
        }
    }

    /// <summary>All numbers of a message, by the name of their field, each with what the message is when it has another one; null where there is no such message.</summary>
    private static IEnumerable<(string Place, Func<uint, Message?> Put)> Numbers(Message message)
    {
        var (header, fields) = (message.Header, MessageFields.Of(message));
        yield return ("counter", v => MessageFields.Rebuild(message, header with { View = header.View with { Counter = v } }, fields));
        yield return ("run", v => MessageFields.Rebuild(message, header with { Run = v }, fields));
        if (header.Stamp is { } stamp)
        {
            yield return ("sequence", v => MessageFields.Rebuild(message, header with { Stamp = stamp with { Sequence = v } }, fields));
            yield return ("time", v => MessageFields.Rebuild(message, header with { Stamp = stamp with { Time = v } }, fields));
        }

        for (var i = 0; i < fields.Count; i++)
        {
            var (at, field) = (i, fields[i]);
            if (field.Kind == FieldKind.Number)
            {
                yield return (field.Name, v => Rebuilt(at, field with { Number = v }));
            }
            else if (field.Kind == FieldKind.View)
            {
                yield return ("counter", v => Rebuilt(at, field with { View = field.View with { Counter = v } }));
            }
        }

        Message? Rebuilt(int at, Field field) => MessageFields.Rebuild(message, header, [.. fields[..at], field, .. fields[(at + 1)..]]);
    }

    private static Opened Open(ConcreteBinding binding, ProtocolDefinition protocol, Message message, byte[] payload)
    {
        var (forger, sender) = (new Forger(binding.Suite, binding.Directory, Anywhere.Group), message.Header.Sender);
        var bytes = forger.Sign1(message.Type.Protection == Protection.Sealed ? forger.Seal(payload, sender, sender) : payload, sender);
        return binding.Envelopes.Open(new CoseEnvelope(new Bytes(bytes)), sender, protocol.Messages);
    }

    /// <summary>Of each type of message the one with most fields that some runs have.</summary>
    private static (ConcreteBinding Binding, SortedDictionary<string, Message> Samples) Samples(ProtocolDefinition protocol)
    {
        var scenario = new Scenario(protocol, 4, FaultBudget.Parse("join=1,leave=1,partition=1,merge=1,refresh=2,depth=1"));
        var binding = new ConcreteBinding(scenario, "numbers");
        var world = new VsWorld(scenario, binding);
        var samples = new SortedDictionary<string, Message>(StringComparer.Ordinal);
        for (var schedule = 0; schedule < 24; schedule++)
        {
            BiasedWalk.Run(world, 11, schedule);
            foreach (var message in world.Heard.Select(h => binding.MessageOf(h.Envelope)))
            {
                if (!samples.TryGetValue(message.Type.Name, out var other) || MessageFields.Of(other).Count < MessageFields.Of(message).Count)
                {
                    samples[message.Type.Name] = message;
                }
            }
        }

        return (binding, samples);
    }
}
