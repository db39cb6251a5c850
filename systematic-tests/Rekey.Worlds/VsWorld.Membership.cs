using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;

namespace Rekey.Worlds;

/// <summary>How views come about: block, agree on the view and on the messages of the old one, deliver those, install.</summary>
public sealed partial class VsWorld
{
    private readonly List<Range> cuts = [];

    /// <summary>A choice of how many messages of one sender a group that moves together gets.</summary>
    /// <param name="Options">One more than those between least and most that are for somebody of the group: others make no difference.</param>
    private readonly record struct Range(GroupView View, int Sender, int Least, int Most, int Options);

    /// <summary>In the last agreement: of each sender that did not move along, how many of its messages count.</summary>
    public List<(MemberId Sender, int Count, int Of)> LastCuts { get; } = [];

    private void OfferAgreement(int index, List<Offer> offers)
    {
        var component = components[index];
        if (component.Processes.Count > 0 && CanAgree(component))
        {
            offers.Add(new Offer((byte)Move.Agree, (short)index, 0, CollectCuts(component), 0, false));
        }
    }

    /// <summary>
    /// All are blocked; and those who come from one view have the same pending view or none, because what they still deliver in the old view
    /// must be the same for all that move together (VS-4). A pending view may be skipped.
    /// </summary>
    private static bool CanAgree(Component component)
    {
        var all = component.Processes;
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Installed is not null && !all[i].IsBlocked)
            {
                return false;
            }

            for (var j = 0; j < i; j++)
            {
                if (all[i].Installed == all[j].Installed && all[i].Pending != all[j].Pending && all[i].Installed is not null)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// Lists the senders that do not move along, with how many of their messages may be delivered: no fewer than some member of the moving
    /// group delivered already, no more than were sent. Gives the number of combinations.
    /// </summary>
    private int CollectCuts(Component component)
    {
        cuts.Clear();
        var options = 1L;
        foreach (var first in component.Processes)
        {
            if (first.Installed is not { } view || first.Pending is not null || FirstFrom(component, view) != first)
            {
                continue;
            }

            for (var sender = 0; sender < view.Processes.Count; sender++)
            {
                if (MovesFrom(component, view, view.Processes[sender]))
                {
                    continue;
                }

                var least = 0;
                foreach (var process in component.Processes)
                {
                    if (process.Installed == view)
                    {
                        least = Math.Max(least, view.DeliveredUpTo(process.Place, sender));
                    }
                }

                var most = view.SentBy(sender);
                var choices = 1;
                for (var i = least; i < most; i++)
                {
                    choices += Concerns(component, view, sender, i) ? 1 : 0;
                }

                cuts.Add(new Range(view, sender, least, most, choices));
                options = Math.Min(options * choices, int.MaxValue);
            }
        }

        return (int)options;
    }

    /// <summary>Whether a message is for somebody of a component who moves from the view.</summary>
    private static bool Concerns(Component component, GroupView view, int sender, int index)
    {
        var to = view.Message(sender, index).To;
        return to < 0 || MovesFrom(component, view, view.Processes[to]);
    }

    private static Process? FirstFrom(Component component, GroupView view)
    {
        foreach (var process in component.Processes)
        {
            if (process.Installed == view)
            {
                return process;
            }
        }

        return null;
    }

    private static bool MovesFrom(Component component, GroupView view, Process process) =>
        process.IsAlive && process.Installed == view && ReferenceEquals(process.Component, component);

    private void Block(Process process)
    {
        if (process.Installed is null || process.IsBlocked || process.Pending is not null || process.Component.Target is not null)
        {
            throw new InvalidChoiceException($"{process.Id} cannot be blocked now");
        }

        process.IsBlocked = true;
        log.Add(Observation.Blocked(process));
        Feed(process, BlockRequested.Instance);
    }

    private void Agree(Component component, int option)
    {
        if (component.Target is not null || component.Processes.Count == 0 || !CanAgree(component) || option < 0 || option >= CollectCuts(component))
        {
            throw new InvalidChoiceException("the component cannot agree on a view in this way now");
        }

        LastCuts.Clear();
        ApplyCuts(component, option);
        var members = component.Processes.ToArray();
        Array.Sort(members, static (a, b) => a.Id.CompareTo(b.Id));
        var counter = 0u;
        var names = ImmutableArray.CreateBuilder<MemberId>(members.Length);
        foreach (var member in members)
        {
            counter = Math.Max(counter, member.Counter);
            names.Add(member.Id);
        }

        var view = new GroupView(new View(new ViewId(counter + 1, names[0]), names.MoveToImmutable()), members);
        foreach (var member in members)
        {
            (member.Counter, member.Pending) = (counter + 1, view);
        }

        component.Target = view;
        ViewChanges++;
        log.Add(Observation.Agreed(view.View));
    }

    /// <summary>All messages of those who move along are due (they are blocked, so these are final); of the others, as the option says.</summary>
    private void ApplyCuts(Component component, int option)
    {
        foreach (var process in component.Processes)
        {
            if (process.Installed is { } view && process.Pending is null)
            {
                var place = view.View.IndexOf(process.Id);
                for (var sender = 0; sender < view.Processes.Count; sender++)
                {
                    view.Cut(place, sender, view.SentBy(sender));
                }
            }
        }

        foreach (var (view, sender, least, most, choices) in cuts)
        {
            var count = least;
            for (var delivered = option % choices; delivered > 0; count++)
            {
                delivered -= Concerns(component, view, sender, count) ? 1 : 0;
            }

            option /= choices;
            if (most > 0)
            {
                LastCuts.Add((view.View.Members[sender], count, most));
            }

            foreach (var process in component.Processes)
            {
                if (process.Installed == view && process.Pending is null)
                {
                    view.Cut(view.View.IndexOf(process.Id), sender, count);
                }
            }
        }
    }

    private void Install(Process process)
    {
        if (process.Pending is not { } view || OwesDeliveries(process))
        {
            throw new InvalidChoiceException($"{process.Id} cannot install a view now");
        }

        (process.Installed, process.Pending, process.IsBlocked) = (view, null, false);
        log.Add(Observation.Installed(process, view.View, view.Processes));
        Feed(process, new ViewInstalled(view.View));
    }

    private static bool OwesDeliveries(Process process)
    {
        if (process.Installed is not { } old)
        {
            return false;
        }

        var place = old.View.IndexOf(process.Id);
        for (var sender = 0; sender < old.Processes.Count; sender++)
        {
            if (old.HasNext(place, sender))
            {
                return true;
            }
        }

        return false;
    }
}
