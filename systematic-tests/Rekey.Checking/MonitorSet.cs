using Rekey.Checking.SecondReading;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Observing;
using Rekey.Worlds;

namespace Rekey.Checking;

/// <summary>What watches the runs of one worker: the properties, as monitors of the explorer.</summary>
public static class MonitorSet
{
    /// <summary>All properties.</summary>
    public static IReadOnlyList<IMonitor<VsWorld>> All() => Watching(PropertySet.All());

    /// <summary>Some properties, and what watches on request, and nothing else.</summary>
    public static IReadOnlyList<IMonitor<VsWorld>> Of(IReadOnlyCollection<string> properties) =>
        [.. Watching(PropertySet.Of(properties)), .. properties.SelectMany(OnRequest)];

    /// <summary>What watches only where it is asked for by its name, since it is no property of the specification; nothing where the name is another's.</summary>
    public static IEnumerable<IMonitor<VsWorld>> OnRequest(string? name) => name == Lockstep.CalledBy ? [new FoldMonitor(new Lockstep())] : [];

    /// <summary>All properties but those of secrecy.</summary>
    public static IReadOnlyList<IMonitor<VsWorld>> WithoutSecrecy() => Watching(PropertySet.WithoutSecrecy());

    /// <summary>Folds, as monitors.</summary>
    public static IReadOnlyList<IMonitor<VsWorld>> Watching(IEnumerable<Fold> folds) => [.. folds.Select(static f => new FoldMonitor(f))];
}
