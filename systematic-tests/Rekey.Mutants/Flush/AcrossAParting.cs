using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Spec.Layers;

namespace Rekey.Mutants.Flush;

/// <summary>Changes collapse across a split and a merge: no view of the client alone comes between, as in the historical layer.</summary>
public sealed class AcrossAParting : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-across-a-parting";

    /// <inheritdoc/>
    public override string Bug => "Changes collapse across a split and a merge: no view of the client alone comes between, as in the historical layer.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.VirtualSynchrony];

    /// <inheritdoc/>
    public override string RejectedBy => "VS-4";

    /// <inheritdoc/>
    public override string Faults => "crash=2,partition=1,merge=1,send=2,depth=4";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    public override string? BeyondCoyote => "It takes a split, a merge and two crashes before anybody has flushed; the explorer needs thousands of schedules too.";

    /// <inheritdoc/>
    public override RunStart Start => RunStart.Plain with { IsFormed = true };

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input)
    {
        var outcome = Right(right, state, input);
        return outcome is Moved { State: FlushMember { Line: [{ View.Members: [var only] }, _, ..] line } after } moved
            && line[0].View.Id.Counter % 2 == 1 && only == state.Self && state.Control != (byte)FlushState.Entering
                ? Edited(moved with { State = after with { Line = line.RemoveAt(0) } }, e =>
                    e is EvsMulticast { Body: FlushOk ok } sent && ok.View == line[0].View.Id ? sent with { Body = new FlushOk(line[1].View.Id) } : e)
                : outcome;
    }
}
