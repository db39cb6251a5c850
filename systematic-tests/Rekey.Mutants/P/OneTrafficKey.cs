using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>All senders share one traffic key, derived without their names: the first payload of each has the same key and nonce.</summary>
public sealed class OneTrafficKey : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-one-traffic-key";

    /// <inheritdoc/>
    public override string Bug => "All senders share one traffic key, derived without their names: the first payload of each has the same key and nonce.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NonceUniqueness, Properties.EpochBinding];

    /// <inheritdoc/>
    public override string Faults => "send=3";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (input is Received { Envelope: SymbolicEnvelope { Message: GroupData data } envelope } received
            && member.Traffic.KeyOf(data.Header.Run) is { } key && envelope.TrafficKey!.Equals(binding.Suite.TrafficKey(key.Key, default)))
        {
            return inner.Step(member, received with { Envelope = envelope.Reprotect((Term)binding.Suite.TrafficKey(key.Key, data.Header.Sender), envelope.Iv!) }, entropy);
        }

        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved moved && input is SendRequested
            ? Reprotected(moved, e => e.Reprotect((Term)binding.Suite.TrafficKey(member.Current!.Key, default), e.Iv!))
            : outcome;
    }
}
