using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Mutants.Ordering;

/// <summary>Who sends a message again is taken for its sender.</summary>
public sealed class ResenderAsSender : OrderingMutant
{
    /// <inheritdoc/>
    public override string Name => "ordering-resender-as-sender";

    /// <inheritdoc/>
    public override string Bug => "Who sends a message again is taken for its sender.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [nameof(DeliveryIntegrity)];

    /// <inheritdoc/>
    protected override Outcome Step(OrderingLayer right, OrderingDaemon state, PortEvent input) =>
        Right(right, state, input is Arrived { Body: Data data } arrived && data.From != state.Self
            ? arrived with { Body = new Data(data.Ring, data.Seq, arrived.From, data.Service, data.Body) }
            : input);
}
