using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// A safe message that is delivered before the transitional signal is delivered to every member of the view, and one after it to all who come together
/// into the next view, unless they crash.
/// </summary>
public sealed class SafeDelivery : GroupProperty
{
    private readonly Dictionary<MessageName, bool> safe = [];
    private readonly Dictionary<ViewId, Debts> debts = [];
    private readonly PerProcess<HashSet<MessageName>> had = new();
    private readonly PerProcess<List<MessageName>> late = new();
    private readonly PerProcess<IReadOnlyList<MemberId>> told = new();
    private readonly HashSet<(int At, ViewId View)> signalled = [];
    private readonly HashSet<(ViewId From, ViewId To)> moves = [];

    /// <summary>What is owed in a view.</summary>
    private sealed class Debts
    {
        /// <summary>Who was delivered a message first, before the signal: it is owed to all.</summary>
        public Dictionary<MessageName, MemberId> ToAll { get; } = [];

        /// <summary>What is owed to one that comes with another, and by whom.</summary>
        public Dictionary<MemberId, List<(MessageName Name, MemberId By)>> ToSome { get; } = [];

        /// <summary>What those had who went on from the view.</summary>
        public Dictionary<MemberId, HashSet<MessageName>> Closed { get; } = [];
    }

    /// <inheritdoc/>
    public override int Rank => 2;

    /// <inheritdoc/>
    public override string Source => "Moser, Amir, Melliar-Smith, Agarwal 1994 (safe delivery); Chockler, Keidar, Vitenberg 2001 (safe messages)";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } =
    [
        new("SM-1", "A safe message that some client is delivered in a view before the transitional signal is delivered there to every member that goes on to a next view."),
        new("SM-2", "One that is delivered after the signal is delivered in that view to every client of the transitional set that goes on to a next view."),
    ];

    /// <inheritdoc/>
    public override string? PromisedBy(GroupModel model) => null;

    /// <inheritdoc/>
    protected override void Forget()
    {
        safe.Clear();
        debts.Clear();
        had.Clear();
        late.Clear();
        told.Clear();
        signalled.Clear();
        moves.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message)
    {
        if (to < 0 && ServiceOf(message) == Service.Safe)
        {
            safe.TryAdd(new MessageName(view.Id, process.Id, index), IsSelfDiscarded(message));
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
    protected override string? OnAccompanied(Subject process, IReadOnlyList<MemberId> together)
    {
        told[process] = together;
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        var name = MessageName.Of(view, sender, index);
        if (ViewOf(process) is not { } here || !safe.ContainsKey(name))
        {
            return null;
        }

        (had[process] ??= []).Add(name);
        if (signalled.Contains((process.Index, here.Id)))
        {
            (late[process] ??= []).Add(name);
            return null;
        }

        var owed = In(here.Id);
        if (!owed.ToAll.TryAdd(name, process.Id))
        {
            return null;
        }

        foreach (var (member, theirs) in owed.Closed)
        {
            Asked++;
            if (IsMissing(member, theirs, name))
            {
                return $"SM-1: {process.Id} is delivered {name} before any transitional signal of {here.Id}, and {member} went on from that view without it";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnMoved(Subject process, View? from, View to)
    {
        var (mine, after, set) = (had[process] ?? [], late[process] ?? [], told[process]);
        (had[process], late[process], told[process]) = (null, null, null);
        if (from is null)
        {
            return null;
        }

        var owed = In(from.Id);
        owed.Closed.TryAdd(process.Id, mine);
        return Regular(process, mine, owed, from) ?? Transitional(process, mine, owed, from) ?? (set is null || !moves.Add((from.Id, to.Id)) ? null : Owe(process, after, set, owed, from));
    }

    private string? Regular(Subject process, HashSet<MessageName> mine, Debts owed, View from)
    {
        foreach (var (name, by) in owed.ToAll)
        {
            Asked++;
            if (IsMissing(process.Id, mine, name))
            {
                return $"SM-1: {process.Id} goes on from {from.Id} without {name}, which {by} was delivered there before any transitional signal";
            }
        }

        return null;
    }

    private string? Transitional(Subject process, HashSet<MessageName> mine, Debts owed, View from)
    {
        foreach (var (name, by) in owed.ToSome.GetValueOrDefault(process.Id, []))
        {
            Asked++;
            if (IsMissing(process.Id, mine, name))
            {
                return $"SM-2: {process.Id} goes on from {from.Id} without {name}, which {by} was delivered after the transitional signal, and which comes together with it";
            }
        }

        return null;
    }

    /// <summary>What one was delivered after the signal, those who come with it are delivered too: now is known who they are.</summary>
    private string? Owe(Subject process, List<MessageName> after, IReadOnlyList<MemberId> set, Debts owed, View from)
    {
        foreach (var member in after.Count == 0 ? [] : set)
        {
            if (!owed.ToSome.TryGetValue(member, out var list))
            {
                owed.ToSome.Add(member, list = []);
            }

            foreach (var name in after)
            {
                list.Add((name, process.Id));
                Asked++;
                if (owed.Closed.TryGetValue(member, out var theirs) && IsMissing(member, theirs, name))
                {
                    return $"SM-2: {member} went on from {from.Id} without {name}, which {process.Id} was delivered after the transitional signal, and which comes together with it";
                }
            }
        }

        return null;
    }

    private bool IsMissing(MemberId member, HashSet<MessageName> theirs, MessageName name) => !theirs.Contains(name) && !(name.Sender == member && safe[name]);

    private Debts In(ViewId view)
    {
        if (!debts.TryGetValue(view, out var owed))
        {
            debts.Add(view, owed = new Debts());
        }

        return owed;
    }
}
