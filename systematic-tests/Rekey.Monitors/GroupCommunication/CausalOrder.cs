using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// A message is delivered after all that its sender knew of when it sent it: the messages that it was delivered or sent itself, and what their senders knew of.
/// </summary>
public sealed class CausalOrder : GroupProperty
{
    private readonly Dictionary<MessageName, Message> messages = [];
    private readonly PerProcess<HashSet<MessageName>> frontiers = new();
    private readonly HashSet<(int At, MessageName Name)> delivered = [];

    /// <summary>A message that was sent, and the newest that its sender knew of in its view.</summary>
    private sealed record Message(bool IsOrdered, bool IsToOne, bool IsSelfDiscarded, ViewId? In, IReadOnlyCollection<MessageName> After);

    /// <inheritdoc/>
    public override int Rank => 2;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001; Moser, Amir, Melliar-Smith, Agarwal 1994";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } =
    [
        new("CO-1", "Who is delivered a causal, agreed or safe message in a view was delivered before all such messages that precede it causally in that view."),
    ];

    /// <inheritdoc/>
    public override string? PromisedBy(GroupModel model) => model == GroupModel.Vs ? null : "EVS-6";

    /// <inheritdoc/>
    protected override void Forget()
    {
        messages.Clear();
        frontiers.Clear();
        delivered.Clear();
    }

    /// <inheritdoc/>
    /// <remarks>What was known of in the view before cannot be delivered in this one.</remarks>
    protected override string? OnMoved(Subject process, View? from, View to)
    {
        frontiers[process]?.Clear();
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message)
    {
        var name = new MessageName(view.Id, process.Id, index);
        if (IsUnseen(message))
        {
            messages.TryAdd(name, new Message(ServiceOf(message) >= Service.Causal, to >= 0, IsSelfDiscarded(message), null, []));
            return null;
        }

        var known = frontiers[process] ??= [];
        var sent = new Message(ServiceOf(message) >= Service.Causal, to >= 0, IsSelfDiscarded(message), ViewOf(process)?.Id, [.. known]);
        messages.TryAdd(name, sent);
        if (sent is { IsOrdered: true, IsToOne: false, In: not null })
        {
            known.Clear();
            known.Add(name);
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        var name = MessageName.Of(view, sender, index);
        if (ViewOf(process) is not { } here || !messages.TryGetValue(name, out var message))
        {
            return null;
        }

        var isHere = message.In == here.Id;
        if (message.IsOrdered)
        {
            delivered.Add((process.Index, name));
            foreach (var before in isHere ? message.After : [])
            {
                Asked++;
                if (!delivered.Contains((process.Index, before)) && !(before.Sender == process.Id && messages[before].IsSelfDiscarded))
                {
                    return $"CO-1: {process.Id} is delivered {name} and was not delivered {before}, which {name.Sender} knew of when it sent it";
                }
            }
        }

        Learn(frontiers[process] ??= [], name, message, isHere);
        return null;
    }

    /// <summary>What a client knows of after a delivery: of messages that it knew of, those that the new one comes after are in it.</summary>
    private static void Learn(HashSet<MessageName> known, MessageName name, Message message, bool isHere)
    {
        if (message is { IsOrdered: true, IsToOne: false })
        {
            if (isHere)
            {
                known.ExceptWith(message.After);
            }

            known.Add(name);
        }
        else if (isHere)
        {
            known.UnionWith(message.After);
        }
    }
}
