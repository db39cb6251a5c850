using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A payload under the staged key is delivered at once instead of waiting for ProtoDone.</summary>
public sealed class DataUnderStagedKey : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-data-under-staged-key";

    /// <inheritdoc/>
    public override string Bug => "A payload under the staged key is delivered at once instead of waiting for ProtoDone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.NoEarlyUse];

    /// <inheritdoc/>
    public override string Faults => "send=3,refresh=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Deferred { Cell.Trigger: (byte)PTrigger.DataStaged } early && MessageOf(input) is GroupData data
            ? new Moved(early.Cell, member, [new DeliverData(data.Header.Sender, data.Header.Epoch, data.Sequence, ((SymbolicEnvelope)data.Sealed).Payload!)], early.Rule)
            : outcome;
    }
}
