using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Spec;
using Rekey.Spec.Layers;
using static Rekey.Spec.Layers.GroupsTrigger;

namespace Rekey.GroupCommunication.Groups;

/// <summary>
/// Light-weight groups of clients over the configurations of daemons (paper B, section 3.1: the join or leave of a client is "one message" in the order of all
/// daemons and no change of their membership; spec/layers/groups.md).
/// </summary>
public sealed class GroupsLayer : ILayer
{
    /// <inheritdoc/>
    public Port Lower => RingPort.Port;

    /// <inheritdoc/>
    public Port Upper => SessionPort.Port;

    /// <inheritdoc/>
    public LayerState Initial(MemberId self) => new GroupsDaemon { Self = self, Control = (byte)GroupsState.Alone, Shared = [self] };

    /// <inheritdoc/>
    public Outcome Step(LayerState state, PortEvent input, IEntropy entropy)
    {
        var daemon = (GroupsDaemon)state;
        return input switch
        {
            Connect connect when daemon.Clients.ContainsKey(connect.Client) => Decide(daemon, ConnectMoot, d => (d, [new Refused(connect.Client)])),
            Connect connect => Decide(daemon, ConnectAsked, d => (d with { Clients = d.Clients.Add(connect.Client, false) }, [new Connected(connect.Client)])),
            Disconnect disconnect => OnAsked(daemon, disconnect.Client, null),
            FromClient from => OnAsked(daemon, from.Client, from.Event),
            RingDelivered { Body: ClientRequest request } delivered => OnRequest(daemon, request, delivered.From),
            RingDelivered { Body: GroupsTold told } delivered => OnTold(daemon, told, delivered.From),
            RingDelivered delivered => Turned(delivered.From, new Rejection(RejectionKind.UnknownType, "body", "a message of the layer of groups")),
            TransitionalConfiguration transitional => Decide(daemon, ConfigurationEnds, d => (GroupsState)d.Control == GroupsState.Gathering
                ? (d with { Along = transitional.Daemons }, [])
                : End(d with { Along = transitional.Daemons })),
            RegularConfiguration regular => OnConfiguration(daemon, regular.View),
            _ => throw new SpecificationViolation($"unknown input {input}"),
        };
    }

    private static Outcome Decide(GroupsDaemon daemon, GroupsTrigger trigger, Func<GroupsDaemon, (GroupsDaemon State, PortEvent[] Effects)> act) =>
        GroupsTable.Table.Decide(daemon, trigger, act);

    private static Rejected Turned(MemberId sender, Rejection reason) => new(sender, reason, GroupsRules.State);

    /// <summary>GR-01, GR-02.</summary>
    private static Outcome OnAsked(GroupsDaemon daemon, MemberId client, EvsDown? asked)
    {
        var isOpen = daemon.Clients.TryGetValue(client, out var isOver) && !isOver;
        return Decide(daemon, isOpen ? Asked : AskedMoot, d =>
        {
            var kept = new Kept(d.Numbered + 1, client, asked);
            var after = d with { Numbered = kept.Number, Outbox = d.Outbox.Add(kept), Clients = asked is null ? d.Clients.SetItem(client, true) : d.Clients };
            return (after, (GroupsState)d.Control == GroupsState.Operational ? [Sent(after, kept)] : []);
        });
    }

    private static RingMulticast Sent(GroupsDaemon daemon, Kept kept) => new(
        kept.Asked is EvsMulticast multicast ? multicast.Service : Service.Agreed, new ClientRequest(daemon.Configuration!.Id, kept.Number, kept.Client, kept.Asked));

    /// <summary>GR-03: what has not taken effect is sent again.</summary>
    private static IEnumerable<PortEvent> SentAgain(GroupsDaemon daemon) => daemon.Outbox.Select(kept => Sent(daemon, kept));

    /// <summary>GR-03, GR-04, GR-05, GR-06, GR-08.</summary>
    private static Outcome OnRequest(GroupsDaemon daemon, ClientRequest request, MemberId from)
    {
        if (request.Configuration != daemon.Configuration?.Id)
        {
            return Decide(daemon, Astray, static d => (d, []));
        }

        if (request.Asked is EvsMulticast multicast)
        {
            return Decide(daemon, DataOrdered, d => (Done(d, request, from), Locals(d, multicast.Group).Select(client =>
                new ToClient(client, new EvsDelivered(multicast.Group, request.Client, multicast.Service, multicast.Body))).ToArray<PortEvent>()));
        }

        var changes = ChangesOf(daemon, request, new LightMember(request.Client, from));
        return daemon.Changes + changes.Count > ViewNames.MostChanges
            ? Decide(daemon, Astray, static d => (d, []))
            : Decide(daemon, changes.Count > 0 ? RequestApplies : RequestMoot, d => Apply(Done(d, request, from), changes));
    }

