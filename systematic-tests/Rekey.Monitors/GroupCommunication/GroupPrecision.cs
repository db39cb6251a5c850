using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// When nothing that must happen is left to happen, each client is in the view of those clients of its component who asked to be in the group, has been told no
/// less than its neighbours, and what it sent as a member has come back to it (spec/model/extended-virtual-synchrony.md, EVSL-1 and EVSL-2).
/// </summary>
public sealed class GroupPrecision : Fold
{
    private readonly Dictionary<(GroupId Group, MemberId Client), bool> wishes = [];
    private readonly Dictionary<MemberId, MemberId> daemons = [];
    private readonly Dictionary<(GroupId Group, MemberId Client), View> views = [];
    private readonly Dictionary<(GroupId Group, MemberId Client), SortedSet<ulong>> inView = [];
    private readonly Dictionary<(GroupId Group, MemberId Client), SortedSet<ulong>> owed = [];

    /// <inheritdoc/>
    public override string Name => nameof(GroupPrecision);

    /// <inheritdoc/>
    public override bool NeedsRest => true;

    /// <inheritdoc/>
    public override void Reset()
    {
        wishes.Clear();
        daemons.Clear();
        views.Clear();
        inView.Clear();
        owed.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnCrossed(Subject daemon, PortEvent crossing)
    {
        switch (crossing)
        {
            case Connected connected:
                daemons[connected.Client] = daemon.Id;
                break;
            case Disconnect disconnect:
                daemons.Remove(disconnect.Client);
                foreach (var key in wishes.Keys.Where(k => k.Client == disconnect.Client).ToList())
                {
                    wishes[key] = false;
                    Out(key);
                }

                break;
            case FromClient from when !daemons.ContainsKey(from.Client):
                break;
            case FromClient { Event: EvsJoin join } from:
                wishes[(join.Group, from.Client)] = true;
                break;
            case FromClient { Event: EvsLeave leave } from:
                wishes[(leave.Group, from.Client)] = false;
                owed.Remove((leave.Group, from.Client));
                break;
            case FromClient { Event: EvsMulticast multicast } from when views.ContainsKey((multicast.Group, from.Client)) && wishes.GetValueOrDefault((multicast.Group, from.Client)):
                Of(owed, (multicast.Group, from.Client)).Add(Message(from.Client, multicast.Body));
                break;
            case ToClient { Event: EvsMembership membership } told:
                views[(membership.Group, told.Client)] = membership.View;
                inView.Remove((membership.Group, told.Client));
                break;
            case ToClient { Event: EvsLeft left } told:
                Out((left.Group, told.Client));
                break;
            case ToClient { Event: EvsDelivered delivered } told:
                Of(inView, (delivered.Group, told.Client)).Add(Message(delivered.From, delivered.Body));
                Of(owed, (delivered.Group, told.Client)).Remove(Message(delivered.From, delivered.Body));
                break;
            default:
                break;
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
    {
        var resting = quiescent ? Run.Daemons.Where(static s => s.IsAlive).ToList() : [];
        foreach (var daemon in resting)
        {
            if (daemon.Stable?.ToString() != daemon.Installed?.ToString())
            {
                return $"EVSL-1: {daemon.Process.Id} rests in {daemon.Installed}, the configuration is {daemon.Stable}";
            }
        }

        foreach (var component in resting.GroupBy(static s => s.Stable!.Id))
        {
            var clients = daemons.Where(d => component.Any(s => s.Process.Id == d.Value)).Select(static d => d.Key).Order().ToList();
            foreach (var group in wishes.Keys.Select(static k => k.Group).Distinct())
            {
                if (Judge(group, clients) is { } wrong)
                {
                    return wrong;
                }
            }
        }

        return null;
    }

    private string? Judge(GroupId group, List<MemberId> clients)
    {
        var members = clients.FindAll(c => wishes.GetValueOrDefault((group, c)));
        foreach (var client in clients)
        {
            var view = views.GetValueOrDefault((group, client));
            if (view is null ? members.Contains(client) : !view.Members.SequenceEqual(members) || view.Id != views[(group, members[0])].Id)
            {
                return $"EVSL-1: {client} rests in view {(view is null ? "none" : view)} of {group}, whose members are {string.Join(',', members)}";
            }

            if (view is not null && !Of(inView, (group, client)).SetEquals(Of(inView, (group, members[0]))))
            {
                return $"EVSL-2: {client} and {members[0]} rest in {view} of {group}, and were not delivered the same in it";
            }

            if (view is not null && Of(owed, (group, client)).Count > 0)
            {
                return $"EVSL-2: what {client} sent to {group} as a member never came back to it";
            }
        }

        return null;
    }

    private static ulong Message(MemberId from, Envelope body) => Fingerprint.Mix(from.Fingerprint, body.Fingerprint);

    private void Out((GroupId Group, MemberId Client) key)
    {
        views.Remove(key);
        inView.Remove(key);
        owed.Remove(key);
    }

    private static SortedSet<ulong> Of(Dictionary<(GroupId Group, MemberId Client), SortedSet<ulong>> sets, (GroupId Group, MemberId Client) key)
    {
        if (!sets.TryGetValue(key, out var set))
        {
            sets.Add(key, set = []);
        }

        return set;
    }
}
