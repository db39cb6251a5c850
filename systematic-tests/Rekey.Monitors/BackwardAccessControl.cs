using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>Processes that become members after the view and are not in it cannot derive its key (spec/properties.md, BackwardAccessControl).</summary>
public sealed class BackwardAccessControl(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.BackwardAccessControl;

    /// <inheritdoc/>
    /// <remarks>Who was a member when is no part of an end; but the adversary is part of that of KeySecrecy.</remarks>
    public override Situations RestsOn => Situations.Ends | Situations.InstallOrder;

    /// <inheritdoc/>
    public override string ImpliedBy => Properties.KeySecrecy;

    /// <inheritdoc/>
    protected override string Who => "the later members outside the view, together,";

    /// <inheritdoc/>
    protected override bool Derives(IObservedRun run, int epoch) => Ledger.SomeOutsideDerive(run, epoch, Ledger.BecomesMember);
}
