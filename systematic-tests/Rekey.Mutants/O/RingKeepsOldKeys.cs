using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>The ring has the keys of older trees too. No tree names them any more, so they are never used.</summary>
public sealed class RingKeepsOldKeys : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-ring-keeps-old-keys";

    /// <inheritdoc/>
    public override string Bug => "The ring has the keys of older trees too.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.WeakErasureSecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=2,expose=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        if (outcome is not Moved { State: TreeMember { Ring: { } ring } after } moved || member.Ring is not { } old || ring == old)
        {
            return outcome;
        }

        var all = old.Keys.Concat(ring.Keys).DistinctBy(static k => k.Key).ToDictionary();
        return moved with { State = after with { Kept = ring with { Keys = all } } };
    }
}
