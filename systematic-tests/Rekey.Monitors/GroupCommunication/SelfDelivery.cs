using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>A client is delivered what it sent itself, unless it crashes.</summary>
public sealed class SelfDelivery : GroupProperty
{
    private readonly PerProcess<HashSet<MessageName>> owed = new();

    /// <inheritdoc/>
    public override int Rank => 1;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001; Moser, Amir, Melliar-Smith, Agarwal 1994";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } =
    [
        new("SL-1", "In virtual synchrony, a client that goes to the next view was delivered what it sent in this one, unless it asked not to be."),
        new("SL-2", "In extended virtual synchrony, a client that is out of the group was delivered what it sent as a member, unless it asked not to be."),
    ];

    /// <inheritdoc/>
    public override string? PromisedBy(GroupModel model) => model == GroupModel.Vs ? null : "EVS-1, EVS-5";

    /// <inheritdoc/>
    protected override void Forget() => owed.Clear();

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message)
    {
        if (to < 0 && !IsSelfDiscarded(message) && ViewOf(process) is not null)
        {
            (owed[process] ??= []).Add(new MessageName(view.Id, process.Id, index));
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        if (owed[process] is { } own && own.Remove(MessageName.Of(view, sender, index)))
        {
            Asked++;
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnMoved(Subject process, View? from, View to) =>
        Model == GroupModel.Vs && owed[process] is { Count: > 0 } own ? $"SL-1: {process.Id} installs {to.Id} and was never delivered its own {own.MinBy(static n => n.Index)}" : null;

    /// <inheritdoc/>
    protected override string? OnEnded(Subject process, View? from, bool left) =>
        Model == GroupModel.Evs && left && owed[process] is { Count: > 0 } own ? $"SL-2: {process.Id} is out and was never delivered its own {own.MinBy(static n => n.Index)}" : null;
}
