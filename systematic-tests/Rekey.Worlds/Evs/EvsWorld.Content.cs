using Rekey.Core;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Worlds.Evs;

/// <summary>What the world's future depends on.</summary>
public sealed partial class EvsWorld
{
    /// <inheritdoc/>
    public ulong Recurrence() => (ulong)Content();

    /// <inheritdoc/>
    /// <remarks>
    /// Places in the order count by what comes before what. What was sent is told apart, since its delivery will say in which view it was sent; so are the views
    /// that were installed, since only the first of a view says that it was agreed.
    /// </remarks>
    public UInt128 Content()
    {
        var places = new SortedSet<int>();
        foreach (var p in processes.Where(HasPlace))
        {
            places.UnionWith(p.IsAlive ? p.Stream.Select(static t => t.Serial) : []);
            places.Add(p.ToldUpTo);
            places.Add(p.Component.ChangedAt);
        }

        var ranks = places.Select(static (place, rank) => (place, rank)).ToDictionary(static r => r.place, static r => r.rank);
        List<object?> content = [left, joined, sendings.Select(static s => (s.Key, s.Value)).ToHashSet(), views];
        foreach (var p in processes)
        {
            content.AddRange([p.IsAlive, p.Leaves, components.IndexOf(p.Component), p.Daemon?.Number, p.IsSessionOver]);
            content.Add(HasPlace(p) ? ranks[p.ToldUpTo] : null);
            if (p.IsAlive)
            {
                content.AddRange([p.Box, p.IsOut, p.Asked, p.View, p.IsAsked, p.SentInView, p.Had, p.Notes, p.Entropy.Draws]);
                content.Add(p.Stream.Select(t => (ranks[t.Serial], t.Event, t.Origin?.Index)).ToList());
            }
        }

        foreach (var component in components)
        {
            content.AddRange([component.Counter, component.Depth, component.View, ranks.TryGetValue(component.ChangedAt, out var at) ? at : null]);
            content.AddRange(component.Members.Select(static m => (object?)m.Index));
            content.Add(component.Processes.Select(static p => p.Index).ToList());
        }

        return MemoryHash.OfAll(content);
    }

    /// <summary>Whether it matters how far a process got: while it lives; of a daemon, also while those who do not know that it crashed keep what it had.</summary>
    private bool HasPlace(EvsProcess p) => p.IsAlive || (upper.IsRing && p.Component.Members.Contains(p));
}
