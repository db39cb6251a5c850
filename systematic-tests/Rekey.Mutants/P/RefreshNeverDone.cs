using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member that has a key ignores ProtoDone for the next one.</summary>
public sealed class RefreshNeverDone : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-refresh-never-done";

    /// <inheritdoc/>
    public override string Bug => "A member that has a key ignores ProtoDone for the next one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "refresh=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.Done && member.Current is not null && outcome is Moved moved ? new Ignored(moved.Cell, moved.Rule) : outcome;
    }
}
