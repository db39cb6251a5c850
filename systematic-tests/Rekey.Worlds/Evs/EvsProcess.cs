using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Worlds.Evs;

/// <summary>Something that waits to be told to a client.</summary>
/// <param name="Serial">Its place in the order of everything that was ordered in the run.</param>
/// <param name="Event">What it is told.</param>
/// <param name="Origin">Who sent it; null for what the system says itself.</param>
internal sealed record Telling(int Serial, PortEvent Event, EvsProcess? Origin)
{
    /// <summary>Whether nothing that comes after it may be told before it: memberships and signals, and among daemons what is agreed.</summary>
    public bool IsBarrier => Event is not (EvsDelivered or RingDelivered { Service: < Service.Causal });

    /// <summary>Whether it may be told before what is ordered before it, if that is of others.</summary>
    public bool MayOvertake => Event is EvsDelivered { Service: < Service.Causal } or RingDelivered { Service: < Service.Causal };
}

/// <summary>A client, with its application above it and its session with the system below it; or a daemon.</summary>
/// <param name="number">Its number among all processes, by which choices name it.</param>
/// <param name="index">Its number among those that are watched as it is: clients, or daemons.</param>
/// <param name="id">Its name.</param>
/// <param name="box">The layers' state.</param>
/// <param name="entropy">Its randomness.</param>
/// <param name="component">The part of the network that it is in.</param>
/// <param name="daemon">The daemon with which it has its session; null where it has none with a process of this world.</param>
internal sealed class EvsProcess(int number, int index, MemberId id, Mailbox box, IEntropy entropy, EvsComponent component, EvsProcess? daemon) : Subject(index, id)
{
    private EvsComponent component = component;

    /// <summary>Its number among all processes, by which choices name it.</summary>
    public int Number => number;

    /// <summary>The daemon with which it has its session; null where it has none with a process of this world.</summary>
    public EvsProcess? Daemon => daemon;

    /// <summary>Of a daemon: the clients that have, or had, sessions with it.</summary>
    public List<EvsProcess> Clients { get; } = [];

    /// <summary>Whether its daemon has noticed that it is gone, or is gone itself.</summary>
    public bool IsSessionOver { get; set; }

    /// <summary>Whether it has not crashed.</summary>
    public bool IsAlive { get; set; } = true;

    /// <summary>Whether it has asked to leave.</summary>
    public bool Leaves { get; set; }

    /// <summary>Whether it is out of the group, as it asked to be; it is told nothing more, and asks for nothing.</summary>
    public bool IsOut { get; set; }

    /// <summary>The layers' state.</summary>
    public Mailbox Box { get; set; } = box;

    /// <summary>Its randomness.</summary>
    public IEntropy Entropy { get; } = entropy;

    /// <summary>The part of the network that it is in: a client of a daemon is where that is.</summary>
    public EvsComponent Component
    {
        get => Daemon?.Component ?? component;
        set => component = value;
    }

    /// <summary>What it asked of the system and is not ordered yet.</summary>
    public Queue<PortEvent> Asked { get; } = new();

    /// <summary>What it is to be told, in the system's order.</summary>
    public List<Telling> Stream { get; } = [];

    /// <summary>The largest place in the order of what it was told.</summary>
    public int ToldUpTo { get; set; }

    /// <summary>The messages that it was handed: by view, number and sender.</summary>
    public HashSet<(ViewId View, int Index, MemberId From)> Had { get; } = [];

    /// <summary>The view that its application has.</summary>
    public View? View { get; set; }

    /// <summary>Whether its application was asked to be silent and has not answered.</summary>
    public bool IsAsked { get; set; }

    /// <summary>How many messages it sent in its view.</summary>
    public int SentInView { get; set; }

    /// <summary>How many messages its application wanted to send.</summary>
    public uint Notes { get; set; }
}

/// <summary>A part of the network.</summary>
internal sealed class EvsComponent
{
    /// <summary>Those in it.</summary>
    public List<EvsProcess> Processes { get; } = [];

    /// <summary>The members of the group, as the order has it so far.</summary>
    public List<EvsProcess> Members { get; } = [];

    /// <summary>The number in the name of its newest membership: even (EVS-2).</summary>
    public uint Counter { get; set; }

    /// <summary>Its newest membership; null where the group has no member in it.</summary>
    public View? View { get; set; }

    /// <summary>How many membership faults in a row struck it before the change before was finished.</summary>
    public int Depth { get; set; }

    /// <summary>The place of its newest membership in the order.</summary>
    public int ChangedAt { get; set; }
}
