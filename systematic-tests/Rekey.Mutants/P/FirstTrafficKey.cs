using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>After a refresh both ends go on with the traffic key of the first run of the view: the numbers begin anew, and so keys and nonces repeat.</summary>
public sealed class FirstTrafficKey : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-first-traffic-key";

    /// <inheritdoc/>
    public override string Bug => "After a refresh both ends go on with the traffic key of the first run of the view: the numbers begin anew, and so keys and nonces repeat.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NonceUniqueness, Properties.EpochBinding];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,send=3";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (input is Received { Envelope: SymbolicEnvelope { Message: GroupData data } envelope } received && KeyOf(member, data.Header.Run) is { } right)
        {
            var (wrong, sender) = ((member.Traffic.Keys.IsEmpty ? right : member.Traffic.Keys[0]).Key, data.Header.Sender);
            return envelope.TrafficKey!.Equals(binding.Suite.TrafficKey(wrong, sender))
                ? inner.Step(member, received with { Envelope = envelope.Reprotect((Term)binding.Suite.TrafficKey(right.Key, sender), envelope.Iv!) }, entropy)
                : inner.Step(member, input, entropy);
        }

        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved moved && input is SendRequested
            ? Reprotected(moved, e => e.Reprotect((Term)binding.Suite.TrafficKey(member.Traffic.Keys[0].Key, member.Self), e.Iv!))
            : outcome;
    }

    private static EpochKey? KeyOf(PMember member, uint run) => member.Traffic.KeyOf(run) ?? (member.Staged?.Epoch.Run == run ? member.Staged : null);
}
