using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;

namespace Rekey.Mutants.Flush;

/// <summary>A member does not count its own flush-ok.</summary>
public sealed class OwnWordForgotten : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-own-word-forgotten";

    /// <inheritdoc/>
    public override string Bug => "A member does not count its own flush-ok.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => ["MembershipPrecision"];

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input) =>
        Right(right, state, input is EvsDelivered { Body: FlushOk } delivered && delivered.From == state.Self ? delivered with { Body = new FlushOk(default) } : input);
}
