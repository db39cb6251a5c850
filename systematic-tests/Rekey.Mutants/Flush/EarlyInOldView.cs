using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;

namespace Rekey.Mutants.Flush;

/// <summary>A message that was sent in the next view is delivered in this one.</summary>
public sealed class EarlyInOldView : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-early-in-old-view";

    /// <inheritdoc/>
    public override string Bug => "A message that was sent in the next view is delivered in this one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => ["DeliveryTermination"];

    /// <inheritdoc/>
    public override string RejectedBy => "VS-4";

    /// <inheritdoc/>
    public override string Faults => "send=10";

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input) =>
        Right(right, state, input is EvsDelivered { Body: FlushData { Tag: not null } data } delivered ? delivered with { Body = new FlushData(data.Body, data.To, null) } : input);
}
