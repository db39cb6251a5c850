using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>Processes that become members after the view and are not in it cannot derive its key (spec/properties.md, BackwardAccessControl).</summary>
public sealed class BackwardAccessControl(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Property => Properties.BackwardAccessControl;

    /// <inheritdoc/>
    /// <remarks>Who was a member when is no part of an end; but the adversary is part of that of KeySecrecy.</remarks>
    public override Situations RestsOn => Situations.Ends | Situations.InstallOrder;

    /// <inheritdoc/>
    public override string ImpliedBy => Properties.KeySecrecy;

    /// <inheritdoc/>
    protected override string Who => "the later members outside the view, together,";

    /// <inheritdoc/>
    protected override bool Derives(VsWorld world, int epoch) => Ledger.SomeOutsideDerive(world, epoch, Ledger.BecomesMember);
}
