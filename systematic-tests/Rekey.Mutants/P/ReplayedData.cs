using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A payload that was delivered before is delivered again.</summary>
public sealed class ReplayedData : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-replayed-data";

    /// <inheritdoc/>
    public override string Bug => "A payload that was delivered before is delivered again.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.DataIntegrity];

    /// <inheritdoc/>
    public override string Faults => "send=2,replay=3";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Rejected { Reason.Kind: RejectionKind.Duplicate } && MessageOf(input) is GroupData data
            ? new Moved(new Cell(member.Control, (byte)PTrigger.DataCommitted), member, [new DeliverData(data.Header.Sender, data.Header.Epoch, data.Sequence, ((SymbolicEnvelope)data.Sealed).Payload!)], outcome.Rule)
            : outcome;
    }
}
