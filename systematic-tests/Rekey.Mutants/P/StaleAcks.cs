using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader of a new view still counts the acks of the view before.</summary>
public sealed class StaleAcks : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-stale-acks";

    /// <inheritdoc/>
    public override string Bug => "The leader of a new view still counts the acks of the view before.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NoEarlyUse, Properties.Refinement];


    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        if (outcome is Rejected { Reason.Kind: RejectionKind.Duplicate } && MessageOf(input) is Ack)
        {
            // Counted already, so it believes.
            return new Ignored(new Cell(member.Control, (byte)PTrigger.AckPartial), outcome.Rule);
        }

        if (Trigger(outcome) != PTrigger.ViewLeads || outcome is not Moved moved || member.View is not { } old)
        {
            return outcome;
        }

        var acked = default(MemberSet);
        for (var place = 0; place < old.Members.Length; place++)
        {
            var now = moved.Member.View!.IndexOf(old.Members[place]);
            acked = member.Acked.Contains(place) && now >= 0 ? acked.Add(now) : acked;
        }

        return moved with { State = (PMember)moved.Member with { Acked = acked } };
    }
}
