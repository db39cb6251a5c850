using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The key is signed but not sealed.</summary>
public sealed class KeyInClear : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-key-in-clear";

    /// <inheritdoc/>
    public override string Bug => "The key is signed but not sealed.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (input is Received { Envelope: SymbolicEnvelope { Message: Key key, Protection: Protection.Signed } } received)
        {
            return inner.Step(member, received with { Envelope = binding.Envelopes.Seal(key, member.Self, entropy) }, entropy);
        }

        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved moved
            ? moved with { Effects = [.. moved.Effects.Select(e => e is Unicast { Envelope: SymbolicEnvelope { Message: Key sent } } u ? new Unicast(u.To, binding.Envelopes.Sign(sent)) : e)] }
            : outcome;
    }
}
