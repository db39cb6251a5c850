using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>A passive adversary who knows all other group keys cannot derive the key (spec/properties.md, KeyIndependence).</summary>
public sealed class KeyIndependence(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.KeyIndependence;

    /// <inheritdoc/>
    protected override string Who => "the passive adversary, given all other group keys,";

    /// <inheritdoc/>
    protected override bool Derives(IObservedRun run, int epoch) => Ledger.OtherKeysReveal(run, epoch);
}
