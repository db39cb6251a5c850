using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Worlds.Exhaustive;

/// <summary>
/// What the future of a world of objects depends on, the adversary's part of it too: of two runs that come to the same, whatever can happen after one can happen
/// after the other. So the world can be searched as it is, where rows have no room for what an adversary remembers.
/// </summary>
public static class WorldContent
{
    /// <summary>A hash of it.</summary>
    public static UInt128 Of(VsWorld world)
    {
        List<object?> content = [world.Budget, world.Joined, world.Outsider.Entropy.Draws, world.Outsider.Payloads];
        var views = new HashSet<GroupView>(ReferenceEqualityComparer.Instance);
        foreach (var process in world.Processes)
        {
            content.AddRange([process.Status, process.Component.Index, process.Recovered, process.Entropy.Draws, process.Payloads]);
            if (process.IsAlive)
            {
                content.AddRange([process.IsBlocked, process.Counter, process.Installed?.View, process.Pending?.View, process.State]);
                content.AddRange(process.Box.Deferred.Select(i => (object?)(i, world.Adversary.Played(i))));
                views.UnionWith(new[] { process.Installed, process.Pending }.OfType<GroupView>());
            }
        }

        content.AddRange(world.Components.Select(static c => (object?)(c.Target?.View, c.Depth)));
        foreach (var view in views.OrderBy(static v => v.View.Id.Counter).ThenBy(static v => v.View.Id.Proposer))
        {
            AddTraffic(content, view);
        }

        if (Fault.All.Any(f => f.Kind == FaultKind.Power && world.Budget[f.Index] > 0))
        {
            content.Add(world.Adversary.Heard.Select((message, i) => (message, Of(world.Adversary.Origins[i]))).ToHashSet());
        }

        content.Add(Remains(world));
        content.Add(world.Adversary.Kept.Select(k => (k.Process, world.Adversary.Heard[k.Heard])).ToHashSet());
        content.Add(world.Adversary.Moves);
        return MemoryHash.OfAll(content);
    }

    /// <summary>What is in the processes that left, as long as the adversary may yet be shown it: nothing else is ever asked of it.</summary>
    public static UInt128 Remains(VsWorld world) => Fault.All.Any(f => f.Kind == FaultKind.Exposure && world.Budget[f.Index] > 0)
        ? MemoryHash.OfAll([.. world.Departed.Select(static p => (object?)(p.Index, p.State, p.Box.Deferred))])
        : 0;

    /// <summary>What was sent in a view, as far as it is known to matter: how much, how far each has come and may go, and what somebody waits for.</summary>
    private static void AddTraffic(List<object?> content, GroupView view)
    {
        var open = Enumerable.Range(0, view.Processes.Count).Where(r => view.Processes[r] is { IsAlive: true } p && (p.Installed == view || p.Pending == view)).ToList();
        for (var sender = 0; sender < view.Processes.Count; sender++)
        {
            content.Add(view.SentBy(sender));
            content.AddRange(open.Select(r => (object?)(view.DeliveredUpTo(r, sender), view.LimitOf(r, sender))));
            for (var index = open.Count == 0 ? view.SentBy(sender) : open.Min(r => view.DeliveredUpTo(r, sender)); index < view.SentBy(sender); index++)
            {
                content.Add((view.Message(sender, index).To, view.Message(sender, index).Input));
            }
        }

        content.Add(open.Select(r => view.IsWithheldFrom(r)).ToList());
    }

    /// <summary>Where a message comes from, without the objects of the run.</summary>
    private static (ViewId? View, int Sender, int Index, int To, int? Key, bool Readable) Of(in Adversary.Origin origin) =>
        (origin.View?.View.Id, origin.Sender, origin.Index, origin.To, origin.Key?.Index, origin.Readable);
}
