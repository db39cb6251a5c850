using Rekey.Explorer;
using Rekey.Monitors.SecondReading;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>The monitors of one worker: one for each property, found by its class, so that a new one is a new file.</summary>
public static class MonitorSet
{
    // In the order of the specification; but where several object to one step, the first word is the environment's, and then that of the abstract service.
    private static readonly Type[] Found =
    [
        .. Properties.All.OrderByDescending(static p => (p == Properties.VirtualSynchrony, p == Properties.Refinement))
            .Select(static p => typeof(MonitorSet).Assembly.GetType($"{typeof(MonitorSet).Namespace}.{p}")).OfType<Type>(),
    ];

    /// <summary>All monitors. Those of secrecy share what they compute.</summary>
    public static IReadOnlyList<IMonitor<VsWorld>> All() => New(Found);

    /// <summary>The monitors of some properties, and no others.</summary>
    public static IReadOnlyList<IMonitor<VsWorld>> Of(IReadOnlyCollection<string> properties) =>
        [.. New(Found.Where(t => properties.Contains(t.Name))), .. properties.SelectMany(OnRequest)];

    /// <summary>A monitor that watches only where it is asked for by its name, since it is about no property of the specification; none where the name is another's.</summary>
    public static IEnumerable<IMonitor<VsWorld>> OnRequest(string? name) => name == Lockstep.Name ? [new Lockstep()] : [];

    /// <summary>All monitors but those of secrecy.</summary>
    public static IReadOnlyList<IMonitor<VsWorld>> WithoutSecrecy() => New(Found.Where(static t => !t.IsSubclassOf(typeof(SecrecyMonitor))));

    private static IReadOnlyList<IMonitor<VsWorld>> New(IEnumerable<Type> types)
    {
        var ledger = new SecrecyLedger();
        return [.. types.Select(t => (IMonitor<VsWorld>)(t.IsSubclassOf(typeof(SecrecyMonitor)) ? Activator.CreateInstance(t, ledger) : Activator.CreateInstance(t))!)];
    }
}
