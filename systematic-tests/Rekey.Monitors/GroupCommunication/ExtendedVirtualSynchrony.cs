using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// What clients are told keeps the rules EVS-1 to EVS-7 (spec/model/extended-virtual-synchrony.md), judged from what crosses the port between daemons and their
/// clients alone: what the layers above assume of the environment, the layers below must keep.
/// </summary>
public sealed class ExtendedVirtualSynchrony : Fold
{
    private readonly Dictionary<(GroupId Group, ViewId Name), ImmutableArray<MemberId>> names = [];
    private readonly Dictionary<(GroupId Group, MemberId From, ulong Body), List<Sending>> sent = [];
    private readonly Dictionary<(GroupId Group, ViewId Name), Dictionary<MemberId, Move>> moves = [];
    private readonly HashSet<(GroupId Group, MemberId Client)> leaving = [];
    private readonly Dictionary<(GroupId Group, MemberId Client), uint> newest = [];
    private readonly Dictionary<(GroupId Group, MemberId Client), Membership> standing = [];
    private readonly Dictionary<MemberId, List<Sending>> had = [];
    private readonly HashSet<(int First, int Second)> order = [];
    private readonly HashSet<MemberId> sessions = [];
    private readonly HashSet<MemberId> ended = [];
    private int sendings;

    /// <summary>A message that was asked for: each time that one is sent is a message of its own.</summary>
    private sealed record Sending(GroupId Group, MemberId From, Service Service, int Number);

    /// <summary>A client's way into a view: from which, with what of it, and with whom.</summary>
    private sealed record Move(ViewId? From, Membership? Left, ImmutableArray<MemberId> Together);

    /// <summary>What a client has of the view that it is in.</summary>
    private sealed class Membership(View view)
    {
        public View View => view;

        public SortedSet<int> BeforeSignal { get; } = [];

        public SortedSet<int> AfterSignal { get; } = [];

        public bool IsSignalled { get; set; }
    }

    /// <inheritdoc/>
    public override string Name => nameof(ExtendedVirtualSynchrony);

    /// <inheritdoc/>
    public override void Reset()
    {
        names.Clear();
        sent.Clear();
        moves.Clear();
        leaving.Clear();
        newest.Clear();
        standing.Clear();
        had.Clear();
        order.Clear();
        sessions.Clear();
        ended.Clear();
        sendings = 0;
    }

    /// <inheritdoc/>
    protected override string? OnCrossed(Subject daemon, PortEvent crossing)
    {
        switch (crossing)
        {
            case Connected connected:
                sessions.Add(connected.Client);
                return null;
            case FromClient from when !sessions.Contains(from.Client):
                return null;
            case FromClient { Event: EvsMulticast multicast } from:
                var message = (multicast.Group, from.Client, multicast.Body.Fingerprint);
                if (!sent.TryGetValue(message, out var times))
                {
                    sent.Add(message, times = []);
                }

                times.Add(new Sending(multicast.Group, from.Client, multicast.Service, ++sendings));
                return null;
            case FromClient { Event: EvsLeave leave } from:
                leaving.Add((leave.Group, from.Client));
                return null;
            case Disconnect disconnect:
                return SessionOver(disconnect.Client);
            case ToClient told when !sessions.Contains(told.Client):
                return $"EVS-1: {told.Client} is told {told.Event}, and has no session";
            case ToClient { Event: EvsDelivered delivered } told:
                return Delivered(told.Client, delivered);
            case ToClient { Event: EvsTransitional signal } told:
                return Signalled(told.Client, signal.Group);
            case ToClient { Event: EvsMembership membership } told:
                return Told(told.Client, membership);
            case ToClient { Event: EvsLeft left } told:
                standing.Remove((left.Group, told.Client));
                return leaving.Contains((left.Group, told.Client)) ? null : $"EVS-1: {told.Client} is out of {left.Group}, and has not asked to be";
            default:
                return null;
        }
    }

    /// <summary>A client without a session is told nothing more; others may lose it without a signal.</summary>
    private string? SessionOver(MemberId client)
    {
        sessions.Remove(client);
        ended.Add(client);
        foreach (var group in standing.Keys.Where(k => k.Client == client).Select(static k => k.Group).ToList())
        {
            standing.Remove((group, client));
        }

        return null;
    }

