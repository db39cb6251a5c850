using Rekey.Core;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>An ack carries the key itself instead of its identifier.</summary>
public sealed class AckRevealsKey : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-ack-reveals-key";

    /// <inheritdoc/>
    public override string Bug => "An ack carries the key itself instead of its identifier.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (MessageOf(input) is Ack ack)
        {
            var named = ack with { KeyId = binding.Suite.KeyId(ack.KeyId) };
            return inner.Step(member, (Received)input with { Envelope = binding.Envelopes.Sign(named) }, entropy);
        }

        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.Key && outcome is Moved moved
            ? moved with { Effects = [.. moved.Effects.Select(e => e is Unicast { Envelope: SymbolicEnvelope { Message: Ack sent } } u ? new Unicast(u.To, binding.Envelopes.Sign(sent with { KeyId = moved.Member.Staged!.Key })) : e)] }
            : outcome;
    }
}
