using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A keyed member puts aside for ever what its application wants to send.</summary>
public sealed class SendStarves : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-send-starves";

    /// <inheritdoc/>
    public override string Bug => "A keyed member puts aside for ever what its application wants to send.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "send=2,join=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        // The payload stays deferred for ever: the machine keeps saying that it is too early.
        var outcome = inner.Step(member, input, entropy);
        return input is SendRequested && member.Traffic.Keys.Length > 0 && outcome is Moved moved
            ? new Deferred(moved.Cell, moved.Rule)
            : outcome;
    }
}
