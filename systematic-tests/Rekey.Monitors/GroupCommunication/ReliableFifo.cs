using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>The messages of one sender are delivered in the order in which they were sent, and none in between is left out.</summary>
public sealed class ReliableFifo : GroupProperty
{
    private readonly Dictionary<MessageName, int> places = [];
    private readonly Dictionary<MemberId, List<Sending>> sendings = [];
    private readonly Dictionary<(int At, MemberId From), Last> delivered = [];

    /// <summary>A message, in the order of its sender.</summary>
    private readonly record struct Sending(MessageName Name, bool IsOrdered, MemberId? To, bool IsSelfDiscarded);

    /// <summary>The last ordered message of a sender that a client was delivered, by place; and in which view.</summary>
    private readonly record struct Last(int Place, ViewId In);

    /// <inheritdoc/>
    public override int Rank => 1;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } =
    [
        new("RF-1", "Messages of one sender, all but reliable ones, are delivered in the order in which they were sent."),
        new("RF-2", "Who is delivered one in a view was delivered those before it that are for him, as far back as they were sent in that view or follow one delivered in it."),
    ];

    /// <inheritdoc/>
    public override string PromisedBy(GroupModel model) => model == GroupModel.Vs ? "VS-7" : "EVS-6, EVS-5";

    /// <inheritdoc/>
    protected override void Forget()
    {
        places.Clear();
        sendings.Clear();
        delivered.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message)
    {
        if (IsUnseen(message))
        {
            return null;
        }

        if (!sendings.TryGetValue(process.Id, out var own))
        {
            sendings.Add(process.Id, own = []);
        }

        var name = new MessageName(view.Id, process.Id, index);
        if (places.TryAdd(name, own.Count))
        {
            own.Add(new Sending(name, ServiceOf(message) >= Service.Fifo, to < 0 ? null : view.Members[to], IsSelfDiscarded(message)));
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        var name = MessageName.Of(view, sender, index);
        if (ViewOf(process) is not { } here || !places.TryGetValue(name, out var place) || sendings[name.Sender] is var own && !own[place].IsOrdered)
        {
            return null;
        }

        Asked++;
        var key = (process.Index, name.Sender);
        var hasLast = delivered.TryGetValue(key, out var last);
        if (hasLast && last.Place >= place)
        {
            return $"RF-1: {process.Id} is delivered {name} after {own[last.Place].Name}";
        }

        delivered[key] = new Last(place, here.Id);
        return hasLast && last.In == here.Id ? Gap(process, own, last.Place + 1, place) : Gap(process, own, FirstIn(here, own, hasLast ? last.Place + 1 : 0, place), place);
    }

    /// <summary>The first message before another, but not before some place, that was sent in a view.</summary>
    private static int FirstIn(View view, List<Sending> own, int least, int place)
    {
        var first = place;
        while (first > least && own[first - 1].Name.View == view.Id)
        {
            first--;
        }

        return first;
    }

    private static string? Gap(Subject process, List<Sending> own, int from, int to)
    {
        for (var place = from; place < to; place++)
        {
            var missed = own[place];
            if (missed.IsOrdered && (missed.To is { } receiver ? receiver == process.Id : !(missed.IsSelfDiscarded && missed.Name.Sender == process.Id)))
            {
                return $"RF-2: {process.Id} is delivered {own[to].Name} and was not delivered {missed.Name}, which was sent before";
            }
        }

        return null;
    }
}
