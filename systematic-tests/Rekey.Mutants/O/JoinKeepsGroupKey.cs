using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>Where members join and nobody leaves, the group key of before is handed on as the new one.</summary>
public sealed class JoinKeepsGroupKey : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-join-keeps-group-key";

    /// <inheritdoc/>
    public override string Bug => "Where members join and nobody leaves, the group key of before is handed on as the new one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.BackwardAccessControl, Properties.KeySecrecy, Properties.Authenticity, Properties.Refinement];

    /// <inheritdoc/>
    public override string Faults => "join=1,depth=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Opened(member, outcome) is { Epoch.Run: 1 } open && open.Plan.Choosers[0] == member.Self && outcome is Moved moved
            && member.Ring is { Tree: Branch old } ring && old.Leaves().All(member.View!.Contains) && old.Members < member.View.Members.Length
            ? WithGroupKey(moved, ring.Keys[old.Name], binding, entropy)
            : outcome;
    }
}
