using Rekey.Core;
using Rekey.Worlds.Exhaustive;
using Rekey.Worlds.Layers;

namespace Rekey.Worlds.Network;

/// <summary>What the world's future depends on.</summary>
public sealed partial class NetworkWorld
{
    /// <inheritdoc/>
    public ulong Recurrence() => (ulong)Content();

    /// <inheritdoc/>
    /// <remarks>Of what is under way to a daemon the order decides nothing; of its timers neither. What a layer counts without end, it says how to tell (<see cref="DatagramDaemons.Told"/>).</remarks>
    public UInt128 Content()
    {
        var definition = (DatagramDaemons)Scenario.Protocol;
        var origin = definition.OriginOf([.. daemons.Select(static d => d.Box.State)]);
        var patience = MostPassed();
        List<object?> content = [left, isOver];
        foreach (var d in daemons)
        {
            content.AddRange([d.IsFormed, d.Notes, definition.Told(d.Box.State, origin), d.Box.Deferred.ToList()]);
            content.Add(d.UnderWay.Select(u => (u.From, definition.Told(u.Body, origin))).ToHashSet());
            content.Add(d.Armed.Select(a => ($"{a.Timer}", patience - a.Passed)).ToHashSet());
        }

        return MemoryHash.OfAll(content);
    }
}
