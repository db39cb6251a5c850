using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>A safe message is delivered when the aru of one round says that all have it, and not of two.</summary>
public sealed class SafeAfterOneRound : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-safe-after-one-round";

    /// <inheritdoc/>
    public override string Bug => "A safe message is delivered when the aru of one round says that all have it, and not of two.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(RingSafety)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Delivering(Right(right, state, input), static (d, data) => data.Seq <= d.SentAru);
}
