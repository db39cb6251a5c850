using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// When nothing that must happen is left to happen, what a member sent in the view that its component rests in was delivered to all whom it is for
/// (spec/model/extended-virtual-synchrony.md, VSL-2).
/// </summary>
public sealed class DeliveryTermination : Fold
{
    private readonly Dictionary<ViewId, List<(MemberId From, int Index, int To)>> sent = [];
    private readonly HashSet<(ViewId View, MemberId From, int Index, MemberId At)> delivered = [];

    /// <inheritdoc/>
    public override string Name => nameof(DeliveryTermination);

    /// <inheritdoc/>
    public override bool NeedsRest => true;

    /// <inheritdoc/>
    public override void Reset()
    {
        sent.Clear();
        delivered.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message)
    {
        if (!sent.TryGetValue(view.Id, out var list))
        {
            sent.Add(view.Id, list = []);
        }

        list.Add((process.Id, index, to));
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        delivered.Add((view.Id, view.Members[sender], index, process.Id));
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
    {
        foreach (var standing in quiescent ? Run.Standings : [])
        {
            if (!standing.IsAlive || standing.Installed is not { } view || standing.Stable?.Id != view.Id)
            {
                continue;
            }

            foreach (var (from, index, to) in sent.GetValueOrDefault(view.Id, []))
            {
                var isDue = from != standing.Process.Id && (to < 0 || view.Members[to] == standing.Process.Id);
                if (isDue && !delivered.Contains((view.Id, from, index, standing.Process.Id)))
                {
                    return $"VSL-2: message {index} of {from} in {view} never reaches {standing.Process.Id}";
                }
            }
        }

        return null;
    }
}
