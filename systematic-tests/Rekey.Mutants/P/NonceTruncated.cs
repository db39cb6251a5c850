using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The nonce of a payload keeps only the low 16 bits of its number: after 65,536 payloads it comes again.</summary>
public sealed class NonceTruncated : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-nonce-truncated";

    /// <inheritdoc/>
    public override string Bug => "The nonce of a payload keeps only the low 16 bits of its number: after 65,536 payloads it comes again.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NonceUniqueness];

    /// <inheritdoc/>
    public override string Faults => "send=2";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (input is Received { Envelope: SymbolicEnvelope { Message: GroupData data } envelope } received)
        {
            var store = ((SymbolicBinding)binding).Store;
            return inner.Step(member, received with { Envelope = envelope.Reprotect(envelope.TrafficKey!, store.Number(data.Sequence)) }, entropy);
        }

        // A function that loses something of the number is, among terms, another term.
        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved moved && input is SendRequested
            ? Reprotected(moved, e => e.Reprotect(e.TrafficKey!, ((SymbolicBinding)binding).Store.Kdf("low 16 bits of ", e.Iv!)))
            : outcome;
    }
}
