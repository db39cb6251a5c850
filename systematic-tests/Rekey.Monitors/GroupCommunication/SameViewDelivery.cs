using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// All who are delivered a message are delivered it in the same view. Extended virtual synchrony promises it to those who know of each other's views: two parts
/// may have ordered it in two views, of which neither part has been in the other's (spec/model/extended-virtual-synchrony.md).
/// </summary>
public sealed class SameViewDelivery : GroupProperty
{
    private readonly Dictionary<MessageName, List<(int At, MemberId Client, ViewId View)>> seen = [];
    private readonly HashSet<(int At, ViewId View)> been = [];

    /// <inheritdoc/>
    public override int Rank => 1;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } =
        [new("SD-1", "Clients that are delivered a message are delivered it in the same view; of extended virtual synchrony, in no other view that one of them is in before or after.")];

    /// <inheritdoc/>
    public override string PromisedBy(GroupModel model) => model == GroupModel.Vs ? "VS-5" : "EVS-1";

    /// <inheritdoc/>
    protected override void Forget()
    {
        seen.Clear();
        been.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnMoved(Subject process, View? from, View to)
    {
        been.Add((process.Index, to.Id));
        foreach (var (name, deliveries) in seen)
        {
            if (deliveries.Find(d => d.At == process.Index && d.View != to.Id) is { Client: var here, View: var mine } && here != default
                && deliveries.Find(d => d.View == to.Id) is { Client: var other } && other != default)
            {
                return $"SD-1: {here} comes to {to.Id}, in which {other} was delivered {name}; it was delivered it in {mine}";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        if (ViewOf(process) is not { } here)
        {
            return null;
        }

        var name = MessageName.Of(view, sender, index);
        if (!seen.TryGetValue(name, out var deliveries))
        {
            seen.Add(name, deliveries = []);
        }

        Asked += deliveries.Count > 0 ? 1 : 0;
        var other = deliveries.Find(d => d.View != here.Id && (Model == GroupModel.Vs || been.Contains((d.At, here.Id)) || been.Contains((process.Index, d.View))));
        deliveries.Add((process.Index, process.Id, here.Id));
        return other.Client == default ? null : $"SD-1: {process.Id} is delivered {name} in {here.Id}, {other.Client} was in {other.View}";
    }
}
