using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>A member takes a tree from whoever signed it, leader or not, member or not.</summary>
public sealed class PlanFromAnyone : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-plan-from-anyone";

    /// <inheritdoc/>
    public override string Bug => "A member takes a tree from whoever signed it, leader or not, member or not.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "forge=2,crash=1,depth=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding) =>
        input is Received { Envelope: SymbolicEnvelope { Message: TreeAnnouncement tree } envelope } received && envelope.Signer == tree.Header.Sender
            && member.View is { } view && !member.Leads
            ? inner.Step(member, With(received, tree with { Header = tree.Header with { Sender = view.Leader } }, member.Self, binding, entropy), entropy)
            : inner.Step(member, input, entropy);
}
