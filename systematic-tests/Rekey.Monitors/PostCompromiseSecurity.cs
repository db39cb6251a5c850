using Rekey.Core;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>After a process was exposed, long-term keys included, fresh randomness makes its group keys secret again (spec/properties.md, PostCompromiseSecurity).</summary>
public sealed class PostCompromiseSecurity(SecrecyLedger ledger) : ExposureMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.PostCompromiseSecurity;

    /// <inheritdoc/>
    protected override bool ShowsLongTermKeys => true;

    /// <inheritdoc/>
    protected override bool MustBeSafe(Exposure exposure, Epoch epoch) =>
        Exposed.FirstHealed(exposure, static (_, r) => r.IsFresh) is { } first && !epoch.ComesBefore(first);
}
