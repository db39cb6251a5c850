using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>The monitors of one worker: one per property.</summary>
public static class MonitorSet
{
    /// <summary>All monitors. Those of secrecy share what they compute.</summary>
    public static IReadOnlyList<IMonitor<VsWorld>> All()
    {
        var ledger = new SecrecyLedger();
        return
        [
            .. WithoutSecrecy(),
            new KeySecrecy(ledger, keepsLedger: true), new ForwardSecrecy(ledger), new BackwardSecrecy(ledger), new KeyIndependence(ledger), new PerfectForwardSecrecy(ledger),
        ];
    }

    /// <summary>All monitors but those of secrecy.</summary>
    public static IReadOnlyList<IMonitor<VsWorld>> WithoutSecrecy() =>
    [
        new VirtualSynchrony(), new Refinement(), new Agreement(), new AllOrNone(), new NoEarlyUse(), new Authenticity(), new DataIntegrity(),
        new HonestAcceptance(), new Liveness(), new PlanSoundness(),
    ];
}
