using Rekey.Core;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>After the state of a process was exposed, group keys are secret again once it has replaced all that it keeps (spec/properties.md, WeakPostCompromiseSecurity).</summary>
public sealed class WeakPostCompromiseSecurity(SecrecyLedger ledger) : ExposureMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.WeakPostCompromiseSecurity;

    /// <inheritdoc/>
    protected override bool ShowsLongTermKeys => false;

    /// <inheritdoc/>
    protected override bool MustBeSafe(Exposure exposure, Epoch epoch) =>
        Exposed.FirstHealed(exposure, static (e, r) => r.Kept is not { } kept || e.Precedes(kept)) is { } first && !epoch.ComesBefore(first);
}
