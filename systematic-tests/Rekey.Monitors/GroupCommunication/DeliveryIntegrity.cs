using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>What is delivered was sent before, and to this client.</summary>
public sealed class DeliveryIntegrity : GroupProperty
{
    private readonly Dictionary<MessageName, MemberId?> sent = [];

    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001; Moser, Amir, Melliar-Smith, Agarwal 1994";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } =
    [
        new("DI-1", "A message that is delivered was sent before."),
        new("DI-2", "A message to one client is delivered to no other."),
    ];

    /// <inheritdoc/>
    public override string PromisedBy(GroupModel model) => model == GroupModel.Vs ? "VS-5" : "EVS-1";

    /// <inheritdoc/>
    protected override void Forget() => sent.Clear();

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message)
    {
        sent.TryAdd(new MessageName(view.Id, process.Id, index), to < 0 ? null : view.Members[to]);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        Asked++;
        var name = MessageName.Of(view, sender, index);
        return !sent.TryGetValue(name, out var to) ? $"DI-1: {process.Id} is delivered {name}, which nobody had sent before"
            : to is { } receiver && receiver != process.Id ? $"DI-2: {process.Id} is delivered {name}, which is for {receiver}"
            : null;
    }
}
