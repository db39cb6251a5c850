using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Worlds.Network;

/// <summary>A datagram that is under way.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="To">To whom.</param>
/// <param name="Body">What is in it.</param>
public sealed record Datagram(MemberId From, MemberId To, Envelope Body)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Body} of {From} to {To}";
}

/// <summary>A daemon, with its application above it and the network below it.</summary>
internal sealed class NetworkDaemon(int index, MemberId id, Mailbox box) : Subject(index, id)
{
    /// <summary>The layers' state.</summary>
    public Mailbox Box { get; set; } = box;

    /// <summary>The ring that its application has heard of; null before.</summary>
    public View? Ring { get; set; }

    /// <summary>Whether its layers have heard of it.</summary>
    public bool IsFormed { get; set; }

    /// <summary>What is under way to it, the oldest first; of what is the same, one.</summary>
    public List<Datagram> UnderWay { get; } = [];

    /// <summary>The timers that are armed, in the order in which they were; and how often another one was let fire instead because nothing else could happen.</summary>
    public List<(TimerId Timer, int Passed)> Armed { get; } = [];

    /// <summary>How many messages its application asked for.</summary>
    public uint Notes { get; set; }
}
