using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;

namespace Rekey.Mutants.Flush;

/// <summary>A view is installed when all its members but one have flushed.</summary>
public sealed class ViewBeforeLastOk : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-view-before-last-ok";

    /// <inheritdoc/>
    public override string Bug => "A view is installed when all its members but one have flushed.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.VirtualSynchrony];

    /// <inheritdoc/>
    public override string RejectedBy => "VS-4";

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input)
    {
        var outcome = Right(right, state, input);
        if (outcome is not Moved { State: FlushMember { Line: [var head, ..] } after } moved || input is not EvsDelivered { Body: FlushOk ok } || head.View.Id != ok.View
            || head.View.Members.Length <= 2 || head.Flushed.Count + 1 != head.View.Members.Length || Missing(after, ok.View) is not { } last || !HasFlushed(after))
        {
            return outcome;
        }

        var early = Right(right, after, new EvsDelivered(right.Group, last, Service.Fifo, new FlushOk(ok.View)));
        return early is Moved installed ? installed with { Effects = [.. moved.Effects, .. installed.Effects] } : moved;
    }
}
