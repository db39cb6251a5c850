using Rekey.Core;
using Rekey.Observing;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds;

/// <summary>How a process is.</summary>
public enum ProcessStatus : byte
{
    /// <summary>Running.</summary>
    Alive,

    /// <summary>Stopped for ever.</summary>
    Crashed,

    /// <summary>Left the group for good.</summary>
    Left,
}

/// <summary>One process of the world: a member's machine, and what the group communication system knows of it.</summary>
public sealed class Process(int index, MemberId id, Mailbox box, IEntropy entropy, Component component) : Subject(index, id)
{
    /// <summary>How it is.</summary>
    public ProcessStatus Status { get; internal set; } = ProcessStatus.Alive;

    /// <summary>The machine's state, with what it deferred.</summary>
    public Mailbox Box { get; internal set; } = box;

    /// <summary>The machine's state.</summary>
    public MemberState State => Box.Member;

    /// <summary>Its randomness.</summary>
    public IEntropy Entropy { get; } = entropy;

    /// <summary>The part of the network that it is in; of a stopped process: was in.</summary>
    public Component Component { get; internal set; } = component;

    /// <summary>The view it installed last; null before the first.</summary>
    public GroupView? Installed
    {
        get;
        internal set => (field, Place) = (value, value?.View.IndexOf(Id) ?? -1);
    }

    /// <summary>Its place in the view it installed last; -1 before the first.</summary>
    public int Place { get; private set; } = -1;

    /// <summary>The view that was agreed and that it has not installed yet.</summary>
    public GroupView? Pending { get; internal set; }

    /// <summary>Whether the system has blocked it for the next view.</summary>
    public bool IsBlocked { get; internal set; }

    /// <summary>The largest view counter it has heard of.</summary>
    public uint Counter { get; internal set; }

    /// <summary>How many payloads its application sent.</summary>
    public uint Payloads { get; internal set; }

    /// <summary>Whether it has come back under another name.</summary>
    public bool Recovered { get; internal set; }

    /// <summary>Whether it runs.</summary>
    public bool IsAlive => Status == ProcessStatus.Alive;
}

/// <summary>A part of the network whose processes reach each other.</summary>
/// <param name="world">The world.</param>
/// <param name="index">Its place among the components.</param>
public sealed class Component(VsWorld world, int index)
{
    /// <summary>Its place among the components; -1 when it is none of them any more.</summary>
    public int Index { get; internal set; } = index;

    /// <summary>Its living processes, by index.</summary>
    public List<Process> Processes { get; } = [];

    /// <summary>The view that was agreed for just these processes; null while a new one is needed.</summary>
    public GroupView? Target { get; internal set; }

    /// <summary>How many membership faults in a row struck it while a rekey was unfinished: the depth of the cascade. 0 once it has settled.</summary>
    public int Depth { get; internal set; }

    /// <summary>Whether all processes have installed the same view and no rekey is under way.</summary>
    public bool IsSettled => VirtualSynchronyEnvironment.IsSettled(world.Store, Index);
}
