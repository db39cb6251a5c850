using Rekey.Explorer;

namespace Rekey.Worlds.Evs;

/// <summary>What must happen, sooner or later.</summary>
public sealed partial class EvsWorld
{
    private void OfferProgress(EvsProcess p, List<Offer> offers)
    {
        var actor = (short)(p.Number + 1);
        if (!p.IsAlive)
        {
            if (p.Daemon is not null && !p.IsSessionOver)
            {
                offers.Add(new Offer((byte)Move.Of<Bury>(), (short)p.Number, 0, 1, 0, false));
            }
            else if (p.Component.Members.Contains(p))
            {
                offers.Add(new Offer((byte)Move.Of<Bury>(), (short)p.Number, 0, upper.IsRing && p.Component.Processes.Count > 1 ? WaysToPart : 1, 0, false));
            }

            return;
        }

        if (p.Asked.Count > 0)
        {
            offers.Add(new Offer((byte)Move.Of<Order>(), (short)p.Number, 0, 1, 0, false));
        }

        if (CountTellable(p) is > 0 and var tellable)
        {
            offers.Add(new Offer((byte)Move.Of<Tell>(), (short)p.Number, 0, tellable, actor, false));
        }

        if (p.IsAsked)
        {
            offers.Add(new Offer((byte)Move.Of<Flush>(), (short)p.Number, 0, 1, actor, false));
        }
    }

    /// <summary>The first thing of a stream, and what may overtake it: messages in less than causal order, of senders of whom nothing comes before, within one membership.</summary>
    private static bool IsTellable(EvsProcess p, int at)
    {
        for (var i = 0; i < at; i++)
        {
            var before = p.Stream[i];
            if (before.IsBarrier || ReferenceEquals(before.Origin, p.Stream[at].Origin))
            {
                return false;
            }
        }

        return at == 0 || p.Stream[at].MayOvertake;
    }

    private static int CountTellable(EvsProcess p)
    {
        var count = 0;
        for (var i = 0; i < p.Stream.Count; i++)
        {
            count += IsTellable(p, i) ? 1 : 0;
            if (p.Stream[i].IsBarrier)
            {
                break;
            }
        }

        return count;
    }

    private void TellNext(EvsProcess p, int option)
    {
        var at = 0;
        while (!IsTellable(p, at) || option-- > 0)
        {
            at++;
        }

        var telling = p.Stream[at];
        p.Stream.RemoveAt(at);
        p.ToldUpTo = Math.Max(p.ToldUpTo, telling.Serial);
        Feed(p, telling.Event);
    }
}
