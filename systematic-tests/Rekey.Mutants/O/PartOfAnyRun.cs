using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>A message of the plan is taken for the open run, whatever run it is of.</summary>
public sealed class PartOfAnyRun : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-part-of-any-run";

    /// <inheritdoc/>
    public override string Bug => "A message of the plan is taken for the open run, whatever run it is of.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "refresh=3,replay=8";

    /// <inheritdoc/>
    public override int Members => 2;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding) =>
        MessageOf(input) is SecretKeys part && input is Received { Envelope: SymbolicEnvelope { Recipient: var to } } received
            && to == member.Self && member.Open is { } open
            ? inner.Step(member, With(received, part with { Header = part.Header with { View = open.Epoch.View, Run = open.Epoch.Run } }, member.Self, binding, entropy), entropy)
            : inner.Step(member, input, entropy);
}
