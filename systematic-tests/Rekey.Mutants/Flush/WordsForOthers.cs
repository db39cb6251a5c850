using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;

namespace Rekey.Mutants.Flush;

/// <summary>What is for one member is delivered to all.</summary>
public sealed class WordsForOthers : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-words-for-others";

    /// <inheritdoc/>
    public override string Bug => "What is for one member is delivered to all.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.VirtualSynchrony];

    /// <inheritdoc/>
    public override string RejectedBy => "DI-2";

    /// <inheritdoc/>
    public override string Faults => "send=4";

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input) =>
        Right(right, state, input is EvsDelivered { Body: FlushData data } delivered ? delivered with { Body = new FlushData(data.Body, default, data.Tag) } : input);
}
