using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>A daemon that misses messages does not lower the aru.</summary>
public sealed class AruNotLowered : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-aru-not-lowered";

    /// <inheritdoc/>
    public override string Bug => "A daemon that misses messages does not lower the aru.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(RingSafety)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        WithToken(Right(right, state, input), (_, token) => input is Arrived { Body: Token came } && token.Aru < came.Aru
            ? new Token(token.Ring, token.Arq, token.Retrans, token.Seq, came.Aru, came.AruLastId, token.Fcc, token.Requests)
            : token);
}
