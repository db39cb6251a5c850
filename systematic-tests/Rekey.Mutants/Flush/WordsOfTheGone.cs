using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.Flush;

/// <summary>What a member that has gone from the view sent is delivered all the same.</summary>
public sealed class WordsOfTheGone : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-words-of-the-gone";

    /// <inheritdoc/>
    public override string Bug => "What a member that has gone from the view sent is delivered all the same.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.VirtualSynchrony];

    /// <inheritdoc/>
    public override string RejectedBy => "RF-2";

    /// <inheritdoc/>
    public override string? BeyondCoyote => "It takes a member that goes while others still get what it sent; the explorer needs thousands of schedules too.";

    /// <inheritdoc/>
    public override string Faults => "partition=1,merge=1,send=6,depth=2";

    /// <inheritdoc/>
    public override RunStart Start => RunStart.Plain with { IsFormed = true };

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input) =>
        input is EvsDelivered { Body: FlushData { Tag: null } } && state.View is not null
            && Right(right, state with { Went = state.Went.Clear() }, input) is Moved { State: FlushMember after } moved
                ? moved with { State = after with { Went = state.Went } }
                : Right(right, state, input);
}
