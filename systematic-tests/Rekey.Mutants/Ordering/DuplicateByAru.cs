using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>A message that was delivered is one that was had only when all have it.</summary>
public sealed class DuplicateByAru : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-duplicate-by-aru";

    /// <inheritdoc/>
    public override string Bug => "A message that was delivered is one that was had only when all have it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(NoDuplication)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Right(right, state, input) is Ignored ignored && input is Arrived { Body: Data data } && data.Seq > state.Stable && data.Seq <= state.Delivered
            ? new Moved(ignored.Cell, state, [new RingDelivered(data.From, data.Service, data.Body)], ignored.Rule)
            : Right(right, state, input);
}
