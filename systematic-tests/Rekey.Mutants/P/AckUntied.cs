using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader counts any signed ack of a member, whatever view, run and key it is for.</summary>
public sealed class AckUntied : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-ack-untied";

    /// <inheritdoc/>
    public override string Bug => "The leader counts any signed ack of a member, whatever view, run and key it is for.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NoEarlyUse, Properties.Refinement];

    /// <inheritdoc/>
    public override string? BeyondCoyote =>
        "An old ack must be replayed to a leader that waits for an ack of the same member, and only for that: it takes the portfolio 401 schedules.";

    /// <inheritdoc/>
    public override string Faults => "replay=2,refresh=1,crash=1,join=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        return MessageOf(input) is Ack ack && member is { Leads: true, Staged: { } staged } && ack.Header.Epoch != staged.Epoch
            ? inner.Step(member, (Received)input with { Envelope = binding.Envelopes.Sign(new Ack(ack.Header with { View = staged.Epoch.View, Run = staged.Epoch.Run }, staged.KeyId)) }, entropy)
            : inner.Step(member, input, entropy);
    }
}
