using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;

namespace Rekey.Mutants.Flush;

/// <summary>A flush-ok of whoever sends one counts for a member that is still missing (bug class 1 of historical flush layers).</summary>
public sealed class OkOfAnybody : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-ok-of-anybody";

    /// <inheritdoc/>
    public override string Bug => "A flush-ok of whoever sends one counts for a member that is still missing (bug class 1 of historical flush layers).";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => ["MembershipPrecision"];

    /// <inheritdoc/>
    public override string RejectedBy => "VS-4";

    /// <inheritdoc/>
    public override string Faults => "join=1,send=4,forge=3,leave=1,depth=2";

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input) =>
        Right(right, state, input is EvsDelivered { Body: FlushOk ok } delivered && Missing(state, ok.View) is { } lost && !state.Line.Any(c => c.View.Id == ok.View && c.View.Contains(delivered.From))
            ? delivered with { From = lost }
            : input);
}
