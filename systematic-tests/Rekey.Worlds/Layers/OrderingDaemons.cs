using System.Collections.Immutable;
using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Spec.Layers;

namespace Rekey.Worlds.Layers;

/// <summary>The ordering layer, alone, with bounds that a short run reaches (spec/layers/ordering.md).</summary>
public sealed class OrderingDaemons() : DatagramDaemons(new OrderingSpec()), ILayerSource
{
    /// <summary>The bounds that are explored.</summary>
    public static OrderingLimits Limits { get; } = new(Window: 3, Personal: 2, Gap: 4, Requests: 2, Retrans: 3, LastSeq: 8);

    /// <inheritdoc/>
    public IReadOnlyList<LayerDefinition> Layers => [this];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Least, int Most, string Faults)> Menu =>
    [
        (1, 4, "send=6,lose=2,duplicate=2,early=1"),
        (2, 4, "send=5,lose=3"),
        (2, 4, "send=6,duplicate=4,early=3"),
        (1, 4, "send=12,lose=1,early=1"),
        (2, 3, "send=3,lose=8,early=8"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Members, string Faults)> Scopes =>
    [
        (2, "send=1"), (2, "send=1,lose=1"), (2, "send=1,lose=2"), (2, "send=1,early=1"), (2, "send=1,duplicate=1"), (2, "send=2"),
        (3, "send=1"),
    ];

    /// <inheritdoc/>
    public override int Weight => 3;

    /// <inheritdoc/>
    public override Envelope StrayOf(View earlier) => new Token(earlier.Id, 1, 0, 0, 0, default, 0, ImmutableSortedDictionary<uint, MemberId>.Empty);

    /// <inheritdoc/>
    public override ILayer NewLayer() => new OrderingLayer(Limits);

    /// <inheritdoc/>
    /// <remarks>Rounds are compared with each other, and with nothing else; and of those that all daemons have had, each is what any other is: old.</remarks>
    public override ulong OriginOf(IReadOnlyList<LayerState> states) => states.Min(static s => ((OrderingDaemon)s).Arq);

    /// <inheritdoc/>
    public override LayerState Told(LayerState state, ulong origin)
    {
        var daemon = (OrderingDaemon)state;
        return daemon with { Arq = daemon.Arq - origin, Last = daemon.Last is { } last ? Counted(last, origin) : null };
    }

    /// <inheritdoc/>
    public override Envelope Told(Envelope message, ulong origin) => message is Token token ? Counted(token, origin) : message;

    private static Token Counted(Token token, ulong origin) => token.Counted(token.Arq < origin ? 0 : token.Arq - origin + 1, token.Retrans);
}
