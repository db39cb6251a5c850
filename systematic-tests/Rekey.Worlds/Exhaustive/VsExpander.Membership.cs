using System.Numerics;
using Rekey.Explorer.Exhaustive;

namespace Rekey.Worlds.Exhaustive;

/// <summary>How the members of a component agree on a view, and on the messages of the old one.</summary>
internal sealed partial class VsExpander
{
    // Which positions of a sender, counted from the end, may or may not be delivered to those who move from a view.
    private readonly List<(int View, int Sender, ulong Messages)> cuts = [];

    private void ExpandAgreement(ReadOnlySpan<int> state, StateRow row, int c)
    {
        if (!CanAgree(row, c))
        {
            return;
        }

        var options = CollectCuts(row, c);
        for (var option = 0; option < options && successors.IsOpen; option++)
        {
            var next = Add(state, Move.Agree, c, 0, option);
            ApplyCuts(next, c, option);
            next.SetTarget(c, Agree(next, c));
            Forget(next);
            Settle(next);
        }
    }

    /// <summary>All are blocked; and those who come from one view have the same pending view or none.</summary>
    private static bool CanAgree(StateRow row, int c)
    {
        for (var p = 0; p < row.Processes; p++)
        {
            if (!row.IsAlive(p) || row.ComponentOf(p) != c || row[p, Layout.View] == 0)
            {
                continue;
            }

            if (!row.IsBlocked(p))
            {
                return false;
            }

            for (var q = 0; q < p; q++)
            {
                if (row.IsAlive(q) && row.ComponentOf(q) == c && row[q, Layout.View] == row[p, Layout.View] && row[q, Layout.Pending] != row[p, Layout.Pending])
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Lists the senders that do not move along, with the number of choices for each. Gives the number of combinations.</summary>
    private int CollectCuts(StateRow row, int c)
    {
        cuts.Clear();
        var options = 1L;
        for (var first = 0; first < row.Processes; first++)
        {
            var number = row[first, Layout.View];
            if (!Moves(row, first, c) || number == 0 || row[first, Layout.Pending] != 0 || cuts.Exists(k => k.View == number) || FirstOf(row, c, number) != first)
            {
                continue;
            }

            var view = space.Views[number];
            for (var sender = 0; sender < view.Processes.Length; sender++)
            {
                var s = view.Processes[sender];
                if (Moves(row, s, c) && row[s, Layout.View] == number)
                {
                    continue;
                }

                var (least, messages) = (int.MaxValue, 0UL);
                for (var p = first; p < row.Processes; p++)
                {
                    if (Moves(row, p, c) && row[p, Layout.View] == number)
                    {
                        var rest = space.Inboxes.Rest(row[p, Layout.Inbox], sender);
                        (least, messages) = (Math.Min(least, rest.Length), messages | rest.Messages);
                    }
                }

                // What somebody of the group has delivered, all deliver; of the rest, what concerns nobody of the group makes no difference.
                messages &= least == 64 ? ulong.MaxValue : (1UL << least) - 1;
                cuts.Add((number, sender, messages));
                options = checked(options * (BitOperations.PopCount(messages) + 1));
                if (options > int.MaxValue)
                {
                    throw new TooManySuccessorsException("there are more ways to agree on one view than can be numbered");
                }
            }
        }

        return (int)options;
    }

    private static bool Moves(StateRow row, int p, int c) => row.IsAlive(p) && row.ComponentOf(p) == c;

    private static int FirstOf(StateRow row, int c, int view)
    {
        var p = 0;
        while (!(Moves(row, p, c) && row[p, Layout.View] == view))
        {
            p++;
        }

        return p;
    }

    private void ApplyCuts(StateRow row, int c, int option)
    {
        Span<int> dropped = stackalloc int[Layout.MaxMembers];
        var at = 0;
        while (at < cuts.Count)
        {
            var view = cuts[at].View;
            dropped.Clear();
            for (; at < cuts.Count && cuts[at].View == view; at++)
            {
                var (_, sender, messages) = cuts[at];
                var choices = BitOperations.PopCount(messages) + 1;
                dropped[sender] = Dropped(messages, choices - 1 - (option % choices));
                option /= choices;
            }

            CutAll(row, c, view, dropped);
        }

        // Views whose members all move along have no cut; gaps go there too.
        for (var p = 0; p < row.Processes; p++)
        {
            if (Moves(row, p, c) && row[p, Layout.Pending] == 0 && row[p, Layout.View] is > 0 and var view && !cuts.Exists(k => k.View == view))
            {
                dropped.Clear();
                row[p, Layout.Inbox] = space.Inboxes.Cut(row[p, Layout.Inbox], dropped);
            }
        }
    }

    /// <summary>How many positions at the end are dropped if so many messages are.</summary>
    private static int Dropped(ulong messages, int count)
    {
        for (; count > 1; count--)
        {
            messages &= messages - 1;
        }

        return count == 0 ? 0 : BitOperations.TrailingZeroCount(messages) + 1;
    }

    private void CutAll(StateRow row, int c, int view, ReadOnlySpan<int> dropped)
    {
        for (var p = 0; p < row.Processes; p++)
        {
            if (Moves(row, p, c) && row[p, Layout.View] == view && row[p, Layout.Pending] == 0)
            {
                row[p, Layout.Inbox] = space.Inboxes.Cut(row[p, Layout.Inbox], dropped);
            }
        }
    }

    /// <summary>The new view, pending at all members of the component.</summary>
    private int Agree(StateRow row, int c)
    {
        Span<int> members = stackalloc int[Layout.MaxMembers];
        var (count, counter) = (0, 0);
        for (var p = 0; p < row.Processes; p++)
        {
            if (Moves(row, p, c))
            {
                var at = count++;
                for (; at > 0 && row.IdOf(p) < row.IdOf(members[at - 1]); at--)
                {
                    members[at] = members[at - 1];
                }

                members[at] = p;
                counter = Math.Max(counter, row.CounterOf(p));
            }
        }

        var key = new int[(2 * count) + 1];
        key[0] = counter + 1;
        for (var i = 0; i < count; i++)
        {
            (key[(2 * i) + 1], key[(2 * i) + 2]) = (members[i], row.NameOf(members[i]));
        }

        var view = space.Views.NumberOf(key, space.NameOf);
        foreach (var p in members[..count])
        {
            row.SetCounter(p, counter + 1);
            row[p, Layout.Pending] = view;
            row[p, Layout.PendingInbox] = space.Inboxes.Empty(count);
        }

        return view;
    }
}
