using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>Processes that become members after the view and are not in it cannot derive its key (spec/properties.md, BackwardAccessControl).</summary>
public sealed class BackwardAccessControl(SecrecyLedger ledger, bool keepsLedger = false) : SecrecyMonitor(ledger, keepsLedger)
{
    /// <inheritdoc/>
    public override string Property => Properties.BackwardAccessControl;

    /// <inheritdoc/>
    protected override string Who => "the later members outside the view, together,";

    /// <inheritdoc/>
    protected override bool Derives(VsWorld world, int epoch) => SomeOutsideDerive(world, epoch, Ledger.BecomesMember);
}
