using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>A refresh derives the new group key from the current one.</summary>
public sealed class BalancedRefreshRatchets : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-balanced-refresh-ratchets";

    /// <inheritdoc/>
    public override string Bug => "A refresh derives the new group key from the current one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardSecrecy, Properties.KeyIndependence, Properties.StrongKeyIndependence];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,crash=1,join=1,depth=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Balanced;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Opened(member, outcome) is { Epoch.Run: > 1 } open && open.Plan.Choosers[0] == member.Self
            ? WithGroupKey((Moved)outcome, ((SymbolicBinding)binding).Store.Kdf("next", (Term)member.Current!.Key), binding, entropy)
            : outcome;
    }
}
