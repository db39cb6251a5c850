using Rekey.Explorer.Exhaustive;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Exhaustive;

/// <summary>
/// Which transitions may go before all others (spec/model/exploration.md). A set is persistent if nothing that others do first, however long, enables,
/// disables or changes a transition of it.
/// </summary>
internal sealed partial class VsExpander
{
    private readonly Fault[] touching = [.. space.Faults.Where(static f => f.TouchesMembers)];

    /// <inheritdoc/>
    public bool ExpandPersistent(ReadOnlySpan<int> state, Successors into)
    {
        if (!space.Options.PartialOrder)
        {
            return false;
        }

        successors = into;
        offers.Clear();
        var row = Read(state);
        return ExpandFrozen(state, row) || ExpandSeparate(state, row);
    }

    /// <summary>
    /// Deliveries to a process that has a pending view: its inbox is agreed, and nobody adds to it. Only its own crash, leave or requests could come
    /// in between, and the budget must have none left. Not if any of them shows: takes hold of a key, commits, or is rejected.
    /// </summary>
    private bool ExpandFrozen(ReadOnlySpan<int> state, StateRow row)
    {
        foreach (var fault in touching)
        {
            if (row.BudgetOf(fault) > 0)
            {
                return false;
            }
        }

        for (var p = 0; p < row.Processes; p++)
        {
            if (row.IsAlive(p) && row[p, Layout.Pending] != 0 && row[p, Layout.View] != 0 && AreSilent(row, p))
            {
                VirtualSynchronyEnvironment.OfferProgress(new RowStore(row, this), p, offers);
                Follow(state);
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether there are deliveries to a process, and none of them shows.</summary>
    private bool AreSilent(StateRow row, int p)
    {
        var any = false;
        for (var sender = 0; sender < space.Views[row[p, Layout.View]].Processes.Length; sender++)
        {
            if (space.Inboxes.Take(row[p, Layout.Inbox], sender).Message is > 0 and var message)
            {
                var reaction = space.Reactions.To(row[p, Layout.Local], Inputs.Message(message));
                if (reaction.Broken is not null || reaction.Keys.Length + reaction.Facts.Length + reaction.Heard.Length + reaction.Sends.Length > 0)
                {
                    return false;
                }

                any = true;
            }
        }

        return any;
    }

    /// <summary>
    /// All transitions of one component, when nothing can go wrong any more and no view has members in two: components have nothing to do with each
    /// other then, and one may finish before the next begins.
    /// </summary>
    private bool ExpandSeparate(ReadOnlySpan<int> state, StateRow row)
    {
        if (row.Components < 2 || row.HasBudget || SharesView(row))
        {
            return false;
        }

        for (var c = 0; c < row.Components; c++)
        {
            var store = new RowStore(row, this);
            for (var p = 0; p < row.Processes; p++)
            {
                if (VirtualSynchronyEnvironment.IsIn(store, p, c))
                {
                    VirtualSynchronyEnvironment.OfferProgress(store, p, offers);
                }
            }

            VirtualSynchronyEnvironment.OfferAgreement(store, c, offers);
            if (offers.Count > 0)
            {
                Follow(state);
                return true;
            }
        }

        return false;
    }

    private static bool SharesView(StateRow row)
    {
        for (var p = 0; p < row.Processes; p++)
        {
            for (var q = 0; q < p; q++)
            {
                if (row.IsAlive(p) && row.IsAlive(q) && row.ComponentOf(p) != row.ComponentOf(q)
                    && (Same(row[p, Layout.View], row[q, Layout.View]) || Same(row[p, Layout.View], row[q, Layout.Pending])
                        || Same(row[p, Layout.Pending], row[q, Layout.View]) || Same(row[p, Layout.Pending], row[q, Layout.Pending])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Same(int view, int other) => view != 0 && view == other;
}
