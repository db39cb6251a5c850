using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>A token of another ring is taken.</summary>
public sealed class OtherRing : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-other-ring";

    /// <inheritdoc/>
    public override string Bug => "A token of another ring is taken.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(TokenUniqueness)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Right(right, state, input is Arrived { Body: Token token } arrived && state.Ring is { } ring
            ? arrived with { Body = new Token(ring.Id, token.Arq, token.Retrans, token.Seq, token.Aru, token.AruLastId, token.Fcc, token.Requests) }
            : input);
}
