using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>The leader lays the current key in its ring under the name that the next run's key will have.</summary>
public sealed class NextKeyReady : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-next-key-ready";

    /// <inheritdoc/>
    public override string Bug => "The leader lays the current key in its ring under the name that the next run's key will have.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "refresh=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved { State: TreeMember { Leads: true, Ring: { } ring, Current: { } current } after } moved && ring != member.Ring
            ? moved with { State = after with { Kept = ring with { Keys = new Dictionary<KeyName, CryptoValue>(ring.Keys) { [Next(current.Epoch)] = current.Key } } } }
            : outcome;
    }

    private static KeyName Next(Epoch epoch) => new(epoch with { Run = epoch.Run + 1 }, 0);
}
