using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>Who leaves keeps its ring of keys: those of its last view, and what they open of older ones.</summary>
public sealed class LeaveKeepsRing : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-leave-keeps-ring";

    /// <inheritdoc/>
    public override string Bug => "Who leaves keeps its ring of keys.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.WeakErasureSecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=1,expose=1,depth=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return input is LeaveRequested && outcome is Moved moved ? moved with { State = (TreeMember)moved.State with { Kept = member.Ring } } : outcome;
    }
}
