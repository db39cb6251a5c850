using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.GroupCommunication.Ordering;

/// <summary>What a daemon does with the token while it has it: one visit, from the answers to what others miss to what it delivers.</summary>
/// <param name="limits">The bounds.</param>
internal sealed class Visit(OrderingLimits limits)
{
    /// <summary>Makes the visit.</summary>
    /// <param name="daemon">The daemon.</param>
    /// <param name="token">The token as it is here: the leader has counted its round.</param>
    /// <returns>The state, which has the token as it is to be sent on; and what is to be done, without sending it.</returns>
    public (OrderingDaemon State, PortEvent[] Effects) Make(OrderingDaemon daemon, Token token)
    {
        var effects = new List<PortEvent>();
        daemon = daemon with { Highest = Math.Max(daemon.Highest, token.Seq) };
        var (open, resent) = Answer(daemon, token.Requests, effects);
        var numbered = Number(daemon, Allowed(daemon, token), token.Seq, effects);
        var sent = (int)(numbered.Highest - daemon.Highest);
        daemon = Known(numbered);

        // OR-07: the rule of Spread to the letter; that the one who lowered it, or anybody if all was well, may raise it again, is what makes two rounds enough.
        var sets = token.Aru > daemon.Aru || token.AruLastId == daemon.Self || token.Aru == token.Seq;
        var aru = sets ? daemon.Aru : token.Aru;
        var isAlone = daemon.Ring!.Members.Length == 1;
        var next = new Token(
            token.Ring, token.Arq, token.Retrans, daemon.Highest, aru, sets ? daemon.Self : token.AruLastId,
            isAlone ? 0 : token.Fcc + resent + sent - daemon.Burst, Ask(daemon, open));

        // OR-08: who is alone has nobody to wait for.
        var stable = isAlone ? aru : Math.Min(aru, daemon.SentAru);
        daemon = daemon with { Last = next, SentAru = aru, Stable = stable, Burst = isAlone ? 0 : resent + sent };
        return Spent(Deliver(daemon, effects), effects);
    }

    /// <summary>OR-09, OR-10: delivers what is due, in the order of numbers, and keeps no longer what all have.</summary>
    public static OrderingDaemon Deliver(OrderingDaemon daemon, List<PortEvent> effects)
    {
        var (delivered, held) = (daemon.Delivered, daemon.Held);
        while (held.TryGetValue(delivered + 1, out var data) && (data.Service < Service.Safe || data.Seq <= daemon.Stable))
        {
            delivered++;
            effects.Add(new RingDelivered(data.From, data.Service, data.Body));
        }

        foreach (var seq in held.Keys.TakeWhile(s => s <= daemon.Stable))
        {
            held = held.Remove(seq);
        }

        return daemon with { Delivered = delivered, Held = held };
    }

    /// <summary>How far the daemon has all messages.</summary>
    public static OrderingDaemon Known(OrderingDaemon daemon)
    {
        var aru = daemon.Aru;
        while (daemon.Held.ContainsKey(aru + 1))
        {
            aru++;
        }

        return daemon with { Aru = aru };
    }

    /// <summary>Whether there is anything to which a number can be given.</summary>
    public bool HasToSend(OrderingDaemon daemon) => !daemon.Queue.IsEmpty && daemon.Highest < limits.LastSeq;

    /// <summary>OR-13: says once that something is to be sent and there is no number left for it.</summary>
    public (OrderingDaemon State, PortEvent[] Effects) Spent(OrderingDaemon daemon, List<PortEvent> effects)
    {
        if (daemon.Queue.IsEmpty || daemon.Highest < limits.LastSeq || daemon.HasSaidSpent)
        {
            return (daemon, [.. effects]);
        }

        return (daemon with { HasSaidSpent = true }, [.. effects, new RingOver(daemon.Ring!.Id, RingEnd.Spent)]);
    }

    /// <summary>OR-06: sends what others miss; who misses it too leaves the request in the token, for several now.</summary>
    private static (ImmutableSortedDictionary<uint, MemberId> Open, int Sent) Answer(
        OrderingDaemon daemon, ImmutableSortedDictionary<uint, MemberId> requests, List<PortEvent> effects)
    {
        var (open, sent) = (requests, 0);
        foreach (var (seq, by) in requests)
        {
            if (by == daemon.Self)
            {
                open = open.Remove(seq);
            }
            else if (daemon.Held.TryGetValue(seq, out var data))
            {
                open = open.Remove(seq);
                sent++;
                effects.AddRange(by == default ? ToOthers(daemon, data) : [new SendTo(by, data)]);
            }
            else
            {
                open = open.SetItem(seq, default);
            }
        }

        return (open, sent);
    }

    /// <summary>OR-05: how many new messages may be sent.</summary>
    private int Allowed(OrderingDaemon daemon, Token token)
    {
        var left = (int)Math.Min(limits.LastSeq - token.Seq, int.MaxValue);
        if (daemon.Ring!.Members.Length == 1)
        {
            return left;
        }

        var allowed = Math.Min(Math.Min(limits.Window, limits.Personal), Math.Max(0, limits.Window + limits.Personal - token.Fcc));
        return daemon.Highest > daemon.Stable + limits.Gap ? 0 : Math.Min(allowed, left);
    }

    /// <summary>OR-04: gives numbers, in the order of what was asked.</summary>
    private static OrderingDaemon Number(OrderingDaemon daemon, int allowed, uint seq, List<PortEvent> effects)
    {
        var (held, count) = (daemon.Held, Math.Min(allowed, daemon.Queue.Length));
        foreach (var asked in daemon.Queue.AsSpan()[..count])
        {
            var data = new Data(daemon.Ring!.Id, ++seq, daemon.Self, asked.Service, asked.Body);
            held = held.Add(seq, data);
            effects.AddRange(ToOthers(daemon, data));
        }

        return daemon with { Held = held, Queue = daemon.Queue.RemoveRange(0, count), Highest = seq };
    }

    private static IEnumerable<PortEvent> ToOthers(OrderingDaemon daemon, Data data) =>
        daemon.Ring!.Members.Where(m => m != daemon.Self).Select(m => new SendTo(m, data));

    /// <summary>OR-06: asks for what it misses, as far as there is room.</summary>
    private ImmutableSortedDictionary<uint, MemberId> Ask(OrderingDaemon daemon, ImmutableSortedDictionary<uint, MemberId> open)
    {
        for (var seq = daemon.Aru + 1; seq <= daemon.Highest && open.Count < limits.Requests; seq++)
        {
            if (!daemon.Held.ContainsKey(seq) && !open.ContainsKey(seq))
            {
                open = open.Add(seq, daemon.Self);
            }
        }

        return open;
    }
}
