using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>Rounds are told apart by one bit.</summary>
public sealed class ArqModulo2 : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-arq-modulo-2";

    /// <inheritdoc/>
    public override string Bug => "Rounds are told apart by one bit.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(TokenUniqueness)];

    /// <inheritdoc/>
    public override string Faults => "send=6,duplicate=6,early=3";

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Right(right, state, input is Arrived { Body: Token token } arrived && token.Arq < state.Arq && token.Arq % 2 == (state.Leads ? state.Arq : state.Arq + 1) % 2
            ? arrived with { Body = token.Counted(state.Leads ? state.Arq : state.Arq + 1, token.Retrans) }
            : input);
}
