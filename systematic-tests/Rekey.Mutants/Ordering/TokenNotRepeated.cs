using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>A token that does not come back is not repeated.</summary>
public sealed class TokenNotRepeated : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-token-not-repeated";

    /// <inheritdoc/>
    public override string Bug => "A token that does not come back is not repeated.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(RingTermination)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Edited(Right(right, state, input), static e => e is Arm arm && arm.Timer == OrderingLayer.TokenTimer ? null : e);
}
