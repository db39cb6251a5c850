using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>The leader of a new view still waits for a report of the leader that is gone.</summary>
public sealed class LeftLeaderAwaited : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-left-leader-awaited";

    /// <inheritdoc/>
    public override string Bug => "The leader of a new view still waits for a report of the leader that is gone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness];

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == RunTrigger.ViewLeads && member.View is { } old && outcome is Moved { State: TreeMember after } moved && !after.View!.Contains(old.Leader)
            ? moved with { State = after with { Reports = after.Reports.Add(default) } }
            : outcome;
    }
}
