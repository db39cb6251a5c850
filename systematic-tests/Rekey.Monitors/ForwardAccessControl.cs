using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>Processes that were members before the view and are not in it cannot derive its key (spec/properties.md, ForwardAccessControl).</summary>
public sealed class ForwardAccessControl(SecrecyLedger ledger, bool keepsLedger = false) : SecrecyMonitor(ledger, keepsLedger)
{
    /// <inheritdoc/>
    public override string Property => Properties.ForwardAccessControl;

    /// <inheritdoc/>
    protected override string Who => "the former members outside the view, together,";

    /// <inheritdoc/>
    protected override bool Derives(VsWorld world, int epoch) => SomeOutsideDerive(world, epoch, Ledger.WasMember);
}
