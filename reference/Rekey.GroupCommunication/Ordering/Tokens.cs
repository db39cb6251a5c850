using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Spec.Layers;

namespace Rekey.GroupCommunication.Ordering;

/// <summary>No requests.</summary>
internal static class RingRequests
{
    /// <summary>The empty list of them.</summary>
    public static readonly ImmutableSortedDictionary<uint, MemberId> None = ImmutableSortedDictionary<uint, MemberId>.Empty;
}

/// <summary>What no right daemon sends (OR-14): nothing of it may reach the state.</summary>
internal static class Tokens
{
    /// <summary>The round of the token that a daemon takes next (OR-02).</summary>
    public static ulong Expected(OrderingDaemon daemon) => daemon.Leads ? daemon.Arq : daemon.Arq + 1;

    /// <summary>What is wrong with a token; null where nothing is.</summary>
    public static Rejection? Wrong(OrderingDaemon daemon, Token token, MemberId from, OrderingLimits limits)
    {
        var ring = daemon.Ring!;
        var before = ring.Members[(ring.IndexOf(daemon.Self) + ring.Members.Length - 1) % ring.Members.Length];
        return from != before ? new Rejection(RejectionKind.NotEntitled, "from", $"the daemon before this one, {before}")
            : token.Arq == 0 || token.Arq > Expected(daemon) ? Outside("arq", $"1 to {Expected(daemon)}")
            : token.Retrans > limits.Retrans ? Outside("retrans", $"0 to {limits.Retrans}")
            : token.Arq < Expected(daemon) ? null
            : token.Seq < daemon.Highest || token.Seq > limits.LastSeq ? Outside("seq", $"{daemon.Highest} to {limits.LastSeq}")
            : token.Aru < daemon.Stable || token.Aru > token.Seq ? Outside("aru", $"{daemon.Stable} to {token.Seq}")
            : token.AruLastId != default && !ring.Contains(token.AruLastId) ? Outside("aru-last-id", $"a daemon of {ring}")
            : token.Fcc < daemon.Burst ? Outside("fcc", $"at least {daemon.Burst}")
            : token.Requests.Count > limits.Requests ? new Rejection(RejectionKind.Oversize, "requests", $"at most {limits.Requests}")
            : token.Requests.Any(r => r.Key <= daemon.Stable || r.Key > token.Seq) ? Outside("requests", $"numbers from {daemon.Stable + 1} to {token.Seq}")
            : token.Requests.Values.Any(by => by != default && !ring.Contains(by)) ? Outside("requests", $"of daemons of {ring}")
            : null;
    }

    /// <summary>What is wrong with a message; null where nothing is.</summary>
    public static Rejection? Wrong(OrderingDaemon daemon, Data data, bool isHad, OrderingLimits limits) =>
        data.Seq == 0 || data.Seq > limits.LastSeq ? Outside("seq", $"1 to {limits.LastSeq}")
        : !daemon.Ring!.Contains(data.From) ? new Rejection(RejectionKind.NotMember, "data.from", $"a daemon of {daemon.Ring}")
        : !Enum.IsDefined(data.Service) ? Outside("service", "one of the five services")
        : daemon.Held.TryGetValue(data.Seq, out var held) && held.Fingerprint != data.Fingerprint ? new Rejection(RejectionKind.Duplicate, "seq", $"a number that {held.Body} does not have")
        : daemon.Control == (byte)OrderingState.Holding && !isHad ? new Rejection(RejectionKind.NotEntitled, "seq", "nothing new while the leader has the token")
        : data.From == daemon.Self && !isHad ? new Rejection(RejectionKind.NotEntitled, "data.from", "another daemon than the one that it is sent to")
        : null;

    private static Rejection Outside(string field, string expected) => new(RejectionKind.OutOfRange, field, expected);
}
