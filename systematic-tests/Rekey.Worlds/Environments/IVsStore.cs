using Rekey.Core;

namespace Rekey.Worlds.Environments;

/// <summary>What the environment feeds to a process's machine, beside messages.</summary>
public enum Prompt
{
    /// <summary>The system blocks it.</summary>
    Block,

    /// <summary>The view that it has installed.</summary>
    View,

    /// <summary>Its application asks for a new key.</summary>
    Refresh,

    /// <summary>Its application sends a payload.</summary>
    Send,

    /// <summary>Its application leaves.</summary>
    Leave,
}

/// <summary>
/// How a state of the virtual-synchrony world is kept: as objects that one run changes (<see cref="ObjectStore"/>), or as a row of numbers among millions.
/// What may happen in it, and what then happens, is said once, by <see cref="VirtualSynchronyEnvironment"/> and the faults.
/// </summary>
/// <remarks>Processes and components are known by their numbers from 0, views by their numbers from 1; 0 is no view.</remarks>
public interface IVsStore
{
    /// <summary>The faults of which the budget has, or had, any, in their order.</summary>
    ReadOnlySpan<Fault> Faults { get; }

    /// <summary>How many membership faults in a row may strike an unfinished rekey.</summary>
    int MaxDepth { get; }

    /// <summary>How many processes there are or were.</summary>
    int Processes { get; }

    /// <summary>How many components there are.</summary>
    int Components { get; }

    /// <summary>How often a fault may still happen.</summary>
    int Left(Fault fault);

    /// <summary>A fault happens once.</summary>
    void Spend(Fault fault);

    /// <summary>Whether a process runs.</summary>
    bool IsAlive(int process);

    /// <summary>Whether a process crashed, so that nothing is in it any more.</summary>
    bool HasCrashed(int process);

    /// <summary>Whether a process crashed and has not come back.</summary>
    bool CanRecover(int process);

    /// <summary>Whether a process is blocked.</summary>
    bool IsBlocked(int process);

    /// <summary>Whether a process's machine has a key, and no run is under way.</summary>
    bool IsKeyed(int process);

    /// <summary>The name of a process.</summary>
    MemberId IdOf(int process);

    /// <summary>The largest view counter that a process has heard of.</summary>
    uint CounterOf(int process);

    /// <summary>The component of a process; of one that is gone, that in which it was, or no component's number if that is gone too.</summary>
    int ComponentOf(int process);

    /// <summary>The view that a process has installed.</summary>
    int ViewOf(int process);

    /// <summary>The view that is agreed for a process and that it has not installed.</summary>
    int PendingOf(int process);

    /// <summary>The view agreed for just the processes of a component.</summary>
    int TargetOf(int component);

    /// <summary>How deep the cascade of a component is.</summary>
    int DepthOf(int component);

    /// <summary>How many members a view has.</summary>
    int SizeOf(int view);

    /// <summary>The process at a place of a view.</summary>
    int ProcessAt(int view, int place);

    /// <summary>The next sender, from a place in the installed view on, of whom a process has a message to take, within what is agreed; -1 for none.</summary>
    int NextSender(int process, int from);

    /// <summary>
    /// In how many ways a component can agree on what its processes in a view get of a sender who does not move along: no less than one of them has, no more
    /// than was sent. Messages that are for none of them make no difference.
    /// </summary>
    int CutsOf(int component, int view, int sender);

    /// <summary>Blocks a process, or unblocks it.</summary>
    void SetBlocked(int process, bool blocked);

    /// <summary>A process has come back.</summary>
    void SetRecovered(int process);

    /// <summary>Puts a living process into another component.</summary>
    void SetComponent(int process, int component);

    /// <summary>Takes away the agreed view of a component.</summary>
    void ClearTarget(int component);

    /// <summary>Sets how deep the cascade of a component is.</summary>
    void SetDepth(int component, int depth);

    /// <summary>A new component, the last one, with nobody in it.</summary>
    void AddComponent(int depth);

    /// <summary>Removes a component in which nobody runs; those behind it move up.</summary>
    void RemoveComponent(int component);

    /// <summary>Counts a process that joins, from 1.</summary>
    int CountJoin();

    /// <summary>A process begins in a component, which needs a new view.</summary>
    void Start(MemberId id, int component);

    /// <summary>A process is gone; so is its component, if it was the last in it.</summary>
    void Stop(int process, bool left);

    /// <summary>Takes the next message of a sender, and feeds it to the process.</summary>
    void Deliver(int process, int sender);

    /// <summary>
    /// Settles what those of a component who move from a view get in it: of each sender, by place, the way that was chosen among <see cref="CutsOf"/>; of one who
    /// moves along, which is -1, all.
    /// </summary>
    void Cut(int component, int view, scoped ReadOnlySpan<int> chosen);

    /// <summary>A view is agreed for a component: pending at these processes, which are in the order of their names, and all that there are in it.</summary>
    void Agree(int component, uint counter, scoped ReadOnlySpan<int> members);

    /// <summary>A process installs the view that is pending for it, and is blocked no longer.</summary>
    void Install(int process);

    /// <summary>A process's machine gets something, and what it sends is sent.</summary>
    void Feed(int process, Prompt prompt);

    /// <summary>Views may have been left: what mattered only in them need not be kept.</summary>
    void Forget();

    /// <summary>The adversary is shown what is in a process; nothing else happens.</summary>
    void Show(int process);

    /// <summary>In how many ways the adversary can use a power against a living process.</summary>
    int CountOf(Power power, int process);

    /// <summary>The adversary uses a power against a process.</summary>
    void Use(Power power, int process, int option);
}
