using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>A message of the plan is taken from whoever signed it, planned sender or not, member or not.</summary>
public sealed class PartFromAnyone : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-part-from-anyone";

    /// <inheritdoc/>
    public override string Bug => "A message of the plan is taken from whoever signed it, planned sender or not, member or not.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness];

    /// <inheritdoc/>
    public override string? BeyondCoyote =>
        "A part of the plan must come from the wrong member while the right one's is missing: not in every run of 100 schedules of Coyote's portfolio and Q-learning; the explorer's portfolio takes 1,158.";

    /// <inheritdoc/>
    public override string Faults => "forge=2,crash=1,depth=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding) =>
        input is Received { Envelope: SymbolicEnvelope { Message: SecretKeys part } envelope } received && envelope.Signer == part.Header.Sender
            && member.Open?.Plan.Transmissions.ElementAtOrDefault((int)part.Index) is { } planned
            ? inner.Step(member, With(received, part with { Header = part.Header with { Sender = planned.From } }, member.Self, binding, entropy), entropy)
            : inner.Step(member, input, entropy);
}
