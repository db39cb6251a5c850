namespace Rekey.Core;

/// <summary>
/// What daemons say to each other, and the membership of daemons to what is ordered in it: datagrams that may be lost, come twice, late and in any order
/// (spec/model/network.md), and the ring that a daemon is in. Whoever finds out which daemons are connected stands below this port.
/// </summary>
public static class DatagramPort
{
    /// <summary>The port.</summary>
    public static readonly Port Port = Port.Of<DatagramUp, DatagramDown>("Datagram");
}

/// <summary>What comes from the network.</summary>
public abstract record DatagramUp : PortEvent;

/// <summary>A datagram has arrived.</summary>
/// <param name="From">Who sent it, as the network says.</param>
/// <param name="Body">What is in it.</param>
public sealed record Arrived(MemberId From, Envelope Body) : DatagramUp;

/// <summary>The daemon is in a ring from here on. The others of the ring may hear of it later, or have heard of it before.</summary>
/// <param name="Ring">The daemons, and the name of their configuration.</param>
public sealed record RingFormed(View Ring) : DatagramUp;

/// <summary>What the network is asked for.</summary>
public abstract record DatagramDown : PortEvent;

/// <summary>Send a datagram to another daemon.</summary>
/// <param name="To">To whom.</param>
/// <param name="Body">What is in it.</param>
public sealed record SendTo(MemberId To, Envelope Body) : DatagramDown;

/// <summary>Why a ring cannot go on.</summary>
public enum RingEnd : byte
{
    /// <summary>Its sequence numbers are used up.</summary>
    Spent,

    /// <summary>The token does not come back.</summary>
    Silent,
}

/// <summary>The ring cannot go on as it is: it takes a new one.</summary>
/// <param name="Ring">The ring.</param>
/// <param name="Why">Why.</param>
public sealed record RingOver(ViewId Ring, RingEnd Why) : DatagramDown;
