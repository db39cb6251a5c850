using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>A passive adversary who knows all preceding group keys cannot derive the key (spec/properties.md, ForwardSecrecy).</summary>
public sealed class ForwardSecrecy(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.ForwardSecrecy;

    /// <inheritdoc/>
    public override Situations RestsOn => Situations.Ends | Situations.EpochOrder;

    /// <inheritdoc/>
    /// <remarks>The keys that are given away are among all others.</remarks>
    public override string ImpliedBy => Properties.KeyIndependence;

    /// <inheritdoc/>
    protected override string Who => "the passive adversary, given all preceding group keys,";

    /// <inheritdoc/>
    protected override bool Derives(IObservedRun run, int epoch) => Ledger.EarlierKeysReveal(run, epoch);
}
