using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>Who is said to come together with a client into a view does, and comes from the same view.</summary>
public sealed class TransitionalSet : GroupProperty
{
    private readonly Dictionary<ViewId, List<Move>> moves = [];
    private readonly PerProcess<IReadOnlyList<MemberId>> told = new();

    /// <summary>A client installed a view.</summary>
    private sealed record Move(MemberId Name, ViewId? From, IReadOnlySet<MemberId>? Together);

    /// <inheritdoc/>
    public override int Rank => 1;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } =
    [
        new("TS-1", "The transitional set of a client has the client, and only members of the view that it comes with."),
        new("TS-2", "It has only members of the view that the client comes from; of a first view, the client alone."),
        new("TS-3", "Who is in it and installs the view came from the same view."),
        new("TS-4", "Who installs the view and came from the same view is in it."),
    ];

    /// <inheritdoc/>
    public override string? PromisedBy(GroupModel model) => model == GroupModel.Vs ? null : "EVS-4";

    /// <inheritdoc/>
    protected override void Forget()
    {
        moves.Clear();
        told.Clear();
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
        var move = new Move(process.Id, from?.Id, told[process]?.ToHashSet());
        told[process] = null;
        if (!moves.TryGetValue(to.Id, out var others))
        {
            moves.Add(to.Id, others = []);
        }

        var wrong = move.Together is null ? null : Alone(move, from, to);
        for (var i = 0; wrong is null && i < others.Count; i++)
        {
            wrong = Both(move, others[i], to) ?? Both(others[i], move, to);
        }

        others.Add(move);
        return wrong;
    }

    private string? Alone(Move move, View? from, View to)
    {
        Asked++;
        if (!move.Together!.Contains(move.Name))
        {
            return $"TS-1: the transitional set of {move.Name} for {to} is without itself";
        }

        foreach (var member in move.Together)
        {
            if (!to.Contains(member))
            {
                return $"TS-1: the transitional set of {move.Name} for {to} has {member}, which is not in that view";
            }

            if (member != move.Name && from?.Contains(member) != true)
            {
                return $"TS-2: the transitional set of {move.Name} for {to} has {member}, which is not in the view before, {(from is null ? "of which there is none" : from)}";
            }
        }

        return null;
    }

    private static string? Both(Move one, Move other, View to)
    {
        if (one.Together is null || one.From is null || one.Name == other.Name)
        {
            return null;
        }

        var (isTold, isSo) = (one.Together.Contains(other.Name), one.From == other.From);
        return isTold && !isSo ? $"TS-3: the transitional set of {one.Name} for {to.Id} has {other.Name}, which came from {(other.From is { } from ? $"{from}" : "no view")}, and not from {one.From}"
            : isSo && !isTold ? $"TS-4: the transitional set of {one.Name} for {to.Id} is without {other.Name}, which came from {one.From} too"
            : null;
    }
}
