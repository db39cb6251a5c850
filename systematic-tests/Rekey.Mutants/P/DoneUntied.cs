using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member takes any signed ProtoDone of its leader, whatever view, run and key it is for.</summary>
public sealed class DoneUntied : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-done-untied";

    /// <inheritdoc/>
    public override string Bug => "A member takes any signed ProtoDone of its leader, whatever view, run and key it is for.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NoEarlyUse, Properties.Refinement];

    /// <inheritdoc/>
    public override string? BeyondCoyote =>
        "An old ProtoDone must be replayed to a member that has a new key before another has it: it takes the portfolio several hundred schedules.";

    /// <inheritdoc/>
    public override string Faults => "replay=2,refresh=1,crash=1,join=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        return MessageOf(input) is ProtoDone done && member.Staged is { } staged && !member.Leads && done.Header.Sender == member.View!.Leader
            ? inner.Step(member, (Received)input with { Envelope = binding.Envelopes.Sign(new ProtoDone(done.Header with { View = staged.Epoch.View, Run = staged.Epoch.Run }, staged.KeyId)) }, entropy)
            : inner.Step(member, input, entropy);
    }
}
