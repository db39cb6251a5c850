using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member alone in its view names its key for a view that nobody installed.</summary>
public sealed class ViewOfItsOwn : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-view-of-its-own";

    /// <inheritdoc/>
    public override string Bug => "A member alone in its view names its key for a view that nobody installed.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Refinement, Properties.Liveness];

    /// <inheritdoc/>
    public override string Faults => "refresh=1";

    /// <inheritdoc/>
    public override int Members => 1;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return Trigger(outcome) == PTrigger.ViewAlone && outcome is Moved moved ? Rename(moved) : outcome;
    }

    private static Moved Rename(Moved moved)
    {
        var after = (PMember)moved.Member;
        var view = after.View!.Id with { Counter = after.View.Id.Counter + 1_000 };
        var key = after.Current! with { Epoch = after.Current.Epoch with { View = view } };
        return moved with
        {
            State = after with { Current = key },
            Effects = [.. moved.Effects.Select(e => e is KeyCommitted committed ? committed with { Epoch = key.Epoch } : e)],
        };
    }
}
