using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;

namespace Rekey.Mutants.Flush;

/// <summary>Who had flushed for a change that collapsed does not flush for the one after it.</summary>
public sealed class NoSecondFlush : FlushMutant
{
    /// <inheritdoc/>
    public override string Name => "flush-no-second-flush";

    /// <inheritdoc/>
    public override string Bug => "Who had flushed for a change that collapsed does not flush for the one after it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => ["MembershipPrecision"];

    /// <inheritdoc/>
    protected override Outcome Step(FlushLayer right, FlushMember state, PortEvent input) =>
        input is EvsMembership && state.Newest is not null
            ? Edited(Right(right, state, input), static e => e is EvsMulticast { Body: FlushOk } ? null : e)
            : Right(right, state, input);
}
