using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A refresh distributes the key that is in use already.</summary>
public sealed class RefreshReusesKey : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-refresh-reuses-key";

    /// <inheritdoc/>
    public override string Bug => "A refresh distributes the key that is in use already.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeyIndependence, Properties.Refinement];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,crash=1,join=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) is PTrigger.RefreshOwn or PTrigger.RefreshAsked && outcome is Moved moved
            ? WithKey(moved, member.Current!.Key, binding, entropy)
            : outcome;
    }
}
