using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>During a refresh a member sends under the key that it has staged, without waiting for ProtoDone.</summary>
public sealed class SendsUnderStagedKey : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-sends-under-staged-key";

    /// <inheritdoc/>
    public override string Bug => "During a refresh a member sends under the key that it has staged, without waiting for ProtoDone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.EpochBinding, Properties.NoEarlyUse, Properties.NewestKey];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,send=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved moved && input is SendRequested && member.Staged is { } staged ? Reprotected(moved, e => Under(staged, e, binding)) : outcome;
    }

    private static SymbolicEnvelope Under(EpochKey key, SymbolicEnvelope envelope, SuiteBinding binding)
    {
        var (header, sequence) = (envelope.Message.Header with { Run = key.Epoch.Run }, ((GroupData)envelope.Message).Sequence);
        return (SymbolicEnvelope)binding.Envelopes.Encrypt(header, sequence, key.KeyId, binding.Suite.TrafficKey(key.Key, header.Sender), envelope.Payload!);
    }
}
