using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>A token that was had is taken once more.</summary>
public sealed class OldToken : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-old-token";

    /// <inheritdoc/>
    public override string Bug => "A token that was had is taken once more.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(TokenUniqueness)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Right(right, input is Arrived { Body: Token token } && !state.Leads && token.Arq == state.Arq ? state with { Arq = state.Arq - 1 } : state, input);
}
