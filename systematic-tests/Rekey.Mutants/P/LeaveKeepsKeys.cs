using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>Who leaves keeps the keys of its last view. No message ever shows it: only who looks into its memory.</summary>
public sealed class LeaveKeepsKeys : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-leave-keeps-keys";

    /// <inheritdoc/>
    public override string Bug => "Who leaves keeps the keys of its last view.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.WeakErasureSecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=1,expose=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return input is LeaveRequested && outcome is Moved moved ? moved with { State = (PMember)moved.State with { Traffic = member.Traffic } } : outcome;
    }
}
