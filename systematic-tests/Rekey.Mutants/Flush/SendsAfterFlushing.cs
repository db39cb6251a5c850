using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;
using Rekey.Spec.Layers;

namespace Rekey.Mutants.Flush;

/// <summary>A member sends on in its view after it has flushed.</summary>
public sealed class SendsAfterFlushing : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-sends-after-flushing";

    /// <inheritdoc/>
    public override string Bug => "A member sends on in its view after it has flushed.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.VirtualSynchrony];

    /// <inheritdoc/>
    public override string RejectedBy => "VS-4";

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input) =>
        input is Multicast multicast && state.Control == (byte)FlushState.Agree && state.View is { } view
            ? new Moved(default, state, [new EvsMulticast(right.Group, Service.Fifo, new FlushData(multicast.Envelope, default, view.Id))], FlushRules.Send)
            : Right(right, state, input);
}