    /// <summary>What takes effect is kept no more; with the end of its session a client's name is free again.</summary>
    private static GroupsDaemon Done(GroupsDaemon daemon, ClientRequest request, MemberId from) => from != daemon.Self ? daemon : daemon with
    {
        Outbox = daemon.Outbox.RemoveAll(kept => kept.Number == request.Number),
        Clients = request.Asked is null ? daemon.Clients.Remove(request.Client) : daemon.Clients,
    };

    /// <summary>The groups that a request changes, and who joins or is out.</summary>
    private static List<(GroupId Group, LightMember Who, bool IsIn)> ChangesOf(GroupsDaemon daemon, ClientRequest request, LightMember who)
    {
        return request.Asked switch
        {
            EvsJoin join => IsIn(join.Group) ? [] : [(join.Group, who, true)],
            EvsLeave leave => IsIn(leave.Group) ? [(leave.Group, who, false)] : [],
            _ => [.. daemon.Groups.Keys.Where(IsIn).Select(group => (group, who, false))],
        };

        bool IsIn(GroupId group) => daemon.Groups.TryGetValue(group, out var known) && known.Members.Contains(who);
    }

    /// <summary>GR-04, GR-14.</summary>
    private static (GroupsDaemon State, PortEvent[] Effects) Apply(GroupsDaemon daemon, List<(GroupId Group, LightMember Who, bool IsIn)> changes)
    {
        var told = new List<PortEvent>();
        foreach (var (group, who, isIn) in changes)
        {
            var before = daemon.Groups.TryGetValue(group, out var known) ? known.Members : [];
            var stay = before.Remove(who);
            daemon = Renewed(daemon, group, isIn ? Sorted(before.Add(who)) : stay);
            if (!isIn && IsHere(daemon, who))
            {
                told.Add(new ToClient(who.Client, new EvsLeft(group)));
            }

            told.AddRange(Views(daemon, group, client => isIn && client == who.Client ? [who] : stay));
        }

        return (daemon, [.. told]);
    }

    /// <summary>GR-13: the group with these members, under a new name; without any, no group.</summary>
    private static GroupsDaemon Renewed(GroupsDaemon daemon, GroupId group, ImmutableArray<LightMember> members) => members.IsEmpty
        ? daemon with { Groups = daemon.Groups.Remove(group) }
        : daemon with
        {
            Changes = daemon.Changes + 1,
            Groups = daemon.Groups.SetItem(group, new LightGroup(ViewNames.Of(daemon.Configuration!.Id, daemon.Changes + 1, members[0].Client), members, false, false)),
        };

    /// <summary>Whether a member has a session here that is not over (GR-01).</summary>
    private static bool IsHere(GroupsDaemon daemon, LightMember member) =>
        member.Daemon == daemon.Self && daemon.Clients.TryGetValue(member.Client, out var isOver) && !isOver;

    private static IEnumerable<MemberId> Locals(GroupsDaemon daemon, GroupId group) =>
        daemon.Groups.TryGetValue(group, out var known) ? known.Members.Where(m => IsHere(daemon, m)).Select(static m => m.Client) : [];

    /// <summary>A group's view, for each of its local members, with those who came together with it.</summary>
    private static IEnumerable<PortEvent> Views(GroupsDaemon daemon, GroupId group, Func<MemberId, IEnumerable<LightMember>> together)
    {
        if (!daemon.Groups.TryGetValue(group, out var known))
        {
            return [];
        }

        var view = new View(known.Name, [.. known.Members.Select(static m => m.Client)]);
        return Locals(daemon, group).Select(client => new ToClient(client, new EvsMembership(group, view, [.. together(client).Select(static m => m.Client)])));
    }

    private static ImmutableArray<LightMember> Sorted(IEnumerable<LightMember> members) => [.. members.OrderBy(static m => m.Client)];

    /// <summary>GR-07: the daemons that do not come along share the state no more.</summary>
    private static (GroupsDaemon State, PortEvent[] Effects) End(GroupsDaemon daemon)
    {
        var shared = daemon.Shared.Intersect(daemon.Along);
        var (groups, signals) = (daemon.Groups, new List<PortEvent>());
        foreach (var (name, group) in daemon.Groups)
        {
            if (group.Members.All(m => shared.Contains(m.Daemon)))
            {
                continue;
            }

            groups = groups.SetItem(name, group with { HasLost = true, IsSignalled = true });
            signals.AddRange(group.IsSignalled ? [] : Locals(daemon, name).Select(client => new ToClient(client, new EvsTransitional(name))));
        }

        return (daemon with { Shared = shared, Groups = groups }, [.. signals]);
    }

