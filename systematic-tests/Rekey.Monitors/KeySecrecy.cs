using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>No coalition of processes outside the view can derive its key (spec/properties.md, KeySecrecy).</summary>
public sealed class KeySecrecy(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.KeySecrecy;

    /// <inheritdoc/>
    protected override string Who => "all processes outside the view, together,";

    /// <inheritdoc/>
    protected override bool Derives(IObservedRun run, int epoch) => Ledger.OutsideDerives(run, epoch);
}
