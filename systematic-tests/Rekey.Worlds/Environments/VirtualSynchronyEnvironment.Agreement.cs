using Rekey.Explorer;

namespace Rekey.Worlds.Environments;

/// <summary>How the members of a component agree on a view, and on the messages of the old one.</summary>
public static partial class VirtualSynchronyEnvironment
{
    /// <summary>Adds the ways in which a component that needs a view can agree on one.</summary>
    public static void OfferAgreement<TStore>(TStore store, int component, List<Offer> offers)
        where TStore : IVsStore, allows ref struct
    {
        if (CanAgree(store, component))
        {
            offers.Add(new Offer((byte)Move.Agree, (short)component, 0, WaysToAgree(store, component), 0, false));
        }
    }

    /// <summary>
    /// No view is agreed; all are blocked; and those who come from one view have the same pending view or none, because what they still deliver in the old view
    /// must be the same for all that move together (VS-4). A pending view may be skipped.
    /// </summary>
    private static bool CanAgree<TStore>(TStore store, int c)
        where TStore : IVsStore, allows ref struct
    {
        if (store.TargetOf(c) != 0)
        {
            return false;
        }

        for (var p = 0; p < store.Processes; p++)
        {
            if (!IsIn(store, p, c) || store.ViewOf(p) is not (> 0 and var view))
            {
                continue;
            }

            if (!store.IsBlocked(p))
            {
                return false;
            }

            for (var q = 0; q < p; q++)
            {
                if (MovesFrom(store, q, c, view) && store.PendingOf(q) != store.PendingOf(p))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The number of combinations of cuts, of all senders of all views that somebody moves from; at most <see cref="int.MaxValue"/>.</summary>
    private static int WaysToAgree<TStore>(TStore store, int c)
        where TStore : IVsStore, allows ref struct
    {
        var ways = 1L;
        for (var p = 0; p < store.Processes; p++)
        {
            if (!IsFirstToCut(store, p, c))
            {
                continue;
            }

            var view = store.ViewOf(p);
            for (var sender = 0; sender < store.SizeOf(view); sender++)
            {
                if (!MovesFrom(store, store.ProcessAt(view, sender), c, view))
                {
                    ways = Math.Min(ways * store.CutsOf(c, view, sender), int.MaxValue);
                }
            }
        }

        return (int)ways;
    }

    /// <summary>All messages of those who move along are due (they are blocked, so these are final); of the others, as the option says.</summary>
    private static void Agree<TStore>(TStore store, int c, int option)
        where TStore : IVsStore, allows ref struct
    {
        Span<int> room = stackalloc int[Scenario.MaxProcesses];
        for (var p = 0; p < store.Processes; p++)
        {
            if (!IsFirstToCut(store, p, c))
            {
                continue;
            }

            var view = store.ViewOf(p);
            var chosen = room[..store.SizeOf(view)];
            for (var sender = 0; sender < chosen.Length; sender++)
            {
                chosen[sender] = -1;
                if (!MovesFrom(store, store.ProcessAt(view, sender), c, view))
                {
                    (option, chosen[sender]) = Math.DivRem(option, store.CutsOf(c, view, sender));
                }
            }

            store.Cut(c, view, chosen);
        }

        var (count, counter) = (0, 0u);
        for (var p = 0; p < store.Processes; p++)
        {
            if (IsIn(store, p, c))
            {
                var at = count++;
                for (; at > 0 && store.IdOf(p) < store.IdOf(room[at - 1]); at--)
                {
                    room[at] = room[at - 1];
                }

                room[at] = p;
                counter = Math.Max(counter, store.CounterOf(p));
            }
        }

        store.Agree(c, counter + 1, room[..count]);
        store.Forget();
    }

    private static bool MovesFrom<TStore>(TStore store, int process, int component, int view)
        where TStore : IVsStore, allows ref struct => IsIn(store, process, component) && store.ViewOf(process) == view;

    /// <summary>Whether a process of a component moves from a view, in which nothing is agreed yet of what it gets, and is the first in the view.</summary>
    private static bool IsFirstToCut<TStore>(TStore store, int p, int c)
        where TStore : IVsStore, allows ref struct
    {
        if (!IsIn(store, p, c) || store.PendingOf(p) != 0 || store.ViewOf(p) is not (> 0 and var view))
        {
            return false;
        }

        for (var q = 0; q < p; q++)
        {
            if (MovesFrom(store, q, c, view))
            {
                return false;
            }
        }

        return true;
    }
}
