using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member alone in its view leaves out a run when it refreshes its key.</summary>
public sealed class RunSkipped : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-run-skipped";

    /// <inheritdoc/>
    public override string Bug => "A member alone in its view leaves out a run when it refreshes its key.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Refinement];

    /// <inheritdoc/>
    public override string Faults => "refresh=2";

    /// <inheritdoc/>
    public override int Members => 1;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.RefreshAlone && outcome is Moved moved ? Skip(moved) : outcome;
    }

    private static Moved Skip(Moved moved)
    {
        var after = (PMember)moved.Member;
        var key = after.Current! with { Epoch = after.Current.Epoch with { Run = after.Current.Epoch.Run + 1 } };
        return moved with
        {
            State = after with { Current = key },
            Effects = [.. moved.Effects.Select(e => e is KeyCommitted committed ? committed with { Epoch = key.Epoch } : e)],
        };
    }
}
