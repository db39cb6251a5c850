using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>A refresh makes no new group key, but hands the current one out again.</summary>
public sealed class RefreshKeepsRoot : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-refresh-keeps-root";

    /// <inheritdoc/>
    public override string Bug => "A refresh makes no new group key, but hands the current one out again.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Refinement];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,crash=1,join=1,depth=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Opened(member, outcome) is { Epoch.Run: > 1 } open && open.Plan.Choosers[0] == member.Self
            ? WithGroupKey((Moved)outcome, member.Current!.Key, binding, entropy)
            : outcome;
    }
}
