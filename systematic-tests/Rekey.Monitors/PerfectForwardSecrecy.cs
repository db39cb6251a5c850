using Rekey.Crypto.Symbolic;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>Long-term keys that are revealed at the end do not reveal group keys (spec/properties.md, PerfectForwardSecrecy).</summary>
public sealed class PerfectForwardSecrecy(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.PerfectForwardSecrecy;

    /// <inheritdoc/>
    protected override string Who => "the adversary, once all long-term keys are revealed,";

    /// <inheritdoc/>
    protected override bool Derives(IObservedRun run, int epoch) => Ledger.AfterCompromise(run).Derives((Term)Ledger.Epochs[epoch].Key.Key);
}
