using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;

namespace Rekey.Mutants.Flush;

/// <summary>Messages are sent without tags while others may not have installed the view.</summary>
public sealed class NoTags : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-no-tags";

    /// <inheritdoc/>
    public override string Bug => "Messages are sent without tags while others may not have installed the view.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => ["DeliveryTermination"];

    /// <inheritdoc/>
    public override string RejectedBy => "VS-4";

    /// <inheritdoc/>
    public override string Faults => "send=10";

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input) =>
        Edited(Right(right, state, input), static e =>
            e is EvsMulticast { Body: FlushData data } sent ? sent with { Body = new FlushData(data.Body, data.To, null) } : e);
}
