using System.Numerics;
using Rekey.Core;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Exhaustive;

/// <summary>The state of the world as a row of numbers, which an expander changes.</summary>
/// <param name="row">The row.</param>
/// <param name="expander">Knows what the numbers name, and what machines do.</param>
internal readonly ref struct RowStore(StateRow row, VsExpander expander) : IVsStore
{
    private readonly StateRow row = row;

    /// <inheritdoc/>
    public ReadOnlySpan<Fault> Faults => expander.Space.Faults;

    /// <inheritdoc/>
    public int MaxDepth => expander.Space.Scenario.Faults.Depth;

    /// <inheritdoc/>
    public int Processes => row.Processes;

    /// <inheritdoc/>
    public int Components => row.Components;

    /// <inheritdoc/>
    public int Left(Fault fault) => row.BudgetOf(fault);

    /// <inheritdoc/>
    public void Spend(Fault fault) => row.Spend(fault);

    /// <inheritdoc/>
    public bool IsAlive(int process) => row.IsAlive(process);

    /// <inheritdoc/>
    public bool HasCrashed(int process) => row.IsCrashed(process);

    /// <inheritdoc/>
    public bool CanRecover(int process) => row.IsCrashed(process) && !row.HasRecovered(process);

    /// <inheritdoc/>
    public bool IsBlocked(int process) => row.IsBlocked(process);

    /// <inheritdoc/>
    public bool IsKeyed(int process) => expander.Space.Reactions.LocalOf(row[process, Layout.Local]).IsKeyed;

    /// <inheritdoc/>
    public MemberId IdOf(int process) => row.IdOf(process);

    /// <inheritdoc/>
    public uint CounterOf(int process) => (uint)row.CounterOf(process);

    /// <inheritdoc/>
    public int ComponentOf(int process) => row.ComponentOf(process);

    /// <inheritdoc/>
    public int ViewOf(int process) => row[process, Layout.View];

    /// <inheritdoc/>
    public int PendingOf(int process) => row[process, Layout.Pending];

    /// <inheritdoc/>
    public int TargetOf(int component) => row.TargetOf(component);

    /// <inheritdoc/>
    public int DepthOf(int component) => row.DepthOf(component);

    /// <inheritdoc/>
    public int SizeOf(int view) => expander.Space.Views[view].Processes.Length;

    /// <inheritdoc/>
    public int ProcessAt(int view, int place) => expander.Space.Views[view].Processes[place];

    /// <inheritdoc/>
    public int NextSender(int process, int from)
    {
        if (row[process, Layout.View] is > 0 and var view)
        {
            var (inbox, size) = (row[process, Layout.Inbox], SizeOf(view));
            for (var sender = from; sender < size; sender++)
            {
                if (expander.Space.Inboxes.Take(inbox, sender).Message != 0)
                {
                    return sender;
                }
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public int CutsOf(int component, int view, int sender) => BitOperations.PopCount(Undelivered(component, view, sender)) + 1;

    /// <inheritdoc/>
    public void SetBlocked(int process, bool blocked) => row.SetBlocked(process, blocked);

    /// <inheritdoc/>
    public void SetRecovered(int process) => row.SetRecovered(process);

    /// <inheritdoc/>
    public void SetComponent(int process, int component) => row.SetComponent(process, component);

    /// <inheritdoc/>
    public void ClearTarget(int component) => row.SetTarget(component, 0);

    /// <inheritdoc/>
    public void SetDepth(int component, int depth) => row.SetDepth(component, depth);

    /// <inheritdoc/>
    public void AddComponent(int depth) => row.NewComponent(depth);

    /// <inheritdoc/>
    public void RemoveComponent(int component) => row.RemoveComponent(component);

    /// <inheritdoc/>
    public int CountJoin() => ++row.Joined;

    /// <inheritdoc/>
    public void Start(MemberId id, int component) => row.Start(id, component);

    /// <inheritdoc/>
    public void Stop(int process, bool left)
    {
        var view = row[process, Layout.View];
        row.Stop(process, left ? ProcessStatus.Left : ProcessStatus.Crashed);
        for (var place = 0; view != 0 && place < SizeOf(view); place++)
        {
            expander.Align(row, view, place);
        }
    }

    /// <inheritdoc/>
    public void Deliver(int process, int sender)
    {
        var (rest, message) = expander.Space.Inboxes.Take(row[process, Layout.Inbox], sender);
        row[process, Layout.Inbox] = rest;
        expander.Align(row, row[process, Layout.View], sender);
        expander.Feed(row, process, Inputs.Message(message));
    }

    /// <inheritdoc/>
    public void Cut(int component, int view, scoped ReadOnlySpan<int> chosen)
    {
        Span<int> dropped = stackalloc int[Layout.MaxMembers];
        for (var sender = 0; sender < chosen.Length; sender++)
        {
            var left = chosen[sender] < 0 ? 0 : Undelivered(component, view, sender);
            dropped[sender] = chosen[sender] < 0 ? 0 : Dropped(left, BitOperations.PopCount(left) - chosen[sender]);
        }

        for (var p = 0; p < row.Processes; p++)
        {
            if (MovesFrom(p, component, view))
            {
                row[p, Layout.Inbox] = expander.Space.Inboxes.Cut(row[p, Layout.Inbox], dropped);
            }
        }
    }

    /// <inheritdoc/>
    public void Agree(int component, uint counter, scoped ReadOnlySpan<int> members)
    {
        var key = new int[(2 * members.Length) + 1];
        key[0] = (int)counter;
        for (var i = 0; i < members.Length; i++)
        {
            (key[(2 * i) + 1], key[(2 * i) + 2]) = (members[i], row.NameOf(members[i]));
        }

        var view = expander.Space.Views.NumberOf(key, expander.Space.NameOf);
        foreach (var p in members)
        {
            row.SetCounter(p, (int)counter);
            row[p, Layout.Pending] = view;
            row[p, Layout.PendingInbox] = expander.Space.Inboxes.Empty(members.Length);
        }

        row.SetTarget(component, view);
    }

    /// <inheritdoc/>
    public void Install(int process)
    {
        var (from, to) = (row[process, Layout.View], row[process, Layout.Pending]);
        expander.NoteMove(row, process, from, to);
        (row[process, Layout.View], row[process, Layout.Pending]) = (to, 0);
        (row[process, Layout.Inbox], row[process, Layout.PendingInbox]) = (row[process, Layout.PendingInbox], 0);
        row.SetBlocked(process, false);
    }

    /// <inheritdoc/>
    public void Feed(int process, Prompt prompt) => expander.Feed(row, process, prompt switch
    {
        Prompt.Block => Inputs.Block,
        Prompt.View => Inputs.View(row[process, Layout.View]),
        Prompt.Refresh => Inputs.Refresh,
        Prompt.Send => Inputs.Send,
        _ => Inputs.Leave,
    });

    /// <inheritdoc/>
    public void Forget() => expander.Forget(row);

    /// <inheritdoc/>
    public void Show(int process)
    {
        // Nothing changes but what somebody knows, and that is no part of a state.
    }

    /// <inheritdoc/>
    public int CountOf(Power power, int process) => throw NoPower(power);

    /// <inheritdoc/>
    public void Use(Power power, int process, int option) => throw NoPower(power);

    /// <summary>Of processes that are gone only what still matters is kept.</summary>
    public void Settle()
    {
        for (var p = 0; p < row.Processes; p++)
        {
            if (!row.IsAlive(p) && row.ComponentOf(p) != Layout.Nowhere && !IsHeard(p))
            {
                row.SetComponent(p, Layout.Nowhere);
            }
        }
    }

    private static SpecificationViolation NoPower(Power power) => new($"no space is made where the adversary can {power.Word}");

    /// <summary>
    /// Of a sender, the positions, counted from the end, of what those who move from a view may or may not be delivered. What somebody of them has delivered,
    /// all deliver; of the rest, what concerns none of them makes no difference.
    /// </summary>
    private ulong Undelivered(int component, int view, int sender)
    {
        var (least, messages) = (int.MaxValue, 0UL);
        for (var p = 0; p < row.Processes; p++)
        {
            if (MovesFrom(p, component, view))
            {
                var rest = expander.Space.Inboxes.Rest(row[p, Layout.Inbox], sender);
                (least, messages) = (Math.Min(least, rest.Length), messages | rest.Messages);
            }
        }

        return messages & (least >= 64 ? ulong.MaxValue : (1UL << least) - 1);
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

    private bool MovesFrom(int process, int component, int view) =>
        row.IsAlive(process) && row.ComponentOf(process) == component && row[process, Layout.View] == view;

    /// <summary>Whether a message of a process that is gone waits for somebody to whom its component matters.</summary>
    private bool IsHeard(int gone)
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
        view != 0 && expander.Space.Views[view].PlaceOf(sender) is >= 0 and var place && expander.Space.Inboxes.Take(inbox, place).Message != 0;
}
