using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>A passive adversary who knows all subsequent group keys cannot derive the key (spec/properties.md, BackwardSecrecy).</summary>
public sealed class BackwardSecrecy(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.BackwardSecrecy;

    /// <inheritdoc/>
    public override Situations RestsOn => Situations.Ends | Situations.EpochOrder;

    /// <inheritdoc/>
    /// <remarks>The keys that are given away are among all others.</remarks>
    public override string ImpliedBy => Properties.KeyIndependence;

    /// <inheritdoc/>
    protected override string Who => "the passive adversary, given all subsequent group keys,";

    /// <inheritdoc/>
    protected override bool Derives(IObservedRun run, int epoch) => Ledger.LaterKeysReveal(run, epoch);
}
