using System.Collections.Concurrent;

namespace Rekey.Worlds.Exhaustive;

/// <summary>
/// What a member of a view is still to be handed in it: per place of a sender the rest of that sender's messages. Each inbox is one number.
/// </summary>
/// <remarks>
/// Before the members agree on what of the view counts, messages for others stand in the rest as gaps (0), so that positions can be compared among
/// receivers; when they have agreed, the rest holds the receiver's own messages only.
/// </remarks>
internal sealed class Inboxes
{
    // The rests of all senders, one after the other, each ended by End.
    private const int End = -1;
    private readonly Interner<int[], int[]> rows = new(new RowComparer());
    private readonly ConcurrentDictionary<ulong, int> appended = new();
    private readonly ConcurrentDictionary<ulong, (int Inbox, int Message)> taken = new();

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

    /// <summary>How many positions of a sender are left.</summary>
    public int Left(int inbox, int sender)
    {
        var (row, left) = (rows[inbox], 0);
        foreach (var entry in row)
        {
            if (entry == End)
            {
                if (sender-- == 0)
                {
                    return left;
                }

                left = 0;
            }
            else
            {
                left++;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(sender));
    }

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
