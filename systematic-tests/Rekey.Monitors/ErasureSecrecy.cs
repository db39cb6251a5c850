using Rekey.Core;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>Who is shown a process, long-term keys included, reads nothing of the views that it has moved on from (spec/properties.md, ErasureSecrecy).</summary>
public sealed class ErasureSecrecy(SecrecyLedger ledger) : ErasureMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.ErasureSecrecy;

    /// <inheritdoc/>
    protected override bool ShowsLongTermKeys => true;

    /// <inheritdoc/>
    protected override bool MustBeSafe(Exposure exposure, Epoch epoch) => exposure.HasMovedOnFrom(epoch);
}
