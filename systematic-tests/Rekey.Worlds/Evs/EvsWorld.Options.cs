using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Powers;

namespace Rekey.Worlds.Evs;

/// <summary>What may happen, within its budget.</summary>
public sealed partial class EvsWorld
{
    /// <summary>In how many ways two parts come apart: all or little is kept, and the signal stands late or early.</summary>
    private const int WaysToPart = 4;

    /// <inheritdoc/>
    public void OfferOptions(List<Offer> offers)
    {
        foreach (var p in processes)
        {
            if (!p.IsAlive)
            {
                continue;
            }

            if (IsWatched(p))
            {
                Offer<Expose>(p.Number, 1, offers);
            }

            OfferChange<Crash>(p.Component, p.Number, 1, offers);
            if (clients is null)
            {
                OfferWishes<Join>(p, offers);
                OfferWishes<Leave>(p, offers);
            }
            else if (!IsWatched(p))
            {
                OfferChange<Join>(p.Component, p.Number, 2 * clients.Beginnings, offers);
            }
            else if (!p.Leaves)
            {
                OfferChange<Leave>(p.Component, p.Number, 1, offers);
            }

            OfferWishes<Refresh>(p, offers);
            OfferWishes<Send>(p, offers);
        }

        for (var c = 0; c < components.Count; c++)
        {
            var component = components[c];
            if (!upper.IsRing)
            {
                OfferChange<Join>(component, c, 2 * upper.Beginnings, offers);
            }

            if (component.Processes.Count is >= 2 and <= 8 and var size)
            {
                OfferChange<Partition>(component, c, SetPartitions.Count(size) * WaysToPart, offers);
            }

            if (component.View is not null && client.StraysIn(component.View) is { Count: > 0 } strays)
            {
                Offer<Forge>(c, strays.Count, offers);
            }

            for (var d = c + 1; d < components.Count; d++)
            {
                if (DepthAllows(components[d]))
                {
                    OfferChange<Merge>(component, c, 1, offers, d);
                }
            }
        }
    }

    /// <summary>A membership fault, where the depth of the cascade allows one more.</summary>
    private void OfferChange<T>(EvsComponent component, int a, int options, List<Offer> offers, int b = 0)
        where T : Fault
    {
        if (left[Move.Of<T>().Index] > 0 && DepthAllows(component))
        {
            Offer<T>(a, options, offers, b);
        }
    }

    private void Offer<T>(int a, int options, List<Offer> offers, int b = 0)
        where T : Fault
    {
        if (left[Move.Of<T>().Index] > 0)
        {
            offers.Add(new Offer(Move.Of<T>().Number, (short)a, (short)b, options, 0, true));
        }
    }

    private void OfferWishes<T>(EvsProcess p, List<Offer> offers)
        where T : Fault
    {
        if (left[Move.Of<T>().Index] > 0 && UpperOf(p).WishesOf(p, Move.Of<T>()) is > 0 and var wishes)
        {
            Offer<T>(p.Number, wishes, offers);
        }
    }

    private bool DepthAllows(EvsComponent component) => IsSettledIn(component) || component.Depth < Scenario.Faults.Depth;

