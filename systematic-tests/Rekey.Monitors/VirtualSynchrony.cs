using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>
/// Checks the group communication system itself against VS-1 to VS-7 (spec/model/virtual-synchrony.md), from what it is seen to do alone: the world that
/// the protocols are explored in must keep the promises that they rest on.
/// </summary>
public sealed class VirtualSynchrony : Fold
{
    private readonly HashSet<ViewId> views = [];
    private readonly Dictionary<ViewId, List<int>[]> traffic = [];
    private readonly Dictionary<(ViewId From, ViewId To), (MemberId First, List<int>[] Delivered)> moves = [];
    private readonly PerProcess<History> histories = new();

    /// <summary>What a process has seen in the view that it is in.</summary>
    /// <param name="view">The view.</param>
    /// <param name="sent">Per place of a sender, to whose place each of its messages in the view went; -1 for all others.</param>
    private sealed class History(View view, List<int>[] sent)
    {
        public View View => view;

        public List<int>[] Sent => sent;

        /// <summary>The numbers of the messages that it was handed, per place of the sender, in order.</summary>
        public List<int>[] Delivered { get; } = Lists(view);

        public bool Blocked { get; set; }
    }

    /// <inheritdoc/>
    public override string Name => Properties.VirtualSynchrony;

    /// <inheritdoc/>
    public override void Reset()
    {
        views.Clear();
        traffic.Clear();
        moves.Clear();
        histories.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnAgreed(View view) => views.Add(view.Id) ? null : $"VS-3: two views are called {view.Id}";

    /// <inheritdoc/>
    protected override string? OnInstalled(Subject process, View view, IReadOnlyList<Subject> members)
    {
        var left = histories[process];
        if (!view.Contains(process.Id))
        {
            return $"VS-1: {process.Id} installs {view}, to which it does not belong";
        }

        if (!traffic.TryGetValue(view.Id, out var sent))
        {
            traffic.Add(view.Id, sent = Lists(view));
        }

        histories[process] = new History(view, sent);
        return left is null ? null
            : view.Id.Counter <= left.View.Id.Counter ? $"VS-2: {process.Id} installs {view} after {left.View}"
            : !left.Blocked ? $"VS-6: {process.Id} installs {view} without having been blocked"
            : moves.TryAdd((left.View.Id, view.Id), (process.Id, left.Delivered)) ? null
            : SameDeliveries(moves[(left.View.Id, view.Id)], (process.Id, left.Delivered), left);
    }

    /// <inheritdoc/>
    protected override string? OnBlocked(Subject process)
    {
        if (histories[process] is not { } history)
        {
            return $"VS-6: {process.Id} is blocked before its first view";
        }

        (var twice, history.Blocked) = (history.Blocked, true);
        return twice ? $"VS-6: {process.Id} is blocked twice in one view" : null;
    }

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message)
    {
        if (histories[process] is not { } history || history.View.Id != view.Id)
        {
            return $"VS-5: {process.Id} sends in a view that it is not in";
        }

        history.Sent[view.IndexOf(process.Id)].Add(to);
        return history.Blocked ? $"VS-6: {process.Id} sends while blocked" : null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        var history = histories[process];
        if (history is null || history.View.Id != view.Id)
        {
            return $"VS-5: {process.Id} is handed a message of {view} while in {history?.View}";
        }

        var (sent, last) = (history.Sent[sender], history.Delivered[sender]);
        if (index >= sent.Count)
        {
            return $"VS-5: {process.Id} is handed message {index} of {view.Members[sender]}, which was never sent";
        }

        if (sent[index] is >= 0 and var to && view.Members[to] != process.Id)
        {
            return $"VS-5: {process.Id} is handed message {index} of {view.Members[sender]}, which is for {view.Members[to]}";
        }

        if (last.Count > 0 && last[^1] >= index)
        {
            return $"VS-7: {process.Id} is handed message {index} of {view.Members[sender]} after message {last[^1]}";
        }

        last.Add(index);
        return null;
    }

    /// <inheritdoc/>
    /// <remarks>The system did its part; what the adversary takes away then is not its fault.</remarks>
    protected override string? OnWithheld(Subject process, View view, int sender, int index) => OnDelivered(process, view, sender, index);

    private static List<int>[] Lists(View view)
    {
        var lists = new List<int>[view.Members.Length];
        for (var i = 0; i < lists.Length; i++)
        {
            lists[i] = [];
        }

        return lists;
    }

    /// <summary>VS-4: of every multicast, both or neither were handed it.</summary>
    private static string? SameDeliveries((MemberId Name, List<int>[] Delivered) one, (MemberId Name, List<int>[] Delivered) other, History left)
    {
        var view = left.View;
        for (var sender = 0; sender < view.Members.Length; sender++)
        {
            for (var index = 0; index < left.Sent[sender].Count; index++)
            {
                if (left.Sent[sender][index] >= 0)
                {
                    continue;
                }

                // A sender has its own messages; those of others were handed over in order (VS-7).
                var a = view.Members[sender] == one.Name || one.Delivered[sender].BinarySearch(index) >= 0;
                var b = view.Members[sender] == other.Name || other.Delivered[sender].BinarySearch(index) >= 0;
                if (a != b)
                {
                    return $"VS-4: of {one.Name} and {other.Name}, which leave {view} together, only {(a ? one : other).Name} got message {index} of {view.Members[sender]}";
                }
            }
        }

        return null;
    }
}
