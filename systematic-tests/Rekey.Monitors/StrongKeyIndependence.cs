using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>No coalition of processes outside the view can derive its key, given all other group keys (spec/properties.md, StrongKeyIndependence).</summary>
public sealed class StrongKeyIndependence(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.StrongKeyIndependence;

    /// <inheritdoc/>
    protected override string Who => "all processes outside the view, given all other group keys,";

    /// <inheritdoc/>
    protected override bool Derives(IObservedRun run, int epoch) => Ledger.OutsideDerivesGivenOtherKeys(run, epoch);
}
