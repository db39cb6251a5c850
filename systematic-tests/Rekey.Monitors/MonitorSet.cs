using Rekey.Explorer;
using Rekey.Monitors.SecondReading;
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
            new KeySecrecy(ledger, keepsLedger: true), new ForwardAccessControl(ledger), new BackwardAccessControl(ledger), new KeyIndependence(ledger), new PerfectForwardSecrecy(ledger),
        ];
    }

    /// <summary>The monitors of some properties, and no others.</summary>
    public static IReadOnlyList<IMonitor<VsWorld>> Of(IReadOnlyCollection<string> properties)
    {
        var ledger = new SecrecyLedger();
        Func<bool, SecrecyMonitor>[] secrecy =
        [
            keeps => new KeySecrecy(ledger, keeps), keeps => new ForwardAccessControl(ledger, keeps), keeps => new BackwardAccessControl(ledger, keeps),
            keeps => new KeyIndependence(ledger, keeps), keeps => new PerfectForwardSecrecy(ledger, keeps),
        ];

        // The first one of them keeps what they share.
        var asked = secrecy.Where(make => properties.Contains(make(false).Property)).Select(static (make, i) => make(i == 0));
        return [.. WithoutSecrecy().Where(m => properties.Contains(m.Property)), .. asked, .. properties.SelectMany(OnRequest)];
    }

    /// <summary>A monitor that watches only where it is asked for by its name, since it is about no property of the specification; none where the name is another's.</summary>
    public static IEnumerable<IMonitor<VsWorld>> OnRequest(string? name) => name == Lockstep.Name ? [new Lockstep()] : [];

    /// <summary>All monitors but those of secrecy.</summary>
    public static IReadOnlyList<IMonitor<VsWorld>> WithoutSecrecy() =>
    [
        new VirtualSynchrony(), new Refinement(), new Agreement(), new AllOrNone(), new NoEarlyUse(), new Authenticity(), new DataIntegrity(),
        new HonestAcceptance(), new ActiveSecurity(), new Liveness(), new PlanSoundness(),
    ];
}
