using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Exhaustive;

/// <summary>Makes the successors of rows: each transition that the environment offers, on a copy of the row.</summary>
internal sealed partial class VsExpander(VsSpace space) : IExpander
{
    private readonly int[] scratch = new int[space.Width];
    private readonly int[] compared = new int[space.Width];
    private readonly List<Offer> offers = [];
    private Successors successors = null!;

    /// <summary>What the numbers of a row name.</summary>
    public VsSpace Space => space;

    /// <inheritdoc/>
    public void Expand(ReadOnlySpan<int> state, Successors into)
    {
        successors = into;
        offers.Clear();
        VirtualSynchronyEnvironment.Offers(new RowStore(Read(state), this), offers);
        Follow(state);
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

    /// <summary>Adds what is offered, in all its options, as long as more is wanted.</summary>
    private void Follow(ReadOnlySpan<int> state)
    {
        foreach (var offer in offers)
        {
            if (offer.Options == int.MaxValue)
            {
                throw new TooManySuccessorsException("there are more ways to agree on one view than can be numbered");
            }

            for (var option = 0; option < offer.Options && successors.IsOpen; option++)
            {
                var choice = offer.With(option);
                var next = new RowStore(new StateRow(successors.Add(state, choice, offer.Optional), space), this);
                VirtualSynchronyEnvironment.Apply(next, choice);
                next.Settle();
            }
        }
    }

    /// <summary>A process makes its step, and what it sends goes to the inboxes of its view.</summary>
    internal void Feed(StateRow row, int p, int input)
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
    internal void Align(StateRow row, int number, int sender)
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
