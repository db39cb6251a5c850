using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// All daemons of a ring are delivered one sequence of messages, each a beginning of it: in one order, and without a hole
/// (spec/model/extended-virtual-synchrony.md, RING-4 and RING-5).
/// </summary>
public sealed class RingOrder : Fold
{
    private readonly List<(MemberId From, ulong Body)> order = [];
    private readonly PerProcess<int> lengths = new();
    private readonly PerProcess<bool> begun = new();

    /// <inheritdoc/>
    public override string Name => nameof(RingOrder);

    /// <inheritdoc/>
    public override void Reset()
    {
        order.Clear();
        lengths.Clear();
        begun.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnCrossed(Subject daemon, PortEvent crossing)
    {
        switch (crossing)
        {
            case RegularConfiguration:
                begun[daemon] = true;
                return null;
            case RingDelivered delivered:
                return Delivered(daemon, delivered);
            default:
                return null;
        }
    }

    private string? Delivered(Subject daemon, RingDelivered delivered)
    {
        if (!begun[daemon])
        {
            return $"RING-1: {daemon.Id} is delivered {delivered.Body} and is in no configuration";
        }

        var message = (delivered.From, delivered.Body.Fingerprint);
        var at = lengths[daemon]++;
        if (at < order.Count)
        {
            return order[at] == message ? null : $"RING-5: {daemon.Id} is delivered {delivered.Body} of {delivered.From} in place {at + 1}, where another daemon was delivered another message";
        }

        order.Add(message);
        return null;
    }
}
