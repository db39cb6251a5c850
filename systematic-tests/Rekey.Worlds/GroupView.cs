using Rekey.Core;

namespace Rekey.Worlds;

/// <summary>A message that was sent in a view.</summary>
/// <param name="To">Place of the receiver; -1 for all others.</param>
/// <param name="Input">The message as each receiver gets it.</param>
public readonly record struct Sent(int To, Received Input);

/// <summary>
/// An agreed view with its traffic: per sender the sequence of messages sent in it, and per receiver and sender how far delivery has come
/// and how far it may go. A message sent in a view is delivered in that view or never (sending view delivery).
/// </summary>
public sealed class GroupView
{
    private const int NoEntry = int.MaxValue;

    private readonly List<Sent>[] log;
    private readonly int[] next;
    private readonly int[] done;
    private readonly int[] limit;
    private readonly UInt128[] waiting;

    /// <summary>A view of these processes, in the order of the members.</summary>
    public GroupView(int number, View view, Process[] processes)
    {
        (Number, View, Places) = (number, view, processes);
        var n = processes.Length;
        log = new List<Sent>[n];
        next = new int[n * n];
        done = new int[n * n];
        limit = new int[n * n];
        waiting = new UInt128[n];
        Array.Fill(next, NoEntry);
        Array.Fill(limit, NoEntry);
        for (var i = 0; i < n; i++)
        {
            log[i] = [];
        }
    }

    /// <summary>Its number among the views of the run, from 1.</summary>
    public int Number { get; }

    /// <summary>The view.</summary>
    public View View { get; }

    /// <summary>The members as processes, by place.</summary>
    public IReadOnlyList<Process> Processes => Places;

    /// <summary>The same, for loops that are made in every step.</summary>
    internal Process[] Places { get; }

    /// <summary>How many messages a member sent in this view.</summary>
    public int SentBy(int place) => log[place].Count;

    /// <summary>A message.</summary>
    public Sent Message(int sender, int index) => log[sender][index];

    /// <summary>Index after the last message of a sender that a receiver delivered.</summary>
    public int DeliveredUpTo(int receiver, int sender) => done[(receiver * log.Length) + sender];

    /// <summary>Whether the sender's next message for the receiver is there, within the cut.</summary>
    public bool HasNext(int receiver, int sender)
    {
        var at = (receiver * log.Length) + sender;
        return next[at] < limit[at];
    }

    /// <summary>The next sender, from a place on, that has a message for the receiver within the cut; -1 where there is none.</summary>
    public int NextSender(int receiver, int from)
    {
        // A shift counts modulo 128.
        var rest = from < log.Length ? waiting[receiver] >> from : 0;
        return rest == 0 ? -1 : from + (int)UInt128.TrailingZeroCount(rest);
    }

    /// <summary>Appends to the sender's sequence; gives the message's index.</summary>
    public int Append(int sender, in Sent message)
    {
        var index = log[sender].Count;
        log[sender].Add(message);
        for (var receiver = 0; receiver < log.Length; receiver++)
        {
            var at = (receiver * log.Length) + sender;
            if (receiver != sender && next[at] == NoEntry && (message.To < 0 || message.To == receiver))
            {
                next[at] = index;
                Note(receiver, sender);
            }
        }

        return index;
    }

    /// <summary>Takes the sender's next message for the receiver.</summary>
    public int Take(int receiver, int sender)
    {
        var at = (receiver * log.Length) + sender;
        var taken = next[at];
        done[at] = taken + 1;
        var entries = log[sender];
        for (var i = taken + 1; i < entries.Count; i++)
        {
            if (entries[i].To < 0 || entries[i].To == receiver)
            {
                next[at] = i;
                Note(receiver, sender);
                return taken;
            }
        }

        next[at] = NoEntry;
        Note(receiver, sender);
        return taken;
    }

    /// <summary>The receivers, as bits by place, from whom the adversary kept some message of this view.</summary>
    public UInt128 WithheldFrom { get; private set; }

    /// <summary>Whether the adversary kept some message of this view from a member.</summary>
    public bool IsWithheldFrom(int place) => (WithheldFrom >> place & 1) != 0;

    /// <summary>Takes the sender's next message for the receiver, who does not get it.</summary>
    public int Withhold(int receiver, int sender)
    {
        WithheldFrom |= UInt128.One << receiver;
        return Take(receiver, sender);
    }

    /// <summary>Sets how many of the sender's messages the receiver gets in this view.</summary>
    public void Cut(int receiver, int sender, int count)
    {
        limit[(receiver * log.Length) + sender] = count;
        Note(receiver, sender);
    }

    /// <summary>How many of the sender's messages the receiver gets in this view; null while that is open.</summary>
    public int? LimitOf(int receiver, int sender) => limit[(receiver * log.Length) + sender] is < NoEntry and var count ? count : null;

    private void Note(int receiver, int sender)
    {
        var bit = UInt128.One << sender;
        waiting[receiver] = HasNext(receiver, sender) ? waiting[receiver] | bit : waiting[receiver] & ~bit;
    }
}
