using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A payload is delivered to the application twice.</summary>
public sealed class DataTwice : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-data-twice";

    /// <inheritdoc/>
    public override string Bug => "A payload is delivered to the application twice.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.DataIntegrity];

    /// <inheritdoc/>
    public override string Faults => "send=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved moved
            ? moved with { Effects = [.. moved.Effects.SelectMany(static e => e is DeliverData ? new[] { e, e } : [e])] }
            : outcome;
    }
}
