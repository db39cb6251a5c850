using Rekey.Explorer;

namespace Rekey.Worlds.Environments;

/// <summary>
/// The group communication system that exploration runs against: what may happen, and what then happens (spec/model/virtual-synchrony.md). It is written once,
/// over however states are kept (<see cref="IVsStore"/>), so that sampling, exhaustive search and Coyote mean the same.
/// </summary>
public static partial class VirtualSynchronyEnvironment
{
    /// <summary>Adds all enabled transitions, with all their options, in a fixed order.</summary>
    public static void Offers<TStore>(TStore store, List<Offer> offers)
        where TStore : IVsStore, allows ref struct
    {
        OfferObligations(store, offers);
        OfferOptions(store, offers);
    }

    /// <summary>Adds those of the enabled transitions that must happen.</summary>
    public static void OfferObligations<TStore>(TStore store, List<Offer> offers)
        where TStore : IVsStore, allows ref struct
    {
        for (var p = 0; p < store.Processes; p++)
        {
            if (store.IsAlive(p))
            {
                OfferProgress(store, p, offers);
            }
        }

        for (var c = 0; c < store.Components; c++)
        {
            OfferAgreement(store, c, offers);
        }
    }

    /// <summary>Adds those of the enabled transitions that may happen: faults, requests of applications, moves of the adversary.</summary>
    public static void OfferOptions<TStore>(TStore store, List<Offer> offers)
        where TStore : IVsStore, allows ref struct
    {
        foreach (var fault in store.Faults)
        {
            if (store.Left(fault) > 0)
            {
                fault.Offer(store, offers);
            }
        }
    }

    /// <summary>Adds what must happen to a living process.</summary>
    public static void OfferProgress<TStore>(TStore store, int p, List<Offer> offers)
        where TStore : IVsStore, allows ref struct
    {
        var actor = (short)(p + 1);
        var flushed = true;
        for (var sender = NextDue(store, p, 0); sender >= 0; sender = NextDue(store, p, sender + 1))
        {
            flushed = false;
            offers.Add(new Offer((byte)Move.Deliver, (short)p, (short)sender, 1, actor, false));
        }

        if (flushed && store.PendingOf(p) != 0)
        {
            offers.Add(new Offer((byte)Move.Install, (short)p, 0, 1, actor, false));
        }

        if (CanBlock(store, p))
        {
            offers.Add(new Offer((byte)Move.Block, (short)p, 0, 1, actor, false));
        }
    }

    /// <summary>
    /// The next sender, from a place on, whose next message can be handed to a process now; -1 where there is none. What a sender sent is due to whoever is about
    /// to leave the view, or reaches it.
    /// </summary>
    public static int NextDue<TStore>(TStore store, int p, int from)
        where TStore : IVsStore, allows ref struct
    {
        var sender = store.NextSender(p, from);
        while (sender >= 0 && store.ComponentOf(store.ProcessAt(store.ViewOf(p), sender)) != store.ComponentOf(p) && store.PendingOf(p) == 0)
        {
            sender = store.NextSender(p, sender + 1);
        }

        return sender;
    }

    /// <summary>Makes a transition that is enabled.</summary>
    public static void Apply<TStore>(TStore store, in Choice choice)
        where TStore : IVsStore, allows ref struct
    {
        var move = Move.Of(choice.Kind);
        if (move is Fault fault)
        {
            store.Spend(fault);
            fault.Apply(store, choice);
        }
        else if (move == Move.Deliver)
        {
            store.Deliver(choice.A, choice.B);
        }
        else if (move == Move.Block)
        {
            store.SetBlocked(choice.A, true);
            store.Feed(choice.A, Prompt.Block);
        }
        else if (move == Move.Agree)
        {
            Agree(store, choice.A, choice.Option);
        }
        else
        {
            store.Install(choice.A);
            store.Feed(choice.A, Prompt.View);
            store.Forget();
        }

        for (var c = 0; c < store.Components; c++)
        {
            // A cascade is over when the component has come to rest.
            if (store.DepthOf(c) > 0 && IsSettled(store, c))
            {
                store.SetDepth(c, 0);
            }
        }
    }

    /// <summary>Whether a process runs in a component.</summary>
    public static bool IsIn<TStore>(TStore store, int process, int component)
        where TStore : IVsStore, allows ref struct => store.IsAlive(process) && store.ComponentOf(process) == component;

    /// <summary>How many processes run in a component.</summary>
    public static int SizeOf<TStore>(TStore store, int component)
        where TStore : IVsStore, allows ref struct
    {
        var size = 0;
        for (var p = 0; p < store.Processes; p++)
        {
            size += IsIn(store, p, component) ? 1 : 0;
        }

        return size;
    }

    /// <summary>Whether all processes of a component have installed the view that is agreed for them, and no rekey is under way.</summary>
    public static bool IsSettled<TStore>(TStore store, int component)
        where TStore : IVsStore, allows ref struct
    {
        var target = store.TargetOf(component);
        for (var p = 0; target != 0 && p < store.Processes; p++)
        {
            if (IsIn(store, p, component) && (store.ViewOf(p) != target || store.IsBlocked(p) || !store.IsKeyed(p)))
            {
                return false;
            }
        }

        return target != 0;
    }

    /// <summary>A membership fault in an unfinished rekey deepens the cascade; the budget bounds the depth.</summary>
    public static bool DepthAllows<TStore>(TStore store, int component)
        where TStore : IVsStore, allows ref struct => store.DepthOf(component) < store.MaxDepth || IsSettled(store, component);

    /// <summary>Whether the depth of every component allows a membership fault.</summary>
    public static bool DepthAllowsAll<TStore>(TStore store)
        where TStore : IVsStore, allows ref struct
    {
        for (var c = 0; c < store.Components; c++)
        {
            if (!DepthAllows(store, c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How deep the cascade of a component is after a membership fault.</summary>
    public static int DepthAfter<TStore>(TStore store, int component)
        where TStore : IVsStore, allows ref struct => IsSettled(store, component) ? 0 : store.DepthOf(component) + 1;

    /// <summary>A membership fault strikes a component: it needs a new view.</summary>
    public static void Strike<TStore>(TStore store, int component)
        where TStore : IVsStore, allows ref struct
    {
        store.SetDepth(component, DepthAfter(store, component));
        store.ClearTarget(component);
    }

    private static bool CanBlock<TStore>(TStore store, int p)
        where TStore : IVsStore, allows ref struct =>
        store.PendingOf(p) == 0 && store.ViewOf(p) != 0 && !store.IsBlocked(p) && store.TargetOf(store.ComponentOf(p)) == 0;
}
