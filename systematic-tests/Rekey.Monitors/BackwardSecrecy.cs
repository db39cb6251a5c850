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
    protected override bool Derives(VsWorld world, int epoch) => SomeOutsideDerive(world, epoch, Ledger.BecomesMember);
}
