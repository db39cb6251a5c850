using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member tells its application of a key as soon as it has it, and uses it itself only on ProtoDone.</summary>
public sealed class TellsWhatItStages : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-tells-what-it-stages";

    /// <inheritdoc/>
    public override string Bug => "A member tells its application of a key as soon as it has it, and uses it itself only on ProtoDone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NoEarlyUse, Properties.FaithfulPort, Properties.AllOrNone, Properties.Refinement];

    /// <inheritdoc/>
    public override string Faults => "crash=1,refresh=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is not Moved moved ? outcome
            : Trigger(outcome) == PTrigger.Key ? moved with { Effects = [.. moved.Effects, new KeyCommitted(((PMember)moved.Member).Staged!.Epoch, ((PMember)moved.Member).Staged!.Key)] }
            : Trigger(outcome) == PTrigger.Done ? moved with { Effects = [.. moved.Effects.Where(static e => e is not KeyCommitted)] }
            : outcome;
    }
}
