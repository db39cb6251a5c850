using Rekey.Core;
using Rekey.Explorer;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>
/// Payloads are delivered as they were sent, under the epoch they were sent under, each once, in the sender's order
/// (spec/properties.md, DataIntegrity).
/// </summary>
public sealed class DataIntegrity : IMonitor<VsWorld>, IDecidedBySituations
{
    private readonly Dictionary<(MemberId Sender, Epoch Epoch, uint Sequence), CryptoValue> sent = [];
    private readonly Dictionary<(int Receiver, MemberId Sender, ViewId View), (uint Run, uint Sequence)> last = [];

    /// <inheritdoc/>
    public string Property => Properties.DataIntegrity;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Deliveries;

    /// <inheritdoc/>
    public void Reset()
    {
        sent.Clear();
        last.Clear();
    }

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        foreach (ref readonly var step in world.StepSpan)
        {
            if (step.Outcome is not Moved moved)
            {
                continue;
            }

            foreach (var effect in moved.Effects)
            {
                if (effect is DeliverData data && Check(step.Process, data) is { } bad)
                {
                    return bad;
                }

                if (effect is Multicast { Envelope: SymbolicEnvelope { Message: GroupData message } envelope })
                {
                    sent[(step.Process.Id, message.Header.Epoch, message.Sequence)] = envelope.Payload!;
                }
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent) => null;

    private string? Check(Process receiver, DeliverData data)
    {
        if (!sent.TryGetValue((data.Sender, data.Epoch, data.Sequence), out var payload) || !payload.Equals(data.Payload))
        {
            return $"{receiver.Id} delivers {data.Payload} as number {data.Sequence} of {data.Sender} in {data.Epoch}, which {data.Sender} never sent";
        }

        var place = (receiver.Index, data.Sender, data.Epoch.View);
        if (last.TryGetValue(place, out var before) && (data.Epoch.Run, data.Sequence).CompareTo(before) <= 0)
        {
            return $"{receiver.Id} delivers number {data.Sequence} of {data.Sender} in {data.Epoch} after number {before.Sequence} of run {before.Run}";
        }

        last[place] = (data.Epoch.Run, data.Sequence);
        return null;
    }
}