    private string? Told(MemberId client, EvsMembership told)
    {
        var (group, view) = (told.Group, told.View);
        var before = standing.GetValueOrDefault((group, client));
        var lost = before is null ? [] : before.View.Members.Where(m => !told.Together.Contains(m)).ToList();
        standing[(group, client)] = new Membership(view);
        if (!view.Contains(client) || !told.Together.Contains(client))
        {
            return $"EVS-3: {client} is told {view} of {group}, together with {Listed(told.Together)}";
        }

        if (view.Id.Counter % 2 != 0 || (newest.TryGetValue((group, client), out var last) && last >= view.Id.Counter))
        {
            return $"EVS-2: {client} is told {view} of {group} after number {newest.GetValueOrDefault((group, client))}";
        }

        newest[(group, client)] = view.Id.Counter;
        if (!names.TryAdd((group, view.Id), view.Members) && !names[(group, view.Id)].SequenceEqual(view.Members))
        {
            return $"EVS-2: {view} of {group} is the name of {Listed(names[(group, view.Id)])} too";
        }

        if (before is { IsSignalled: true } && lost.Count == 0)
        {
            return $"EVS-7: {client} had a transitional signal in {before.View} of {group}, and nobody is lost in {view}";
        }

        if (before is { IsSignalled: false } && lost.FirstOrDefault(m => !leaving.Contains((group, m)) && !ended.Contains(m)) is var gone && gone != default)
        {
            return $"EVS-7: {client} loses {gone} between {before.View} and {view} of {group} without a transitional signal";
        }

        return Moved(client, group, view, new Move(before?.View.Id, before, told.Together));
    }

    /// <summary>EVS-4: those who go together come from one view, and were delivered the same in it, before the signal too; and each says so of the other.</summary>
    private string? Moved(MemberId client, GroupId group, View view, Move move)
    {
        if (!moves.TryGetValue((group, view.Id), out var known))
        {
            moves.Add((group, view.Id), known = []);
        }

        if (move.Together.FirstOrDefault(m => m != client && (move.From is null || !view.Contains(m))) is var stranger && stranger != default)
        {
            return $"EVS-4: {client} is told to come to {view} of {group} together with {stranger}";
        }

        foreach (var (other, its) in known)
        {
            var (mine, theirs) = (move.Together.Contains(other), its.Together.Contains(client));
            if ((mine || theirs) && (mine != theirs || its.From != move.From))
            {
                return $"EVS-4: to {view} of {group} come {client} from {move.From} with {Listed(move.Together)}, {other} from {its.From} with {Listed(its.Together)}";
            }

            if (mine && !(move.Left!.BeforeSignal.SetEquals(its.Left!.BeforeSignal) && move.Left.AfterSignal.SetEquals(its.Left.AfterSignal)))
            {
                return $"EVS-4: {client} and {other} go together from {move.From} to {view} of {group}, and were not delivered the same";
            }
        }

        known.Add(client, move);
        return null;
    }

    private string? Signalled(MemberId client, GroupId group)
    {
        if (!standing.TryGetValue((group, client), out var membership) || membership.IsSignalled)
        {
            return $"EVS-7: {client} gets {(membership is null ? "a transitional signal without a view" : $"a second transitional signal in {membership.View}")} of {group}";
        }

        membership.IsSignalled = true;
        return null;
    }

    private string? Delivered(MemberId client, EvsDelivered delivered)
    {
        if (!sent.TryGetValue((delivered.Group, delivered.From, delivered.Body.Fingerprint), out var times))
        {
            return $"EVS-1: {client} is handed {delivered.Body} of {delivered.From}, who did not send it to {delivered.Group}";
        }

        if (!standing.TryGetValue((delivered.Group, client), out var membership))
        {
            return $"EVS-1: {client} is handed {delivered.Body}, and is not in {delivered.Group}";
        }

        if (!had.TryGetValue(client, out var before))
        {
            had.Add(client, before = []);
        }

        if (times.Find(s => !before.Contains(s)) is not { } sending || before.Exists(m => m.Group == sending.Group && m.From == sending.From && m.Number > sending.Number))
        {
            return $"EVS-6: {client} is handed {delivered.Body} twice, or after a later message of {delivered.From}";
        }

        foreach (var earlier in sending.Service >= Service.Agreed ? before.Where(static m => m.Service >= Service.Agreed) : [])
        {
            if (order.Contains((sending.Number, earlier.Number)))
            {
                return $"EVS-6: {client} is handed {delivered.Body} after a message that others are handed after it";
            }

            order.Add((earlier.Number, sending.Number));
        }

        before.Add(sending);
        (membership.IsSignalled ? membership.AfterSignal : membership.BeforeSignal).Add(sending.Number);
        return null;
    }

    private static string Listed(IEnumerable<MemberId> members) => $"{{{string.Join(',', members)}}}";
}
