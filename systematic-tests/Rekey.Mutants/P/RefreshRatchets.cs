using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A refresh derives the new key from the one in use, so that knowing one key gives the next.</summary>
public sealed class RefreshRatchets : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-refresh-ratchets";

    /// <inheritdoc/>
    public override string Bug => "A refresh derives the new key from the one in use, so that knowing one key gives the next.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardSecrecy, Properties.KeyIndependence, Properties.StrongKeyIndependence];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,crash=1,join=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) is PTrigger.RefreshOwn or PTrigger.RefreshAsked && outcome is Moved moved
            ? WithKey(moved, binding.Suite.TrafficKey(member.Current!.Key, member.Self), binding, entropy)
            : outcome;
    }
}
