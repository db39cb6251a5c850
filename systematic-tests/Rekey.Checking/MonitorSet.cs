using Rekey.Checking.SecondReading;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Layers;

namespace Rekey.Checking;

/// <summary>What watches the runs of one worker: the properties, as monitors of the explorer.</summary>
public static class MonitorSet
{
    /// <summary>The properties that a protocol or a layer is asked for, and what else is a property of protocols.</summary>
    /// <param name="protocol">The protocol, or the layer.</param>
    /// <param name="secrecy">Whether those of secrecy are among them.</param>
    public static IReadOnlyList<IMonitor<IExploredWorld>> Of(IDefinition protocol, bool secrecy = true) =>
        protocol is LayerDefinition ? Watching(() => PropertySet.Of([.. protocol.Spec.Expectations.Select(static e => e.Property)], secrecy)) : secrecy ? All() : WithoutSecrecy();

    /// <summary>All properties of rekey protocols.</summary>
    public static IReadOnlyList<IMonitor<IExploredWorld>> All() => Watching(PropertySet.All());

    /// <summary>Some properties, and what watches on request, and nothing else.</summary>
    public static IReadOnlyList<IMonitor<IExploredWorld>> Of(IReadOnlyCollection<string> properties) =>
        [.. Watching(() => PropertySet.Of(properties)), .. properties.SelectMany(static p => OnRequest(p))];

    /// <summary>What watches only where it is asked for by its name, since it is no property of the specification; nothing where the name is another's.</summary>
    /// <param name="name">The name.</param>
    /// <param name="protocol">What is watched; null where the world says it.</param>
    public static IEnumerable<IMonitor<IExploredWorld>> OnRequest(string? name, IDefinition? protocol = null) =>
        name == Lockstep.CalledBy ? [new FoldMonitor(new Lockstep(protocol?.Spec.Table))] : [];

    /// <summary>All properties but those of secrecy.</summary>
    public static IReadOnlyList<IMonitor<IExploredWorld>> WithoutSecrecy() => Watching(PropertySet.WithoutSecrecy());

    /// <summary>Folds, as monitors; where there are several groups, as many such sets of folds, each of which shares what its members share.</summary>
    private static IReadOnlyList<IMonitor<IExploredWorld>> Watching(Func<IReadOnlyList<Fold>> make)
    {
        var sets = new List<IReadOnlyList<Fold>> { make() };
        return [.. sets[0].Select((fold, i) => new FoldMonitor(fold, group => SetOf(group)[i]))];

        IReadOnlyList<Fold> SetOf(int group)
        {
            while (sets.Count <= group)
            {
                sets.Add(make());
            }

            return sets[group];
        }
    }

    /// <summary>Folds, as monitors.</summary>
    public static IReadOnlyList<IMonitor<IExploredWorld>> Watching(IEnumerable<Fold> folds) => [.. folds.Select(static f => new FoldMonitor(f))];
}
