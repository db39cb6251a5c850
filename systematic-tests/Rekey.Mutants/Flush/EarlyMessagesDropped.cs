using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;

namespace Rekey.Mutants.Flush;

/// <summary>Messages that came before the view that they were sent in are lost.</summary>
public sealed class EarlyMessagesDropped : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-early-messages-dropped";

    /// <inheritdoc/>
    public override string Bug => "Messages that came before the view that they were sent in are lost.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => ["DeliveryTermination"];

    /// <inheritdoc/>
    public override string RejectedBy => "VS-4";

    /// <inheritdoc/>
    public override string Faults => "send=10";

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input) =>
        Right(right, input is EvsDelivered { Body: FlushOk } ? state with { Early = [] } : state, input);
}
