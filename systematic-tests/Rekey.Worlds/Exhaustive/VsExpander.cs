using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;

namespace Rekey.Worlds.Exhaustive;

/// <summary>Makes the transitions of a virtual-synchrony world: deliveries, and how views come about.</summary>
internal sealed partial class VsExpander(VsSpace space) : IExpander
{
    private readonly int[] scratch = new int[space.Width];
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
    public bool ExpandPersistent(ReadOnlySpan<int> state, Successors into) => false;

    /// <inheritdoc/>
    public ulong Fingerprint(ReadOnlySpan<int> state)
    {
        var pairs = System.Runtime.InteropServices.MemoryMarshal.Cast<int, ulong>(state[..^(state.Length & 1)]);
        var (a, b) = (0x9E3779B97F4A7C15UL, (ulong)(uint)state[^1]);
        foreach (var pair in pairs)
        {
            a = Core.Fingerprint.Mix(a, pair);
        }

        return Core.Fingerprint.Mix(a, b);
    }

    /// <summary>A state to read from; what is written to it is lost.</summary>
    private StateRow Read(ReadOnlySpan<int> state)
    {
        state.CopyTo(scratch);
        return new StateRow(scratch, space);
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
        if (space.Options.Histories)
        {
            var last = space.Reactions.LocalOf(next[p, Layout.Local]).Box.State.Current?.Epoch.Run ?? 0;
            Note(next, p, new Fact(FactKind.Installed, default, (ulong)to, (ulong)from, last));
        }

        (next[p, Layout.View], next[p, Layout.Pending]) = (to, 0);
        (next[p, Layout.Inbox], next[p, Layout.PendingInbox]) = (next[p, Layout.PendingInbox], 0);
        next.SetBlocked(p, false);
        Feed(next, p, Inputs.View(to));
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
        if (space.Options.Histories)
        {
            NoteAll(row, p, reaction);
        }

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
    }

    private void Note(StateRow row, int p, in Fact fact) => row[p, Layout.History] = space.Facts.Add(row[p, Layout.History], fact);

    private void NoteAll(StateRow row, int p, Reaction reaction)
    {
        row[p, Layout.History] = space.Facts.Add(row[p, Layout.History], reaction);
        foreach (var key in reaction.Keys)
        {
            var mine = space.Facts[row[p, Layout.History]];
            if (!mine.Keys.Contains((key.Epoch, key.Key)))
            {
                Note(row, p, new Fact(FactKind.Held, key.Epoch, key.Key, WasHeld(row, key.Key) ? 1UL : 0));
            }

            if (key.IsUsed)
            {
                var (missing, runs) = Others(row, p, key);
                Note(row, p, new Fact(FactKind.Committed, key.Epoch, key.Key, missing, runs));
            }
        }

        if (reaction.Plan != 0)
        {
            Note(row, p, new Fact(FactKind.Planned, default, (ulong)reaction.Plan, (ulong)(reaction.Plan >> 64), Situation(row, p)));
        }
    }

    private bool WasHeld(StateRow row, ulong key)
    {
        for (var q = 0; q < row.Processes; q++)
        {
            foreach (var held in space.Facts[row[q, Layout.History]].Keys)
            {
                if (held.Key == key)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Which members of the view do not hold a key that is committed now, and how many runs of the view had a key.</summary>
    private (ulong Missing, ulong Runs) Others(StateRow row, int p, KeyEvent key)
    {
        var (missing, runs) = (0UL, 0UL);
        foreach (var member in space.Views[row[p, Layout.View]].Processes)
        {
            missing |= space.Facts[row[member, Layout.History]].Keys.Contains((key.Epoch, key.Key)) ? 0UL : 1UL << member;
        }

        for (var q = 0; q < row.Processes; q++)
        {
            foreach (var epoch in space.Facts[row[q, Layout.History]].Committed)
            {
                runs |= epoch.View == key.Epoch.View ? 1UL << (int)Math.Min(epoch.Run, 63) : 0;
            }
        }

        return (missing, runs);
    }

    /// <summary>What a plan is judged by: what the members hold, and what others ever held.</summary>
    private ulong Situation(StateRow row, int p)
    {
        var members = space.Views[row[p, Layout.View]].Processes;
        var hash = 0UL;
        for (var q = 0; q < row.Processes; q++)
        {
            var own = members.Contains(q) && row.IsAlive(q);
            var holdings = own ? space.Reactions.LocalOf(row[q, Layout.Local]).Holdings : (UInt128)row[q, Layout.History];
            hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, (ulong)holdings), (ulong)(holdings >> 64) + (own ? 1UL : 0));
        }

        return hash;
    }
}
