using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>Knowing all other group keys does not help (spec/properties.md, KeyIndependence).</summary>
public sealed class KeyIndependence(SecrecyLedger ledger, bool keepsLedger = false) : SecrecyMonitor(ledger, keepsLedger)
{
    /// <inheritdoc/>
    public override string Property => Properties.KeyIndependence;

    /// <inheritdoc/>
    protected override string Who => "all processes outside the view, given all other group keys,";

    /// <inheritdoc/>
    protected override bool Derives(VsWorld world, int epoch) => Ledger.OutsideDerivesGivenOtherKeys(world, epoch);
}
