using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A leader stages its key for a view that nobody installed, and uses it for the right one.</summary>
public sealed class KeyHeldForAnotherView : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-key-held-for-another-view";

    /// <inheritdoc/>
    public override string Bug => "A leader stages its key for a view that nobody installed, and uses it for the right one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Refinement, Properties.Authenticity];

    /// <inheritdoc/>
    public override string Faults => "crash=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(IsRenamed(member) ? member with { Staged = member.Staged! with { Epoch = member.Staged.Epoch with { View = member.View!.Id } } } : member, input, entropy);
        return Trigger(outcome) == PTrigger.ViewLeads && outcome is Moved moved ? moved with { State = Renamed((PMember)moved.Member, 1_000) } : outcome;
    }

    private static PMember Renamed(PMember member, uint by) => member with
    {
        Staged = member.Staged! with { Epoch = member.Staged.Epoch with { View = member.Staged.Epoch.View with { Counter = member.Staged.Epoch.View.Counter + by } } },
    };

    private static bool IsRenamed(PMember member) => member.Staged is { } staged && staged.Epoch.View != member.View!.Id;
}
