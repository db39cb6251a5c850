using Rekey.Core;
using Rekey.GroupCommunication.Flush;

namespace Rekey.Mutants.Flush;

/// <summary>
/// While a change is in line, what is for one member alone is dropped. Members that move together need not be delivered the same of such messages (VS-4), and
/// the view is not the one that they rest in (VSL-2): only the gap among its sender's messages shows it.
/// </summary>
public sealed class WordsToOneDropped : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-words-to-one-dropped";

    /// <inheritdoc/>
    public override string Bug => "While a change is in line, what is for one member alone is dropped.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => ["ReliableFifo"];

    /// <inheritdoc/>
    public override string RejectedBy => "RF-2";

    /// <inheritdoc/>
    public override string Faults => "leave=1,join=1,send=8,depth=2";

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input)
    {
        var outcome = Right(right, state, input);
        return input is EvsDelivered { Body: FlushData { Tag: null } data } && data.To == state.Self && !state.Line.IsEmpty
            ? Edited(outcome, static e => e is Received ? null : e)
            : outcome;
    }
}
