using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>A message is delivered when it arrives, though one before it is missing.</summary>
public sealed class AfterHole : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-after-hole";

    /// <inheritdoc/>
    public override string Bug => "A message is delivered when it arrives, though one before it is missing.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(RingOrder)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Right(right, state, input) is Moved moved && input is Arrived { Body: Data { Service: < Service.Safe } data } && data.Seq > state.Aru + 1
            ? moved with { Effects = [.. moved.Effects, new RingDelivered(data.From, data.Service, data.Body)] }
            : Right(right, state, input);
}
