using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>A safe message is delivered as soon as an agreed one would be.</summary>
public sealed class SafeWhenAgreed : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-safe-when-agreed";

    /// <inheritdoc/>
    public override string Bug => "A safe message is delivered as soon as an agreed one would be.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(RingSafety)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Delivering(Right(right, state, input), static (_, _) => true);
}
