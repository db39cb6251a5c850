using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>The leader takes whoever has a place in its own tree as still being there, whatever root was reported.</summary>
public sealed class RootsTakenAsOne : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-roots-taken-as-one";

    /// <inheritdoc/>
    public override string Bug => "The leader takes whoever has a place in its own tree as still being there, whatever root was reported.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness, Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "partition=1,merge=1,depth=2";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (MessageOf(input) is Report report && member.Ring is { } ring && ring.Tree.PathTo(report.Header.Sender).Length > 0)
        {
            return inner.Step(member, With((Received)input, report with { Path = PathUnion.PathOf(ring.Tree, report.Header.Sender) }, member.Self, binding, entropy), entropy);
        }

        return inner.Step(member, input, entropy);
    }
}
