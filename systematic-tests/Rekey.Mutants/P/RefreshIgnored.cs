using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader ignores what other members ask, as if a run were open.</summary>
public sealed class RefreshIgnored : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-refresh-ignored";

    /// <inheritdoc/>
    public override string Bug => "The leader ignores what other members ask, as if a run were open.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.RequestProgress];

    /// <inheritdoc/>
    public override string Faults => "refresh=2";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.RefreshAsked ? new Ignored(((Moved)outcome).Cell, Spec.Protocols.P.RefreshMoot) : outcome;
    }
}
