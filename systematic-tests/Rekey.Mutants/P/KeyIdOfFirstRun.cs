using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>After a refresh group data still names the key of the first run of the view, and receivers do not look.</summary>
public sealed class KeyIdOfFirstRun : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-key-id-of-first-run";

    /// <inheritdoc/>
    public override string Bug => "After a refresh group data still names the key of the first run of the view, and receivers do not look.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.EpochBinding];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,send=2";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (input is Received { Envelope: SymbolicEnvelope { Message: GroupData data } envelope } received && KeyOf(member, data.Header.Run) is { } key)
        {
            return inner.Step(member, received with { Envelope = Naming(envelope, data, key.KeyId, binding) }, entropy);
        }

        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved moved && input is SendRequested
            ? Reprotected(moved, e => Naming(e, (GroupData)e.Message, member.Traffic.Keys[0].KeyId, binding))
            : outcome;
    }

    private static EpochKey? KeyOf(PMember member, uint run) => member.Traffic.KeyOf(run) ?? (member.Staged?.Epoch.Run == run ? member.Staged : null);

    private static SymbolicEnvelope Naming(SymbolicEnvelope envelope, GroupData data, CryptoValue keyId, SuiteBinding binding) =>
        (SymbolicEnvelope)binding.Envelopes.Encrypt(data.Header, data.Sequence, keyId, envelope.TrafficKey!, envelope.Payload!);
}
