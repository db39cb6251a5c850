using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>After a refresh the leader tells its application of the old key once more, under the name of the new epoch.</summary>
public sealed class TellsOtherKey : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-tells-other-key";

    /// <inheritdoc/>
    public override string Bug => "After a refresh the leader tells its application of the old key once more, under the name of the new epoch.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Agreement, Properties.FaithfulPort, Properties.KeyIndependence, Properties.Refinement];

    /// <inheritdoc/>
    public override string Faults => "refresh=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.AckLast && outcome is Moved moved && member.Current is { } old
            ? moved with { Effects = [.. moved.Effects.Select(e => e is KeyCommitted told ? told with { Key = old.Key } : e)] }
            : outcome;
    }
}
