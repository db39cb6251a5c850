using System.Collections.Immutable;
using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Worlds.Layers;
using Rekey.Worlds.Network;
using Shouldly;

namespace Rekey.Tests.GroupCommunication;

/// <summary>Daemons d1, d2 and d3 of a ring, each by its own state, and what they send to each other, by hand.</summary>
internal static class OrderingRing
{
    public static readonly MemberId D1 = MemberId.Parse("d1");
    public static readonly MemberId D2 = MemberId.Parse("d2");
    public static readonly MemberId D3 = MemberId.Parse("d3");
    public static readonly View Ring = new(new ViewId(2, D1), [D1, D2, D3]);
    public static readonly OrderingLayer Layer = new(OrderingDaemons.Limits);

    /// <summary>A daemon that has heard of its ring.</summary>
    public static LayerState Formed(MemberId self) => State(Layer.Initial(self), new RingFormed(Ring));

    public static Moved Moved(LayerState daemon, PortEvent input) => Layer.Step(daemon, input, null!).ShouldBeOfType<Moved>();

    public static LayerState State(LayerState daemon, PortEvent input) => Moved(daemon, input).State;

    public static RingMulticast Note(MemberId from, uint number, Service service = Service.Agreed) => new(service, new RingNote(from, number, service));

    public static Data DataOf(uint seq, MemberId from, uint number = 1, Service service = Service.Agreed) =>
        new(Ring.Id, seq, from, service, new RingNote(from, number, service));

    public static Token TokenOf(ulong arq, uint seq, uint aru, MemberId last = default, byte retrans = 0, int fcc = 0, params (uint Seq, MemberId By)[] requests) =>
        new(Ring.Id, arq, retrans, seq, aru, last, fcc, requests.ToImmutableSortedDictionary(static r => r.Seq, static r => r.By));

    /// <summary>The token that is sent on.</summary>
    public static Token Sent(Moved moved) => (Token)moved.Effects.OfType<SendTo>().Select(static s => s.Body).Single(static b => b is Token);

    public static IEnumerable<(MemberId To, uint Seq)> SentData(Moved moved) =>
        moved.Effects.OfType<SendTo>().Where(static s => s.Body is Data).Select(static s => (s.To, ((Data)s.Body).Seq));

    public static IEnumerable<string> Delivered(Moved moved) => moved.Effects.OfType<RingDelivered>().Select(static d => $"{d.Body}");
}
