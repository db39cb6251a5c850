using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>Processes that become members after the view and are not in it cannot derive its key (spec/properties.md, BackwardSecrecy).</summary>
public sealed class BackwardSecrecy(SecrecyLedger ledger, bool keepsLedger = false) : SecrecyMonitor(ledger, keepsLedger)
{
    /// <inheritdoc/>
    public override string Property => Properties.BackwardSecrecy;

    /// <inheritdoc/>
    protected override string Who => "the later members outside the view, together,";

    /// <inheritdoc/>
    protected override Knowledge Coalition(VsWorld world, EpochKey key, GroupView view) => Ledger.Pool(world, view, p => Ledger.BecomesMember(p, view));
}
