using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;

namespace Rekey.Worlds.Exhaustive;

/// <summary>Makes the transitions of a virtual-synchrony world: deliveries, and how views come about.</summary>
internal sealed partial class VsExpander(VsSpace space) : IExpander
{
    private readonly int[] scratch = new int[space.Width];
    private readonly int[] compared = new int[space.Width];
    private Successors successors = null!;

    /// <inheritdoc/>
    public void Expand(ReadOnlySpan<int> state, Successors into)
    {
        successors = into;
        var row = Read(state);
        for (var p = 0; p < row.Processes; p++)
        {
            if (row.IsAlive(p))
            {
                ExpandProgress(state, row, p);
            }
        }

        for (var c = 0; c < row.Components; c++)
        {
            if (row.TargetOf(c) == 0)
            {
                ExpandAgreement(state, row, c);
            }
        }

        ExpandFaults(state, row);
    }

    /// <inheritdoc/>
    public ulong Fingerprint(ReadOnlySpan<int> state)
    {
        if (space.Options.Symmetry)
        {
            // Pages are taken while the state that they are of is still being read.
            return space.Renamings.Fingerprint(Read(state, compared));
        }

        var pairs = System.Runtime.InteropServices.MemoryMarshal.Cast<int, ulong>(state[..^(state.Length & 1)]);
        var (a, b) = (0x9E3779B97F4A7C15UL, (ulong)(uint)state[^1]);
        foreach (var pair in pairs)
        {
            a = Core.Fingerprint.Mix(a, pair);
        }

        return Core.Fingerprint.Mix(a, b);
    }

    /// <summary>A state to read from; what is written to it is lost.</summary>
    private StateRow Read(ReadOnlySpan<int> state) => Read(state, scratch);

    private StateRow Read(ReadOnlySpan<int> state, int[] copy)
    {
        state.CopyTo(copy);
        return new StateRow(copy, space);
    }

    private StateRow Add(ReadOnlySpan<int> from, Move move, int a, int b, int option, bool optional = false) =>
        new(successors.Add(from, new Choice((byte)move, (short)a, (short)b, option), optional), space);

    private void ExpandProgress(ReadOnlySpan<int> state, StateRow row, int p)
    {
        var (pending, flushed) = (row[p, Layout.Pending], true);
        if (row[p, Layout.View] is > 0 and var number)
        {
            var view = space.Views[number];
            for (var sender = 0; sender < view.Processes.Length; sender++)
            {
                var (rest, message) = space.Inboxes.Take(row[p, Layout.Inbox], sender);
                if (message != 0 && (pending != 0 || row.ComponentOf(view.Processes[sender]) == row.ComponentOf(p)))
                {
                    flushed = false;
                    var next = Add(state, Move.Deliver, p, sender, 0);
                    next[p, Layout.Inbox] = rest;
                    Align(next, number, sender);
                    Feed(next, p, Inputs.Message(message));
                    Settle(next);
                }
            }
        }

        if (pending != 0 && flushed)
        {
            Install(Add(state, Move.Install, p, 0, 0), p);
        }

        if (pending == 0 && row[p, Layout.View] != 0 && !row.IsBlocked(p) && row.TargetOf(row.ComponentOf(p)) == 0)
        {
            var next = Add(state, Move.Block, p, 0, 0);
            next.SetBlocked(p, true);
            Feed(next, p, Inputs.Block);
            Settle(next);
        }
    }

    private void Install(StateRow next, int p)
    {
        var (from, to) = (next[p, Layout.View], next[p, Layout.Pending]);
        NoteMove(next, p, from, to);
        (next[p, Layout.View], next[p, Layout.Pending]) = (to, 0);
        (next[p, Layout.Inbox], next[p, Layout.PendingInbox]) = (next[p, Layout.PendingInbox], 0);
        next.SetBlocked(p, false);
        Feed(next, p, Inputs.View(to));
        Forget(next);
        Settle(next);
    }

    /// <summary>A process makes its step, and what it sends goes to the inboxes of its view.</summary>
    private void Feed(StateRow row, int p, int input)
    {
        var reaction = space.Reactions.To(row[p, Layout.Local], input);
        if (reaction.Broken is { } message)
        {
            successors.Break(message);
            return;
        }

        row[p, Layout.Local] = reaction.Local;
        Note(row, p, reaction);

        foreach (var sending in reaction.Sends)
        {
            Send(row, p, sending);
        }
    }

    private void Send(StateRow row, int p, in Sending sending)
    {
        var number = row[p, Layout.View];
        var view = space.Views[number];
        var place = view.PlaceOf(p);
        var to = sending.To == default ? -1 : view.View.IndexOf(sending.To);
        for (var receiver = 0; receiver < view.Processes.Length; receiver++)
        {
            var q = view.Processes[receiver];
            if (receiver == place || !row.IsAlive(q))
            {
                continue;
            }

            var message = to < 0 || to == receiver ? sending.Message : 0;
            if (row[q, Layout.View] == number && row[q, Layout.Pending] == 0)
            {
                row[q, Layout.Inbox] = space.Inboxes.Append(row[q, Layout.Inbox], place, message);
            }
            else if (row[q, Layout.Pending] == number)
            {
                row[q, Layout.PendingInbox] = space.Inboxes.Append(row[q, Layout.PendingInbox], place, message);
            }
        }

        Align(row, number, place);
    }

    /// <summary>Leaves out the positions of a sender in a view at which no receiver has a message any more.</summary>
    private void Align(StateRow row, int number, int sender)
    {
        var (longest, messages) = (0, 0UL);
        var members = space.Views[number].Processes;
        foreach (var q in members)
        {
            if (Open(row, q, number) is > 0 and var slot)
            {
                var rest = space.Inboxes.Rest(row[q, slot], sender);
                (longest, messages) = (Math.Max(longest, rest.Length), messages | rest.Messages);
            }
        }

        if (System.Numerics.BitOperations.PopCount(messages) == longest)
        {
            return;
        }

        foreach (var q in members)
        {
            if (Open(row, q, number) is > 0 and var slot)
            {
                row[q, slot] = space.Inboxes.Keep(row[q, slot], sender, messages);
            }
        }
    }

    /// <summary>Where the inbox of a process for a view stands to which messages still come; 0 where there is none.</summary>
    private static int Open(StateRow row, int p, int view) => !row.IsAlive(p) ? 0
        : row[p, Layout.View] == view && row[p, Layout.Pending] == 0 ? Layout.Inbox
        : row[p, Layout.Pending] == view ? Layout.PendingInbox
        : 0;
}
