using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A sender follows each payload with a signed note that quotes it; receivers ignore the note.</summary>
public sealed class PayloadQuoted : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-payload-quoted";

    /// <inheritdoc/>
    public override string Bug => "A sender follows each payload with a signed note that quotes it; receivers ignore the note.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PayloadSecrecy];

    /// <inheritdoc/>
    public override string Faults => "send=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (MessageOf(input) is Ack { KeyId: Term { Kind: TermKind.Payload } })
        {
            return new Ignored(new Cell(member.Control, (byte)PTrigger.DataCommitted), GroupDataRules.Receive);
        }

        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved moved && input is SendRequested send
            ? moved with { Effects = [.. moved.Effects, new Multicast(binding.Envelopes.Sign(new Ack(new Header(binding.Group, member.View!.Id, 1, member.Self), send.Payload)))] }
            : outcome;
    }
}
