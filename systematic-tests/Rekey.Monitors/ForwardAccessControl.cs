using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>Processes that were members before the view and are not in it cannot derive its key (spec/properties.md, ForwardAccessControl).</summary>
public sealed class ForwardAccessControl(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.ForwardAccessControl;

    /// <inheritdoc/>
    /// <remarks>Who was a member when is no part of an end; but the adversary is part of that of KeySecrecy.</remarks>
    public override Situations RestsOn => Situations.Ends | Situations.InstallOrder;

    /// <inheritdoc/>
    public override string ImpliedBy => Properties.KeySecrecy;

    /// <inheritdoc/>
    protected override string Who => "the former members outside the view, together,";

    /// <inheritdoc/>
    protected override bool Derives(IObservedRun run, int epoch) => Ledger.SomeOutsideDerive(run, epoch, Ledger.WasMember);
}
