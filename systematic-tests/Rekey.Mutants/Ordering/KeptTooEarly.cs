using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>The leader keeps the token one round too early: others have not heard that all is stable.</summary>
public sealed class KeptTooEarly : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-kept-too-early";

    /// <inheritdoc/>
    public override string Bug => "The leader keeps the token one round too early: others have not heard that all is stable.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(RingTermination)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Right(right, input is Arrived { Body: Token token } && state.Leads && state.Aru == token.Seq && token.Aru == token.Seq ? state with { Stable = token.Seq } : state, input);
}
