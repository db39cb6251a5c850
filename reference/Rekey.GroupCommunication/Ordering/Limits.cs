namespace Rekey.GroupCommunication.Ordering;

/// <summary>What the ring of daemons does within its bounds. The numbers of Spread 5 are those of <see cref="Spread"/>.</summary>
/// <param name="Window">So many messages at most go round with the token, of all daemons together.</param>
/// <param name="Personal">So many of them at most are one daemon's.</param>
/// <param name="Gap">So far at most the newest message is ahead of what all daemons have.</param>
/// <param name="Requests">So many messages at most are asked for in a token.</param>
/// <param name="Retrans">A token that does not come back is repeated so many times: the historical count has four bits.</param>
/// <param name="LastSeq">The last sequence number of a ring.</param>
public sealed record OrderingLimits(int Window, int Personal, uint Gap, int Requests, byte Retrans, uint LastSeq)
{
    /// <summary>Those of Spread; its token has room for so many requests as fit into a packet of 1472 bytes.</summary>
    public static OrderingLimits Spread { get; } = new(160, 20, 1600, 360, 15, 1 << 30);
}
