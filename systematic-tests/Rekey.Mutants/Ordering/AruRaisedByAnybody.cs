using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>A daemon that has more than the aru says raises it, whoever lowered it.</summary>
public sealed class AruRaisedByAnybody : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-aru-raised-by-anybody";

    /// <inheritdoc/>
    public override string Bug => "A daemon that has more than the aru says raises it, whoever lowered it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(RingSafety)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        WithToken(Right(right, state, input), static (d, token) => token.Aru < d.Aru
            ? new Token(token.Ring, token.Arq, token.Retrans, token.Seq, d.Aru, d.Self, token.Fcc, token.Requests)
            : token);
}
