using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;

namespace Rekey.Worlds.Evs;

/// <summary>What may happen, within its budget.</summary>
public sealed partial class EvsWorld
{
    private void OfferOptions(List<Offer> offers)
    {
        foreach (var p in processes)
        {
            if (!p.IsAlive)
            {
                continue;
            }

            Offer(EvsMove.Crash, p.Index, 1, offers);
            if (p.View is not null && !p.Leaves)
            {
                Offer(EvsMove.Leave, p.Index, 1, offers);
                Offer(EvsMove.Send, p.Index, 2, offers);
            }
        }

        for (var c = 0; c < components.Count; c++)
        {
            Offer(EvsMove.Join, c, 2, offers);
            if (components[c].Processes.Count is >= 2 and <= 8 and var size)
            {
                Offer(EvsMove.Partition, c, SetPartitions.Count(size) * 4, offers);
            }

            if (components[c].View is not null)
            {
                Offer(EvsMove.Stray, c, 1, offers);
            }

            for (var d = c + 1; d < components.Count; d++)
            {
                Offer(EvsMove.Merge, c, 1, offers, d);
            }
        }
    }

    private void Offer(EvsMove move, int a, int options, List<Offer> offers, int b = 0)
    {
        if (left[(int)move] > 0)
        {
            offers.Add(new Offer((byte)move, (short)a, (short)b, options, 0, true));
        }
    }

    private void ApplyOption(EvsMove move, in Choice choice)
    {
        switch (move)
        {
            case EvsMove.Join:
                Start(MemberId.Parse($"{(choice.Option == 0 ? 'a' : 'z')}{processes.Count}"), components[choice.A]);
                break;
            case EvsMove.Leave:
                var leaver = processes[choice.A];
                leaver.Leaves = true;
                Log(Observation.Gone(leaver, left: true));
                Feed(leaver, LeaveGroup.Instance);
                break;
            case EvsMove.Crash:
                var crashed = processes[choice.A];
                crashed.IsAlive = false;
                crashed.Asked.Clear();
                crashed.Stream.Clear();
                Log(Observation.Gone(crashed, left: false));
                break;
            case EvsMove.Partition:
                Split(components[choice.A], choice.Option);
                break;
            case EvsMove.Merge:
                Merge(components[choice.A], components[choice.B]);
                break;
            case EvsMove.Stray:
                var (open, place) = (components[choice.A], ++serial);
                var body = scenario.Stray!(open.View!);
                open.Members.ForEach(m => m.Stream.Add(new Telling(place, new EvsDelivered(Group, Stranger, Service.Fifo, body), null)));
                break;
            default:
                Ask(processes[choice.A], choice.Option);
                break;
        }
    }

    /// <summary>
    /// EVS-4, EVS-5: each part keeps all that its own members sent. Of what others sent it keeps all, or what some member of the part was told already and what
    /// is ordered before that; which, is the choice of the environment, as is where the transitional signal stands: at the end, or as early as it can.
    /// </summary>
    private void Split(EvsComponent old, int option)
    {
        var (keepsAll, isSignalLate) = ((option & 1) == 0, (option & 2) == 0);
        var parts = SetPartitions.Unrank(old.Processes.Count, option >> 2);
        var made = Enumerable.Range(0, parts.Max() + 1).Select(_ => new EvsComponent { Counter = old.Counter, ChangedAt = old.ChangedAt, View = old.View }).ToList();
        for (var i = 0; i < parts.Length; i++)
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
            var told = Math.Max(old.ChangedAt, part.Members.Where(static m => m.IsAlive).Select(static m => m.ToldUpTo).DefaultIfEmpty(0).Max());
            var kept = keepsAll ? int.MaxValue : told;
            var signal = isSignalLate ? int.MaxValue : told;
            foreach (var member in part.Members.Where(static m => m.IsAlive))
            {
                member.Stream.RemoveAll(t => t.Serial > kept && t.Origin is { } origin && !part.Processes.Contains(origin));
                var at = member.Stream.FindIndex(t => t.Serial > signal);
                member.Stream.Insert(at < 0 ? member.Stream.Count : at, new Telling(at < 0 ? ++serial : member.Stream[at].Serial - 1, new EvsTransitional(Group), null));
            }

            Change(part, [part.Processes]);
        }
    }

    /// <summary>Nobody is cut off from anybody, so there is no signal.</summary>
    private void Merge(EvsComponent one, EvsComponent other)
    {
        List<EvsProcess>[] parts = [[.. one.Processes], [.. other.Processes]];
        var isNews = one.Members.Count > 0 && other.Members.Count > 0;
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
        one.View ??= other.View;
        if (isNews)
        {
            Change(one, parts);
        }
    }
}
