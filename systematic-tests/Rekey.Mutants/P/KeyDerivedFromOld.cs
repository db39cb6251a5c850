using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The key of a new view is derived from the key of the old one, which those who left know.</summary>
public sealed class KeyDerivedFromOld : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-key-derived-from-old";

    /// <inheritdoc/>
    public override string Bug => "The key of a new view is derived from the key of the old one, which those who left know.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.ForwardAccessControl, Properties.KeySecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=1,crash=1,partition=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.ViewLeads && member.Current is { } old && outcome is Moved moved
            ? WithKey(moved, binding.Suite.TrafficKey(old.Key, member.Self), binding, entropy)
            : outcome;
    }
}
