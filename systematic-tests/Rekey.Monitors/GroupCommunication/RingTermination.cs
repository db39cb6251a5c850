using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// When nothing that must happen is left to happen, all daemons were delivered the same, and all that was asked for: unless the ring's numbers are used up, or
/// it is silent, and a daemon said so (spec/model/network.md, NETL-1 and NETL-2).
/// </summary>
public sealed class RingTermination : Fold
{
    private readonly HashSet<(MemberId From, ulong Body)> asked = [];
    private readonly HashSet<(MemberId From, ulong Body)> ordered = [];
    private readonly HashSet<(MemberId At, MemberId From, ulong Body)> delivered = [];
    private bool isSilent;
    private bool isSpent;

    /// <inheritdoc/>
    public override string Name => nameof(RingTermination);

    /// <inheritdoc/>
    public override bool NeedsRest => true;

    /// <inheritdoc/>
    public override void Reset()
    {
        asked.Clear();
        ordered.Clear();
        delivered.Clear();
        (isSilent, isSpent) = (false, false);
    }

    /// <inheritdoc/>
    protected override string? OnCrossed(Subject daemon, PortEvent crossing)
    {
        switch (crossing)
        {
            case RingMulticast multicast:
                asked.Add((daemon.Id, multicast.Body.Fingerprint));
                break;
            case RingDelivered handed:
                ordered.Add((handed.From, handed.Body.Fingerprint));
                delivered.Add((daemon.Id, handed.From, handed.Body.Fingerprint));
                break;
            case RingOver over:
                isSilent |= over.Why == RingEnd.Silent;
                isSpent |= over.Why == RingEnd.Spent;
                break;
            default:
                break;
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
    {
        if (!quiescent || isSilent)
        {
            return null;
        }

        foreach (var standing in Run.Standings)
        {
            foreach (var (from, body) in isSpent ? ordered : asked)
            {
                if (!delivered.Contains((standing.Process.Id, from, body)))
                {
                    return ordered.Contains((from, body))
                        ? $"NETL-1: {standing.Process.Id} rests without a message of {from} that another daemon was delivered"
                        : $"NETL-2: what {from} was asked to send is delivered to nobody";
                }
            }
        }

        return null;
    }
}
