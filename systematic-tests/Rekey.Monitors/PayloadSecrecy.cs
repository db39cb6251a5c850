using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>No coalition of processes outside the view in which a payload was sent can derive it (spec/properties.md, PayloadSecrecy).</summary>
public sealed class PayloadSecrecy(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Property => Properties.PayloadSecrecy;

    /// <inheritdoc/>
    protected override string Who => "all processes outside the view, together,";

    /// <inheritdoc/>
    public override string? AtEnd(VsWorld world, bool quiescent)
    {
        for (var i = 0; i < Ledger.Payloads.Count; i++)
        {
            if (Ledger.OutsideDerivesPayload(world, i))
            {
                var (payload, _, view) = Ledger.Payloads[i];
                return $"{Who} can derive {payload}, which was sent in {view.View}";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override bool Derives(VsWorld world, int epoch) => false;
}
