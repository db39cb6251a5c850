using Rekey.Core;
using Rekey.Explorer;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>
/// Checks the group communication system itself against VS-1 to VS-7 (spec/model/virtual-synchrony.md), from its events alone: the world that
/// the protocols are explored in must keep the promises that they rest on.
/// </summary>
public sealed class VirtualSynchrony : IMonitor<VsWorld>
{
    private readonly Dictionary<ViewId, GroupView> views = [];
    private readonly Dictionary<(GroupView From, GroupView To), (Process First, Dictionary<int, List<int>> Delivered)> moves = [];
    private readonly List<History> histories = [];

    /// <inheritdoc/>
    public string Property => Properties.VirtualSynchrony;

    /// <inheritdoc/>
    public void Reset()
    {
        views.Clear();
        moves.Clear();
        histories.Clear();
    }

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        foreach (ref readonly var happened in world.EventSpan)
        {
            if (Observe(happened) is { } bad)
            {
                return bad;
            }
        }

        return null;
    }

    /// <summary>Looks at one event; null, or the rule that it breaks.</summary>
    public string? Observe(in WorldEvent happened)
    {
        while (happened.Process is { } process && histories.Count <= process.Index)
        {
            histories.Add(new History());
        }

        return happened.Kind switch
        {
            EventKind.Agreed => OnAgreed(happened.View!),
            EventKind.Installed => OnInstalled(happened.Process!, happened.View!),
            EventKind.Blocked => OnBlocked(happened.Process!),
            EventKind.Sent => OnSent(happened.Process!, happened.View!),

            // The system did its part; what the adversary takes away then is not its fault.
            EventKind.Delivered or EventKind.Withheld => OnDelivered(happened),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent) => null;

    private string? OnAgreed(GroupView view) =>
        views.TryAdd(view.View.Id, view) ? null : $"VS-3: two views are called {view.View.Id}";

    private string? OnInstalled(Process process, GroupView view)
    {
        var history = histories[process.Index];
        if (!view.View.Contains(process.Id))
        {
            return $"VS-1: {process.Id} installs {view.View}, to which it does not belong";
        }

        if (history.View is { } old)
        {
            if (view.View.Id.Counter <= old.View.Id.Counter)
            {
                return $"VS-2: {process.Id} installs {view.View} after {old.View}";
            }

            if (!history.Blocked)
            {
                return $"VS-6: {process.Id} installs {view.View} without having been blocked";
            }

            if (!moves.TryAdd((old, view), (process, history.Delivered))
                && SameDeliveries(moves[(old, view)].Delivered, history.Delivered, old, moves[(old, view)].First, process) is { } difference)
            {
                return difference;
            }

            history.Delivered = [];
        }

        (history.View, history.Blocked) = (view, false);
        return null;
    }

    private string? OnBlocked(Process process)
    {
        var history = histories[process.Index];
        (var twice, history.Blocked) = (history.Blocked, true);
        return twice ? $"VS-6: {process.Id} is blocked twice in one view" : null;
    }

    private string? OnSent(Process process, GroupView view)
    {
        var history = histories[process.Index];
        return history.Blocked ? $"VS-6: {process.Id} sends while blocked" : history.View != view ? $"VS-5: {process.Id} sends in a view that it is not in" : null;
    }

    private string? OnDelivered(in WorldEvent happened)
    {
        var (process, view) = (happened.Process!, happened.View!);
        var history = histories[process.Index];
        if (history.View != view)
        {
            return $"VS-5: {process.Id} is handed a message of {view.View} while in {history.View?.View}";
        }

        if (happened.Index >= view.SentBy(happened.Sender))
        {
            return $"VS-5: {process.Id} is handed message {happened.Index} of {view.View.Members[happened.Sender]}, which was never sent";
        }

        var to = view.Message(happened.Sender, happened.Index).To;
        if (to >= 0 && view.Processes[to] != process)
        {
            return $"VS-5: {process.Id} is handed message {happened.Index} of {view.View.Members[happened.Sender]}, which is for {view.View.Members[to]}";
        }

        history.Delivered.TryGetValue(happened.Sender, out var last);
        if (last is { Count: > 0 } && last[^1] >= happened.Index)
        {
            return $"VS-7: {process.Id} is handed message {happened.Index} of {view.View.Members[happened.Sender]} after message {last[^1]}";
        }

        if (last is null)
        {
            history.Delivered.Add(happened.Sender, last = []);
        }

        last.Add(happened.Index);
        return null;
    }

    /// <summary>VS-4: of every multicast, both or neither were handed it.</summary>
    private static string? SameDeliveries(
        Dictionary<int, List<int>> first, Dictionary<int, List<int>> second, GroupView view, Process one, Process other)
    {
        for (var sender = 0; sender < view.Processes.Count; sender++)
        {
            for (var index = 0; index < view.SentBy(sender); index++)
            {
                if (view.Message(sender, index).To >= 0)
                {
                    continue;
                }

                // A sender has its own messages.
                var a = view.Processes[sender] == one || Has(first, sender, index);
                var b = view.Processes[sender] == other || Has(second, sender, index);
                if (a != b)
                {
                    return $"VS-4: of {one.Id} and {other.Id}, which leave {view.View} together, only {(a ? one : other).Id} got message {index} of {view.View.Members[sender]}";
                }
            }
        }

        return null;
    }

    private static bool Has(Dictionary<int, List<int>> deliveries, int sender, int index) =>
        deliveries.TryGetValue(sender, out var list) && list.Contains(index);

    private sealed class History
    {
        public GroupView? View { get; set; }

        public bool Blocked { get; set; }

        public Dictionary<int, List<int>> Delivered { get; set; } = [];
    }
}
