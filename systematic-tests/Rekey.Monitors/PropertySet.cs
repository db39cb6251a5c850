using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>The properties as one worker watches them: each found by its class, so that a new one is a new file.</summary>
public static class PropertySet
{
    // In the order of the specification; but where several object to one step, the first word is the environment's, and then that of the abstract service.
    private static readonly Type[] Found =
    [
        .. Properties.All.OrderByDescending(static p => (p == Properties.VirtualSynchrony, p == Properties.Refinement))
            .Select(static p => typeof(PropertySet).Assembly.GetType($"{typeof(PropertySet).Namespace}.{p}")).OfType<Type>(),
    ];

    // What only layers are asked for.
    private static readonly Type[] OfLayers =
        [.. typeof(PropertySet).Assembly.GetTypes().Where(static t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(Fold)) && t.Namespace == $"{typeof(PropertySet).Namespace}.GroupCommunication")];

    /// <summary>All properties. Those of secrecy share what they compute.</summary>
    public static IReadOnlyList<Fold> All() => New(Found);

    /// <summary>Some properties, and no others: of protocols, and of the layers below them.</summary>
    /// <param name="properties">Their names.</param>
    /// <param name="secrecy">Whether those of secrecy are among them.</param>
    public static IReadOnlyList<Fold> Of(IReadOnlyCollection<string> properties, bool secrecy = true) =>
        New(Found.Concat(OfLayers).Where(t => properties.Contains(t.Name) && (secrecy || !AsksLedger(t))));

    /// <summary>All properties but those of secrecy.</summary>
    public static IReadOnlyList<Fold> WithoutSecrecy() => New(Found.Where(static t => !AsksLedger(t)));

    private static bool AsksLedger(Type property) => property.GetConstructor([typeof(SecrecyLedger)]) is not null;

    private static IReadOnlyList<Fold> New(IEnumerable<Type> types)
    {
        var ledger = new SecrecyLedger();
        return [.. types.Select(t => (Fold)(AsksLedger(t) ? Activator.CreateInstance(t, ledger) : Activator.CreateInstance(t))!)];
    }
}
