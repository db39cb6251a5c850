using System.Numerics;
using Rekey.Core;

namespace Rekey.Worlds.Exhaustive;

/// <summary>What may go wrong, and what applications may ask for; each within its budget.</summary>
internal sealed partial class VsExpander
{
    private void ExpandFaults(ReadOnlySpan<int> state, StateRow row)
    {
        for (var fault = Fault.Crash; fault < Fault.Replay; fault++)
        {
            if (row.BudgetOf(fault) == 0)
            {
                continue;
            }

            if (fault == Fault.Merge)
            {
                ExpandMerge(state, row);
            }
            else if (fault is Fault.Join or Fault.Partition)
            {
                for (var c = 0; c < row.Components; c++)
                {
                    ExpandAt(state, row, fault, c);
                }
            }
            else
            {
                for (var p = 0; p < row.Processes; p++)
                {
                    ExpandOf(state, row, fault, p);
                }
            }
        }
    }

    private StateRow Fail(ReadOnlySpan<int> state, Fault fault, int operand, int option)
    {
        var next = Add(state, Move.Crash + (byte)fault, operand, 0, option, optional: true);
        next.Spend(fault);
        return next;
    }

    private void ExpandMerge(ReadOnlySpan<int> state, StateRow row)
    {
        var count = Math.Min(row.Components, 16);
        if (row.Components < 2 || !DepthAllowsAll(row))
        {
            return;
        }

        for (int option = 0, chosen = 3; option < (1 << count) - count - 1 && successors.IsOpen; chosen++)
        {
            if (BitOperations.PopCount((uint)chosen) >= 2)
            {
                var next = Fail(state, Fault.Merge, 0, option++);
                Merge(next, chosen);
                Settle(next);
            }
        }
    }

    private void Merge(StateRow row, int chosen)
    {
        var (target, depth) = (BitOperations.TrailingZeroCount(chosen), 0);
        for (var c = 0; c < row.Components; c++)
        {
            if ((chosen >> c & 1) != 0)
            {
                Strike(row, c);
                depth = Math.Max(depth, row.DepthOf(c));
            }
        }

        for (var c = row.Components - 1; c > target; c--)
        {
            if ((chosen >> c & 1) == 0)
            {
                continue;
            }

            for (var p = 0; p < row.Processes; p++)
            {
                if (Moves(row, p, c))
                {
                    row.SetComponent(p, target);
                }
            }

            row.RemoveComponent(c);
        }

        row.SetDepth(target, depth);
    }

    private void ExpandAt(ReadOnlySpan<int> state, StateRow row, Fault fault, int c)
    {
        if (!DepthAllows(row, c))
        {
            return;
        }

        if (fault == Fault.Join)
        {
            for (var option = 0; option < 2; option++)
            {
                var next = Fail(state, fault, c, option);
                Strike(next, c);
                next.Start(MemberId.Parse($"{(option == 0 ? 'a' : 'z')}{++next.Joined}"), c);
                Settle(next);
            }

            return;
        }

        var size = 0;
        for (var p = 0; p < row.Processes; p++)
        {
            size += Moves(row, p, c) ? 1 : 0;
        }

        for (var option = 0; size is >= 2 and <= SetPartitions.MaxSize && option < SetPartitions.Count(size) && successors.IsOpen; option++)
        {
            var next = Fail(state, fault, c, option);
            Split(next, c, SetPartitions.Unrank(size, option));
            Settle(next);
        }
    }

    private static void Split(StateRow row, int c, int[] parts)
    {
        Strike(row, c);
        var first = row.Components;
        for (var i = 0; i < parts.Max(); i++)
        {
            row.NewComponent(row.DepthOf(c));
        }

        // Part 0 keeps the component, and with it the messages in flight of processes that are gone.
        for (int p = 0, i = 0; p < row.Processes; p++)
        {
            if (Moves(row, p, c))
            {
                var part = parts[i++];
                row.SetComponent(p, part == 0 ? c : first + part - 1);
            }
        }
    }

    private void ExpandOf(ReadOnlySpan<int> state, StateRow row, Fault fault, int p)
    {
        var alive = row.IsAlive(p);
        switch (fault)
        {
            case Fault.Crash or Fault.Leave when alive && DepthAllows(row, row.ComponentOf(p)):
                var stopped = Fail(state, fault, p, 0);
                Strike(stopped, row.ComponentOf(p));
                if (fault == Fault.Leave)
                {
                    Feed(stopped, p, Inputs.Leave);
                }

                stopped.Stop(p, fault == Fault.Leave ? ProcessStatus.Left : ProcessStatus.Crashed);
                for (var place = 0; row[p, Layout.View] != 0 && place < space.Views[row[p, Layout.View]].Processes.Length; place++)
                {
                    Align(stopped, row[p, Layout.View], place);
                }

                Forget(stopped);
                Settle(stopped);
                break;
            case Fault.Recover when row.IsCrashed(p) && !row.HasRecovered(p) && row.Components > 0
                && row.IdOf(p).ToString().Length < MemberId.MaxLength && DepthAllowsAll(row):
                for (var c = 0; c < row.Components; c++)
                {
                    var next = Fail(state, fault, p, c);
                    next.SetRecovered(p);
                    Strike(next, c);
                    next.Start(MemberId.Parse($"{row.IdOf(p)}'"), c);
                    Settle(next);
                }

                break;
            case Fault.Refresh or Fault.Send when alive:
                var asked = Fail(state, fault, p, 0);
                Feed(asked, p, fault == Fault.Send ? Inputs.Send : Inputs.Refresh);
                Settle(asked);
                break;
            default:
                break;
        }
    }

    private bool DepthAllows(StateRow row, int c) => row.IsSettled(c) || row.DepthOf(c) < space.Scenario.Faults[Fault.Depth];

    private bool DepthAllowsAll(StateRow row)
    {
        for (var c = 0; c < row.Components; c++)
        {
            if (!DepthAllows(row, c))
            {
                return false;
            }
        }

        return true;
    }

    private static void Strike(StateRow row, int c)
    {
        row.SetDepth(c, row.IsSettled(c) ? 0 : row.DepthOf(c) + 1);
        row.SetTarget(c, 0);
    }

    /// <summary>A cascade is over when the component has come to rest; and of processes that are gone only what still matters is kept.</summary>
    private void Settle(StateRow row)
    {
        for (var c = 0; c < row.Components; c++)
        {
            if (row.DepthOf(c) > 0 && row.IsSettled(c))
            {
                row.SetDepth(c, 0);
            }
        }

        for (var p = 0; p < row.Processes; p++)
        {
            if (!row.IsAlive(p) && row.ComponentOf(p) != Layout.Nowhere && !IsHeard(row, p))
            {
                row.SetComponent(p, Layout.Nowhere);
            }
        }
    }

    /// <summary>Whether a message of a process that is gone waits for somebody to whom its component matters.</summary>
    private bool IsHeard(StateRow row, int gone)
    {
        for (var p = 0; p < row.Processes; p++)
        {
            if (row.IsAlive(p) && (Waits(row[p, Layout.View], row[p, Layout.Inbox], gone) || Waits(row[p, Layout.Pending], row[p, Layout.PendingInbox], gone)))
            {
                return true;
            }
        }

        return false;
    }

    private bool Waits(int view, int inbox, int sender) =>
        view != 0 && space.Views[view].PlaceOf(sender) is >= 0 and var place && space.Inboxes.Take(inbox, place).Message != 0;
}
