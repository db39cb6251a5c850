using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A payload is delivered under the number that the next one will have.</summary>
public sealed class DataRenumbered : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-data-renumbered";

    /// <inheritdoc/>
    public override string Bug => "A payload is delivered under the number that the next one will have.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.DataIntegrity];

    /// <inheritdoc/>
    public override string Faults => "send=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved moved
            ? moved with { Effects = [.. moved.Effects.Select(static e => e is DeliverData data ? data with { Sequence = data.Sequence + 1 } : e)] }
            : outcome;
    }
}
