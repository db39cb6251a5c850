using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;

namespace Rekey.Mutants.Flush;

/// <summary>When changes collapse, those who went count as having flushed.</summary>
public sealed class LeaverForgotten : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-leaver-forgotten";

    /// <inheritdoc/>
    public override string Bug => "When changes collapse, those who went count as having flushed.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.VirtualSynchrony];

    /// <inheritdoc/>
    public override string RejectedBy => "VS-4";

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input) =>
        Right(right, input is EvsMembership && !state.Line.IsEmpty ? state with { Line = [.. state.Line.Select(c => c with { Flushed = AllBut(c.View, state.Self) })] } : state, input);

    private static MemberSet AllBut(View view, MemberId self)
    {
        var set = default(MemberSet);
        for (var place = 0; place < view.Members.Length; place++)
        {
            set = view.Members[place] == self ? set : set.Add(place);
        }

        return set;
    }
}
