using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec.Layers;

namespace Rekey.Mutants.Flush;

/// <summary>A flush layer with one thing wrong.</summary>
public abstract class FlushMutant : LayerMutant<FlushLayer, FlushMember>
{
    /// <inheritdoc/>
    public sealed override string Protocol => "Flush";

    /// <inheritdoc/>
    public override string Faults => "join=1,leave=1,crash=1,partition=2,merge=2,send=6,depth=6";

    /// <summary>A step of the right layer, which draws nothing.</summary>
    protected static Outcome Right(FlushLayer right, FlushMember member, PortEvent input) => right.Step(member, input, null!);

    /// <summary>The first other member of a change in line that has not flushed for it; null where there is none.</summary>
    protected static MemberId? Missing(FlushMember member, ViewId view)
    {
        var change = member.Line.FirstOrDefault(c => c.View.Id == view);
        var missing = change?.View.Members.Where((m, place) => m != member.Self && !change.Flushed.Contains(place)).ToList();
        return missing is [var first, ..] ? first : null;
    }

    /// <summary>Whether the client itself has flushed for the head of the line.</summary>
    protected static bool HasFlushed(FlushMember member) => (FlushState)member.Control is FlushState.Agree or FlushState.Entering;
}
