using System.Collections.Concurrent;

namespace Rekey.Worlds.Exhaustive;

/// <summary>
/// What a member of a view is still to be handed in it: per place of a sender the rest of that sender's messages. Each inbox is one number.
/// </summary>
/// <remarks>
/// Before the members agree on what of the view counts, messages for others stand in the rest as gaps (0), so that positions can be compared among
/// receivers, counted from the end. A position at which nobody has a message is left out everywhere: it makes no difference, and runs that go on
/// sending would never come back to an equal state. When they have agreed, the rest holds the receiver's own messages only.
/// </remarks>
internal sealed class Inboxes
{
    // The rests of all senders, one after the other, each ended by End.
    private const int End = -1;
    private readonly Interner<int[], int[]> rows = new(new RowComparer());
    private readonly ConcurrentDictionary<ulong, int> appended = new();
    private readonly ConcurrentDictionary<ulong, (int Inbox, int Message)> taken = new();
    private readonly ConcurrentDictionary<ulong, (int Length, ulong Messages)> rests = new();
    private readonly ConcurrentDictionary<(int, int, ulong), int> kept = new();

    /// <summary>No inbox is number 0.</summary>
    public Inboxes() => rows.NumberOf([], 0, static (key, _) => key);

    /// <summary>How many different inboxes there are.</summary>
    public int Count => rows.Count;

    /// <summary>What an inbox holds: the rests of all senders, one after the other, each ended by -1; gaps are 0.</summary>
    public ReadOnlySpan<int> this[int inbox] => rows[inbox];

    /// <summary>An empty inbox for a view of so many members.</summary>
    public int Empty(int members) => Number([.. Enumerable.Repeat(End, members)]);

    /// <summary>An inbox with one more message of a sender; 0 for a message to somebody else.</summary>
    public int Append(int inbox, int sender, int message)
    {
        var key = ((ulong)inbox << 36) | ((ulong)message << 8) | (uint)sender;
        if (appended.TryGetValue(key, out var after))
        {
            return after;
        }

        var rests = Split(inbox);
        rests[sender].Add(message);
        return appended[key] = Join(rests);
    }

    /// <summary>The inbox after the next message of a sender was taken from it, and the message; message 0 where there is none.</summary>
    public (int Inbox, int Message) Take(int inbox, int sender)
    {
        var key = ((ulong)inbox << 8) | (uint)sender;
        if (taken.TryGetValue(key, out var after))
        {
            return after;
        }

        var rests = Split(inbox);
        var at = rests[sender].FindIndex(static m => m != 0);
        if (at < 0)
        {
            return taken[key] = (inbox, 0);
        }

        var message = rests[sender][at];
        rests[sender].RemoveRange(0, at + 1);
        return taken[key] = (Join(rests), message);
    }

    /// <summary>Of a sender: how many positions are left, and which of them, counted from the end, are messages and no gaps, as bits.</summary>
    /// <exception cref="NotSupportedException">More than 64 positions.</exception>
    public (int Length, ulong Messages) Rest(int inbox, int sender)
    {
        var key = ((ulong)inbox << 8) | (uint)sender;
        if (rests.TryGetValue(key, out var rest))
        {
            return rest;
        }

        var entries = Split(inbox)[sender];
        if (entries.Count > 64)
        {
            throw new NotSupportedException("more than 64 messages of one sender wait: exhaustive search keeps their places in 64 bits");
        }

        var messages = 0UL;
        for (var i = 0; i < entries.Count; i++)
        {
            messages |= entries[^(i + 1)] != 0 ? 1UL << i : 0;
        }

        return rests[key] = (entries.Count, messages);
    }

    /// <summary>The inbox without those positions of a sender that are not among the bits, counted from the end: they are nobody's any more.</summary>
    public int Keep(int inbox, int sender, ulong positions) => kept.GetOrAdd((inbox, sender, positions), key =>
    {
        var all = Split(key.Item1);
        var rest = all[key.Item2];
        all[key.Item2] = [.. rest.Where((_, i) => (key.Item3 >> (rest.Count - 1 - i) & 1) != 0)];
        return Join(all);
    });

    /// <summary>The inbox as it is agreed: of each sender some positions at the end do not count.</summary>
    /// <param name="inbox">The inbox.</param>
    /// <param name="dropped">Per sender, how many.</param>
    public int Cut(int inbox, ReadOnlySpan<int> dropped)
    {
        var rests = Split(inbox);
        for (var sender = 0; sender < rests.Count; sender++)
        {
            rests[sender].RemoveRange(rests[sender].Count - dropped[sender], dropped[sender]);
            rests[sender].RemoveAll(static m => m == 0);
        }

        return Join(rests);
    }

    private List<List<int>> Split(int inbox)
    {
        var (rests, rest) = (new List<List<int>>(), new List<int>());
        foreach (var entry in rows[inbox])
        {
            if (entry == End)
            {
                rests.Add(rest);
                rest = [];
            }
            else
            {
                rest.Add(entry);
            }
        }

        return rests;
    }

    private int Join(List<List<int>> rests) => Number([.. rests.SelectMany(static r => r.Append(End))]);

    private int Number(int[] row) => rows.NumberOf(row, 0, static (key, _) => key);
}
