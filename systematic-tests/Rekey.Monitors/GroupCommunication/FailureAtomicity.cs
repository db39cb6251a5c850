using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// Clients that go together from one view to the next were delivered the same messages in it, before and after the transitional signal. What virtual
/// synchrony says of messages of a view (VS-4), this says of messages in it, whenever they were sent.
/// </summary>
public sealed class FailureAtomicity : GroupProperty
{
    private readonly PerProcess<Dictionary<MessageName, bool>> had = new();
    private readonly PerProcess<IReadOnlyList<MemberId>> told = new();
    private readonly HashSet<(int At, ViewId View)> signalled = [];
    private readonly HashSet<MessageName> toOne = [];
    private readonly HashSet<MessageName> selfDiscarded = [];
    private readonly Dictionary<(ViewId From, ViewId To, string Together), (MemberId Name, Dictionary<MessageName, bool> Had)> moves = [];

    /// <inheritdoc/>
    public override int Rank => 3;

    /// <inheritdoc/>
    public override string Source => "Moser, Amir, Melliar-Smith, Agarwal 1994";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } =
    [
        new("FA-1", "Clients that go from one view to the same next one, with the same transitional set if they are told one, are delivered the same messages in it."),
        new("FA-2", "And each of these messages on the same side of the transitional signal."),
    ];

    /// <inheritdoc/>
    public override string PromisedBy(GroupModel model) => model == GroupModel.Vs ? "VS-4, of which FA-2 is no part" : "EVS-4";

    /// <inheritdoc/>
    public override bool IsAskedOf(GroupModel model) => model == GroupModel.Evs;

    /// <inheritdoc/>
    protected override void Forget()
    {
        had.Clear();
        told.Clear();
        signalled.Clear();
        toOne.Clear();
        selfDiscarded.Clear();
        moves.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message)
    {
        var name = new MessageName(view.Id, process.Id, index);
        if (to >= 0)
        {
            toOne.Add(name);
        }
        else if (IsSelfDiscarded(message))
        {
            selfDiscarded.Add(name);
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        var name = MessageName.Of(view, sender, index);
        if (ViewOf(process) is { } here && !toOne.Contains(name))
        {
            (had[process] ??= []).TryAdd(name, signalled.Contains((process.Index, here.Id)));
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
    protected override string? OnMoved(Subject process, View? from, View to)
    {
        var (mine, set) = (had[process] ?? [], told[process] is { } t ? string.Join(' ', t.Order()) : "");
        (had[process], told[process]) = (null, null);
        if (from is null || moves.TryAdd((from.Id, to.Id, set), (process.Id, mine)))
        {
            return null;
        }

        Asked++;
        var (other, theirs) = moves[(from.Id, to.Id, set)];
        return Lacks(process.Id, mine, other, theirs, from) ?? Lacks(other, theirs, process.Id, mine, from) ?? OtherSide(process.Id, mine, other, theirs, from);
    }

    private string? Lacks(MemberId one, Dictionary<MessageName, bool> mine, MemberId other, Dictionary<MessageName, bool> theirs, View from)
    {
        foreach (var name in theirs.Keys)
        {
            if (!mine.ContainsKey(name) && !(name.Sender == one && selfDiscarded.Contains(name)))
            {
                return $"FA-1: of {one} and {other}, which leave {from} together, only {other} was delivered {name} in it";
            }
        }

        return null;
    }

    private static string? OtherSide(MemberId one, Dictionary<MessageName, bool> mine, MemberId other, Dictionary<MessageName, bool> theirs, View from)
    {
        foreach (var (name, isAfter) in mine)
        {
            if (theirs.TryGetValue(name, out var isAfterThere) && isAfter != isAfterThere)
            {
                return $"FA-2: of {one} and {other}, which leave {from} together, only {(isAfter ? other : one)} was delivered {name} before the transitional signal";
            }
        }

        return null;
    }
}
