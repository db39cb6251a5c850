using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>All who are delivered a message are delivered it in the same view.</summary>
public sealed class SameViewDelivery : GroupProperty
{
    private readonly Dictionary<MessageName, (MemberId First, ViewId View)> seen = [];

    /// <inheritdoc/>
    public override int Rank => 1;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } = [new("SD-1", "Clients that are delivered a message are delivered it in the same view.")];

    /// <inheritdoc/>
    public override string PromisedBy(GroupModel model) => model == GroupModel.Vs ? "VS-5" : "EVS-1";

    /// <inheritdoc/>
    protected override void Forget() => seen.Clear();

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        if (ViewOf(process) is not { } here)
        {
            return null;
        }

        var name = MessageName.Of(view, sender, index);
        if (seen.TryAdd(name, (process.Id, here.Id)))
        {
            return null;
        }

        Asked++;
        var (first, there) = seen[name];
        return there == here.Id ? null : $"SD-1: {process.Id} is delivered {name} in {here.Id}, {first} was in {there}";
    }
}
