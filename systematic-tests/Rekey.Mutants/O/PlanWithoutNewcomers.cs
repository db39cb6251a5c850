using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>Those who come from one view take a plan that covers only them, and forget the newcomers.</summary>
public sealed class PlanWithoutNewcomers : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-plan-without-newcomers";

    /// <inheritdoc/>
    public override string Bug => "Those who come from one view take a plan that covers only them, and forget the newcomers.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NoEarlyUse, Properties.Refinement, Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "join=1,depth=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, Input input, IEntropy entropy, SuiteBinding binding)
    {
        var known = input is ViewInstalled { View: var view } && member.View is { } old
            ? new ViewInstalled(new View(view.Id, [.. view.Members.Where(old.Contains)]))
            : input;
        return inner.Step(member, known, entropy);
    }
}
