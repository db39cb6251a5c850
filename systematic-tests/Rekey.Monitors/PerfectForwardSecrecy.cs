using Rekey.Crypto.Symbolic;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>Long-term keys that are revealed at the end do not reveal group keys (spec/properties.md, PerfectForwardSecrecy).</summary>
public sealed class PerfectForwardSecrecy(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Property => Properties.PerfectForwardSecrecy;

    /// <inheritdoc/>
    protected override string Who => "the adversary, once all long-term keys are revealed,";

    /// <inheritdoc/>
    protected override bool Derives(VsWorld world, int epoch) => Ledger.AfterCompromise(world).Derives((Term)Ledger.Epochs[epoch].Key.Key);
}
