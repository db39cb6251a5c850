using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>Who has something to send asks for the token once, and never again.</summary>
public sealed class HurryOnce : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-hurry-once";

    /// <inheritdoc/>
    public override string Bug => "Who has something to send asks for the token once, and never again.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(RingTermination)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Edited(Right(right, state, input), static e => e is Arm arm && arm.Timer == OrderingLayer.HurryTimer ? null : e);
}
