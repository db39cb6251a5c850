using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// A safe message is delivered only when all daemons of the configuration have it: it has arrived at each, or is its own
/// (spec/model/extended-virtual-synchrony.md, RING-6).
/// </summary>
public sealed class RingSafety : Fold
{
    private readonly HashSet<(MemberId At, MemberId From, ulong Body)> had = [];
    private readonly PerProcess<View> rings = new();

    /// <inheritdoc/>
    public override string Name => nameof(RingSafety);

    /// <inheritdoc/>
    public override void Reset()
    {
        had.Clear();
        rings.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnCrossed(Subject daemon, PortEvent crossing)
    {
        switch (crossing)
        {
            case RegularConfiguration regular:
                rings[daemon] = regular.View;
                return null;
            case RingMulticast { Service: Service.Safe } asked:
                had.Add((daemon.Id, daemon.Id, asked.Body.Fingerprint));
                return null;
            case Arrived { Body: Data { Service: Service.Safe } data } when rings[daemon]?.Id == data.Ring:
                had.Add((daemon.Id, data.From, data.Body.Fingerprint));
                return null;
            case RingDelivered { Service: Service.Safe } delivered:
                return rings[daemon]!.Members.Where(m => !had.Contains((m, delivered.From, delivered.Body.Fingerprint))).Select(m => (MemberId?)m).FirstOrDefault() is { } without
                    ? $"RING-6: {daemon.Id} is delivered {delivered.Body}, which is safe, and {without} does not have it"
                    : null;
            default:
                return null;
        }
    }
}
