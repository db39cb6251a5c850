using Rekey.Core;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>What a process has replaced is gone from its state (spec/properties.md, WeakErasureSecrecy).</summary>
public sealed class WeakErasureSecrecy(SecrecyLedger ledger) : ErasureMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.WeakErasureSecrecy;

    /// <inheritdoc/>
    protected override bool ShowsLongTermKeys => false;

    /// <inheritdoc/>
    protected override bool MustBeSafe(Exposure exposure, Epoch epoch) =>
        exposure.HasMovedOnFrom(epoch) && (exposure.Kept is not { } kept || epoch.ComesBefore(kept));
}
