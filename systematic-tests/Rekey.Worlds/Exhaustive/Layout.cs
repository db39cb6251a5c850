namespace Rekey.Worlds.Exhaustive;

/// <summary>
/// Where things stand in the row of numbers that is a state: seven numbers for each process that there can be, one for each component that there can
/// be, one for counts, one for what stays on record, and one for every four faults of which the budget has any.
/// </summary>
/// <param name="processes">How many processes there can be.</param>
/// <param name="budget">What can go wrong.</param>
internal sealed class Layout(int processes, FaultBudget budget)
{
    private readonly int[] places = PlacesOf(budget);

    /// <summary>Numbers per process.</summary>
    public const int Stride = 7;

    /// <summary>The process's own state.</summary>
    public const int Local = 0;

    /// <summary>What happened to it.</summary>
    public const int History = 1;

    /// <summary>The view that it installed.</summary>
    public const int View = 2;

    /// <summary>The view that is agreed and that it has not installed.</summary>
    public const int Pending = 3;

    /// <summary>What it is still to be handed in the installed view.</summary>
    public const int Inbox = 4;

    /// <summary>What waits for it in the pending view.</summary>
    public const int PendingInbox = 5;

    /// <summary>Status, component, counter, name.</summary>
    public const int Bits = 6;

    /// <summary>Most members of a view.</summary>
    public const int MaxMembers = VsSpace.MaxProcesses;

    /// <summary>No component.</summary>
    public const int Nowhere = 255;

    /// <summary>How many processes there can be.</summary>
    public int Processes => processes;

    /// <summary>How many numbers a state has.</summary>
    public int Width => Budget + BudgetWidth;

    /// <summary>Where a process begins.</summary>
    public static int Of(int process) => process * Stride;

    /// <summary>Where a component stands: its view and depth.</summary>
    public int Component(int component) => (processes * Stride) + component;

    /// <summary>Where the counts stand: of components, processes, and joins.</summary>
    public int Counts => processes * (Stride + 1);

    /// <summary>Where the record stands of what everybody's properties depend on.</summary>
    public int Record => Counts + 1;

    /// <summary>Where the budget begins.</summary>
    public int Budget => Counts + 2;

    /// <summary>How many numbers the budget has.</summary>
    public int BudgetWidth => (places.Max() + 4) / 4;

    /// <summary>Which byte of the budget counts a fault; -1 where there is nothing to count.</summary>
    public int PlaceOf(Fault fault) => places[fault.Index];

    private static int[] PlacesOf(FaultBudget budget)
    {
        var next = 0;
        return [.. Fault.All.Select(f => budget[f] > 0 ? next++ : -1)];
    }
}
