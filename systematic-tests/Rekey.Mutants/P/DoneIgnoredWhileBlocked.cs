using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A blocked member ignores ProtoDone, although others that move along have taken it.</summary>
public sealed class DoneIgnoredWhileBlocked : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-done-ignored-while-blocked";

    /// <inheritdoc/>
    public override string Bug => "A blocked member ignores ProtoDone, although others that move along have taken it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.AllOrNone];

    /// <inheritdoc/>
    public override string Faults => "crash=1,leave=1,join=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.Done && member.IsBlocked && outcome is Moved moved
            ? new Ignored(moved.Cell, moved.Rule)
            : outcome;
    }
}
