using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>A property that is decided when the run is at its end, of a moment before.</summary>
public interface IDatedVerdict
{
    /// <summary>The number of transitions after which the property was broken.</summary>
    int Moment { get; }
}

/// <summary>Agreed messages have one order, in which every client is delivered them; before the transitional signal, without a hole.</summary>
public sealed class AgreedOrder : GroupProperty, IDatedVerdict
{
    private readonly Dictionary<MessageName, int> numbers = [];
    private readonly List<(MessageName Name, bool IsSelfDiscarded)> messages = [];
    private readonly PerProcess<(ViewId In, int Last)> last = new();
    private readonly HashSet<(int At, ViewId View)> signalled = [];
    private readonly List<Arc> arcs = [];
    private readonly HashSet<(int From, int To)> known = [];
    private readonly List<Delivery> deliveries = [];
    private readonly HashSet<(int At, int Message)> delivered = [];

    /// <summary>Some client was delivered one message and then another in a view, first in the run at a moment.</summary>
    private readonly record struct Arc(int From, int To, int Moment, MemberId At);

    /// <summary>A client is delivered a message, before the transitional signal of its view.</summary>
    private readonly record struct Delivery(Subject At, int Message, int Moment);

    /// <inheritdoc/>
    public int Moment { get; private set; }

    /// <inheritdoc/>
    public override int Rank => 2;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001 (strong total order); Moser, Amir, Melliar-Smith, Agarwal 1994";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } =
    [
        new("AO-1", "There is one order of all agreed and safe messages of a group in which every client is delivered those that it is delivered, also in components that are apart."),
        new("AO-2", "Who is delivered one before the transitional signal was delivered all that some client was delivered directly before it in that view."),
    ];

    /// <inheritdoc/>
    public override string? PromisedBy(GroupModel model) => model == GroupModel.Vs ? null : "EVS-6, of which AO-2 is no part";

    /// <inheritdoc/>
    protected override void Forget()
    {
        numbers.Clear();
        messages.Clear();
        last.Clear();
        signalled.Clear();
        arcs.Clear();
        known.Clear();
        deliveries.Clear();
        delivered.Clear();
        Moment = 0;
    }

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message)
    {
        if (to < 0 && ServiceOf(message) >= Service.Agreed && numbers.TryAdd(new MessageName(view.Id, process.Id, index), messages.Count))
        {
            messages.Add((new MessageName(view.Id, process.Id, index), IsSelfDiscarded(message)));
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnSignalled(Subject process, View? view)
    {
        if (view is not null)
        {
            signalled.Add((process.Index, view.Id));
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        if (ViewOf(process) is not { } here || !numbers.TryGetValue(MessageName.Of(view, sender, index), out var message) || !delivered.Add((process.Index, message)))
        {
            return null;
        }

        Asked++;
        ref var before = ref last[process];
        if (before.In == here.Id && known.Add((before.Last, message)))
        {
            arcs.Add(new Arc(before.Last, message, Run.Transitions, process.Id));
        }

        before = (here.Id, message);
        if (!signalled.Contains((process.Index, here.Id)))
        {
            deliveries.Add(new Delivery(process, message, Run.Transitions));
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
    {
        var (hole, at) = Hole();
        if (FirstCycle() is { } closing && (hole is null || arcs[closing].Moment <= at))
        {
            var (from, to, moment, client) = arcs[closing];
            Moment = moment;
            return $"AO-1: {client} is delivered {messages[to].Name} after {messages[from].Name}, against the order in which others were delivered them, and what lies between";
        }

        Moment = at;
        return hole;
    }

    /// <summary>The first arc that closes a cycle with those before it; null where there is one order. As many arcs are tried as it takes to halve what is left.</summary>
    private int? FirstCycle()
    {
        if (IsAcyclic(arcs.Count))
        {
            return null;
        }

        var (good, bad) = (0, arcs.Count);
        while (bad - good > 1)
        {
            var middle = good + ((bad - good) / 2);
            (good, bad) = IsAcyclic(middle) ? (middle, bad) : (good, middle);
        }

        return bad - 1;
    }

    private bool IsAcyclic(int count)
    {
        var next = new List<int>?[messages.Count];
        var incoming = new int[messages.Count];
        for (var i = 0; i < count; i++)
        {
            (next[arcs[i].From] ??= []).Add(arcs[i].To);
            incoming[arcs[i].To]++;
        }

        var free = new Stack<int>(Enumerable.Range(0, incoming.Length).Where(m => incoming[m] == 0));
        var done = 0;
        while (free.TryPop(out var message))
        {
            done++;
            foreach (var after in next[message] ?? [])
            {
                if (--incoming[after] == 0)
                {
                    free.Push(after);
                }
            }
        }

        return done == messages.Count;
    }

    /// <summary>The first delivery that leaves out what another client was delivered directly before it.</summary>
    private (string? Wrong, int Moment) Hole()
    {
        var before = arcs.ToLookup(static a => a.To);
        (string? Wrong, int Moment) first = (null, int.MaxValue);
        foreach (var (at, message, moment) in deliveries)
        {
            foreach (var arc in before[message])
            {
                var (name, isSelfDiscarded) = messages[arc.From];
                var seen = Math.Max(moment, arc.Moment);
                if (seen < first.Moment && !delivered.Contains((at.Index, arc.From)) && !(name.Sender == at.Id && isSelfDiscarded))
                {
                    first = ($"AO-2: {at.Id} is delivered {messages[message].Name} before any transitional signal, and not {name}, which {arc.At} was delivered directly before it", seen);
                }
            }
        }

        return first;
    }
}