    /// <summary>GR-09, GR-10, GR-12.</summary>
    private static Outcome OnConfiguration(GroupsDaemon daemon, View configuration)
    {
        ViewNames.Require(configuration.Id);
        var (ended, signals) = (GroupsState)daemon.Control == GroupsState.GatheringAgain ? End(daemon) : (daemon, []);
        var groups = ended.Groups;
        foreach (var (name, group) in ended.Groups)
        {
            var stay = group.Members.RemoveAll(m => !ended.Shared.Contains(m.Daemon));
            groups = stay.IsEmpty ? groups.Remove(name) : groups.SetItem(name, group with { Members = stay });
        }

        var begun = ended with { Configuration = configuration, Along = [], Changes = 0, Groups = groups, Told = [] };
        return configuration.Members.All(begun.Shared.Contains)
            ? Decide(daemon, ConfigurationShared, _ => Shrunk(begun, signals))
            : Decide(daemon, ConfigurationMixed, _ => (begun, begun.Self == begun.Shared[0]
                ? [.. signals, new RingMulticast(Service.Agreed, new GroupsTold(configuration.Id, begun.Shared, begun.Groups))]
                : signals));
    }

    private static (GroupsDaemon State, PortEvent[] Effects) Shrunk(GroupsDaemon daemon, PortEvent[] signals)
    {
        var told = new List<PortEvent>(signals);
        foreach (var (name, group) in daemon.Groups.Where(static g => g.Value.HasLost))
        {
            daemon = Renewed(daemon, name, group.Members);
            told.AddRange(Views(daemon, name, _ => group.Members));
        }

        return (daemon, [.. told, .. SentAgain(daemon)]);
    }

    /// <summary>GR-10, GR-11, GR-12, GR-15.</summary>
    private static Outcome OnTold(GroupsDaemon daemon, GroupsTold told, MemberId from)
    {
        if (told.Configuration != daemon.Configuration?.Id)
        {
            return Decide(daemon, StateAstray, static d => (d, []));
        }

        if (Wrong(daemon, told, from) is { } reason)
        {
            return Turned(from, reason);
        }

        var all = daemon.Told.Add(told);
        return all.Sum(static t => t.Shared.Count) < daemon.Configuration!.Members.Length
            ? Decide(daemon, StatePartial, d => (d with { Told = all }, []))
            : Decide(daemon, StateLast, d => Merged(d with { Told = all }));
    }

    private static Rejection? Wrong(GroupsDaemon daemon, GroupsTold told, MemberId from) =>
        told.Shared.IsEmpty || told.Shared[0] != from ? new Rejection(RejectionKind.OutOfRange, "shared", $"daemons of which {from} is the smallest")
        : !told.Shared.All(daemon.Configuration!.Contains) ? new Rejection(RejectionKind.OutOfRange, "shared", $"daemons of {daemon.Configuration}")
        : daemon.Told.Any(t => t.Shared.Overlaps(told.Shared)) ? new Rejection(RejectionKind.OutOfRange, "shared", "daemons whose state is not told yet")
        : told.Groups.Values.Any(g => !g.Members.All(m => told.Shared.Contains(m.Daemon))) ? new Rejection(RejectionKind.OutOfRange, "groups", "members at the daemons that share the state")
        : null;

    /// <summary>GR-11, GR-12, GR-14.</summary>
    private static (GroupsDaemon State, PortEvent[] Effects) Merged(GroupsDaemon daemon)
    {
        var (mine, effects) = (daemon.Groups, new List<PortEvent>());
        var after = daemon with { Shared = [.. daemon.Configuration!.Members], Groups = mine.Clear(), Told = [] };
        foreach (var known in daemon.Told.SelectMany(static t => t.Groups).GroupBy(static g => g.Key, static g => g.Value).OrderBy(static g => g.Key))
        {
            if (known.ToList() is [{ HasLost: false } only])
            {
                after = after with { Groups = after.Groups.Add(known.Key, only) };
                continue;
            }

            after = Renewed(after, known.Key, Sorted(known.SelectMany(static g => g.Members)));
            effects.AddRange(Views(after, known.Key, _ => mine[known.Key].Members));
        }

        if ((GroupsState)daemon.Control == GroupsState.Gathering)
        {
            return (after, [.. effects, .. SentAgain(after)]);
        }

        var (ended, signals) = End(after);
        return (ended, [.. effects, .. signals]);
    }
}
