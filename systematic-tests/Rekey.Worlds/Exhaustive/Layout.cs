namespace Rekey.Worlds.Exhaustive;

/// <summary>
/// Where things stand in the row of numbers that is a state: seven numbers for each process that there can be, one for each component that there can
/// be, one for counts, two for what is left of the budget, one for what stays on record.
/// </summary>
/// <param name="processes">How many processes there can be.</param>
internal sealed class Layout(int processes)
{
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
    public int Width => (processes * (Stride + 1)) + 4;

    /// <summary>Where a process begins.</summary>
    public static int Of(int process) => process * Stride;

    /// <summary>Where a component stands: its view and depth.</summary>
    public int Component(int component) => (processes * Stride) + component;

    /// <summary>Where the counts stand: of components, processes, and joins.</summary>
    public int Counts => processes * (Stride + 1);

    /// <summary>Where the budget stands.</summary>
    public int Budget => Counts + 1;

    /// <summary>Where the record stands of what everybody's properties depend on.</summary>
    public int Record => Counts + 3;
}