    /// <summary>Whether every living member has installed the newest membership as a view, and none is on its way.</summary>
    private bool IsSettledIn(EvsComponent component)
    {
        foreach (var p in component.Processes)
        {
            if (p.IsAlive ? upper.SettledIn(p)?.Id != component.View?.Id || p.Asked.Count > 0 : component.Members.Contains(p))
            {
                return false;
            }

            foreach (var client in p.Clients)
            {
                if (client.IsAlive ? client.View?.Id != upper.ViewOf(p, client.Id)?.Id || client.Asked.Count > 0 : !client.IsSessionOver)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>A membership fault strikes every living process of a component, in the state in which it is, before it has any effect.</summary>
    private void Strike(Fault fault, EvsComponent component)
    {
        component.Depth = IsSettledIn(component) ? 0 : component.Depth + 1;
        DeepestCascade = Math.Max(DeepestCascade, component.Depth);
        foreach (var p in IsStack ? component.Processes.SelectMany(static p => p.Clients) : component.Processes)
        {
            if (p.IsAlive)
            {
                log.Add(Observation.Struck(p, fault.Index, UpperOf(p).BoxOf(p).State.Control, component.Depth));
            }
        }
    }

    private void ApplyOption(Fault fault, in Choice choice)
    {
        switch (fault)
        {
            case Join when IsStack:
                var host = processes[choice.A];
                Strike(fault, host.Component);
                Start(MemberId.Parse($"{NameOfNewcomer(choice)}@{host.Id}"), host.Component, host, choice.Option / 2);
                break;
            case Join when clients is not null:
                Strike(fault, components[choice.A]);
                Start(MemberId.Parse(NameOfNewcomer(choice)), components[choice.A], null, choice.Option / 2);
                break;
            case Leave when clients is not null:
                var leaver = processes[choice.A];
                Strike(fault, leaver.Component);
                leaver.Leaves = true;
                log.Add(Observation.Gone(leaver, left: true));
                Feed(leaver, clients.Leave);
                break;
            case Crash:
                Strike(fault, processes[choice.A].Component);
                Stop(processes[choice.A]);
                break;
            case Partition:
                Strike(fault, components[choice.A]);
                Split(components[choice.A], choice.Option);
                break;
            case Merge:
                Strike(fault, components[choice.A]);
                Strike(fault, components[choice.B]);
                Unite(components[choice.A], components[choice.B]);
                break;
            case Forge:
                var (open, place) = (components[choice.A], ++serial);
                var body = client.StraysIn(open.View!)[choice.Option];
                foreach (var member in open.Members.Where(static m => m.IsAlive))
                {
                    log.Add(Observation.Struck(member, fault.Index, upper.BoxOf(member).State.Control, 0));
                }

                open.Members.ForEach(m => m.Stream.Add(new Telling(place, new EvsDelivered(group, Stranger, Service.Fifo, body), null)));
                break;
            case Expose:
                var shown = processes[choice.A];
                if (!shown.Leaves)
                {
                    log.Add(Observation.Struck(shown, fault.Index, UpperOf(shown).BoxOf(shown).State.Control, 0));
                }

                log.Add(Observation.Exposed(shown, UpperOf(shown).BoxOf(shown), shown.Leaves));
                break;
            default:
                var asking = processes[choice.A];
                log.Add(Observation.Struck(asking, fault.Index, UpperOf(asking).BoxOf(asking).State.Control, 0));
                Feed(asking, UpperOf(asking).Wish(asking, fault, choice.Option));
                break;
        }
    }

    private string NameOfNewcomer(in Choice choice) => $"{(choice.Option % 2 == 0 ? 'a' : 'z')}{++joined}";

    private void Stop(EvsProcess p)
    {
        p.IsAlive = false;
        p.Asked.Clear();
        p.Stream.Clear();
        if (IsWatched(p))
        {
            log.Add(Observation.Gone(p, left: false));
        }

        // The clients of a daemon stop with it.
        foreach (var client in p.Clients)
        {
            client.IsSessionOver = true;
            if (client.IsAlive)
            {
                Stop(client);
            }
        }
    }

    /// <summary>
    /// EVS-4, EVS-5: each part keeps all that its own members sent. Of what others sent it keeps all, or what some member of the part was told already and what
    /// is ordered before that; which, is the choice of the environment, as is where the transitional signal stands: at the end, or as early as it can.
    /// </summary>
    private void Split(EvsComponent old, int option)
    {
        var parts = SetPartitions.Unrank(old.Processes.Count, option / WaysToPart);
        Part(old, parts, option % WaysToPart);
    }

    /// <summary>A daemon that is gone is a part of its own: what it sent may be lost like what is sent in another part.</summary>
    private void Fail(EvsProcess p, int option)
    {
        var component = p.Component;
        if (component.Processes.Count > 1)
        {
            Part(component, [.. component.Processes.Select(q => q == p ? 1 : 0)], option);
        }

        components.Remove(p.Component);
        p.Component.Members.Clear();
    }

    /// <summary>A component comes apart.</summary>
    /// <param name="old">The component.</param>
    /// <param name="parts">The part that each of its processes is in.</param>
    /// <param name="option">In which of the ways the parts come apart.</param>
    private void Part(EvsComponent old, IReadOnlyList<int> parts, int option)
    {
        var (keepsAll, isSignalLate) = ((option & 1) == 0, (option & 2) == 0);
        var made = Enumerable.Range(0, parts.Max() + 1).Select(_ => new EvsComponent { Counter = old.Counter, ChangedAt = old.ChangedAt, View = old.View, Depth = old.Depth }).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            made[parts[i]].Processes.Add(old.Processes[i]);
        }

        components.Remove(old);
        foreach (var part in made)
        {
            components.Add(part);
            part.Members.AddRange(old.Members.Where(part.Processes.Contains));
            foreach (var p in part.Processes)
            {
                p.Component = part;
            }

            if (part.Members.Count == old.Members.Count)
            {
                // The group is on one side as a whole: for it nothing happened.
                continue;
            }

            // What was told to anybody of the part was told to all of it, sooner or later.
            // A daemon that crashed and is still thought to come along had passed on what it was told.
            var told = Math.Max(old.ChangedAt, part.Members.Where(m => m.IsAlive || upper.IsRing).Select(static m => m.ToldUpTo).DefaultIfEmpty(0).Max());
            var kept = keepsAll ? int.MaxValue : told;
            var living = part.Members.FindAll(static m => m.IsAlive);
            var lost = living.SelectMany(static m => m.Stream).Where(t => t.Serial > kept && t.Origin is { } origin && !part.Processes.Contains(origin)).Select(static t => t.Serial).ToHashSet();
            var signal = !isSignalLate ? told : upper.IsRing && lost.Count > 0 ? lost.Min() : int.MaxValue;
            foreach (var member in living)
            {
                member.Stream.RemoveAll(t => lost.Contains(t.Serial));
                var at = member.Stream.FindIndex(t => t.Serial > signal);
                member.Stream.Insert(at < 0 ? member.Stream.Count : at, new Telling(at < 0 ? ++serial : member.Stream[at].Serial - 1, EndOf(part.Processes), null));
            }

            Change(part, [part.Processes]);
        }
    }

    /// <summary>The end of what a part has of the old membership.</summary>
    private PortEvent EndOf(IEnumerable<EvsProcess> part) =>
        upper.IsRing ? new TransitionalConfiguration([.. part.Select(static p => p.Id).Order()]) : new EvsTransitional(group);

    /// <summary>Nobody is cut off from anybody, so clients get no signal; a configuration of daemons always ends before the next one.</summary>
    private void Unite(EvsComponent one, EvsComponent other)
    {
        List<EvsProcess>[] parts = [[.. one.Processes], [.. other.Processes]];
        var isNews = one.Members.Count > 0 && other.Members.Count > 0;
        foreach (var part in upper.IsRing ? parts : [])
        {
            var place = ++serial;
            part.ForEach(p => p.Stream.Add(new Telling(place, EndOf(part), null)));
        }

        components.Remove(other);
        foreach (var p in other.Processes)
        {
            p.Component = one;
        }

        one.Processes.AddRange(other.Processes);
        one.Processes.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        one.Members.AddRange(other.Members);
        one.Members.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        (one.Counter, one.ChangedAt) = (Math.Max(one.Counter, other.Counter), Math.Max(one.ChangedAt, other.ChangedAt));
        one.Depth = Math.Max(one.Depth, other.Depth);
        one.View ??= other.View;
        if (isNews)
        {
            Change(one, parts);
        }
    }
}
