using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>No coalition of processes outside the view in which a payload was sent can derive it (spec/properties.md, PayloadSecrecy).</summary>
public sealed class PayloadSecrecy(SecrecyLedger ledger) : SecrecyMonitor(ledger)
{
    /// <inheritdoc/>
    public override string Name => Properties.PayloadSecrecy;

    /// <inheritdoc/>
    protected override string Who => "all processes outside the view, together,";

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
    {
        for (var i = 0; i < Ledger.Payloads.Count; i++)
        {
            if (Ledger.OutsideDerivesPayload(Run, i))
            {
                var (payload, _, view) = Ledger.Payloads[i];
                return $"{Who} can derive {payload}, which was sent in {view}";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override bool Derives(IObservedRun run, int epoch) => false;
}
