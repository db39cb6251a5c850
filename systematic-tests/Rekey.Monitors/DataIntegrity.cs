using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;

namespace Rekey.Monitors;

/// <summary>
/// Payloads are delivered as they were sent, under the epoch they were sent under, each once, in the sender's order,
/// and none before what it sent earlier under the same key (spec/properties.md, DataIntegrity).
/// </summary>
public sealed class DataIntegrity : Fold, IDecidedBySituations
{
    private readonly Dictionary<(MemberId Sender, Epoch Epoch, uint Sequence), CryptoValue> sent = [];
    private readonly Dictionary<(int Receiver, MemberId Sender, ViewId View), (uint Run, uint Sequence)> last = [];

    /// <inheritdoc/>
    public override string Name => Properties.DataIntegrity;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Deliveries;

    /// <inheritdoc/>
    public override void Reset()
    {
        sent.Clear();
        last.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnDataSent(Subject process, SymbolicEnvelope data)
    {
        sent[(process.Id, data.Message.Header.Epoch, ((GroupData)data.Message).Sequence)] = data.Payload!;
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDataDelivered(Subject process, DeliverData data)
    {
        if (!sent.TryGetValue((data.Sender, data.Epoch, data.Sequence), out var payload) || !payload.Equals(data.Payload))
        {
            return $"{process.Id} delivers {data.Payload} as number {data.Sequence} of {data.Sender} in {data.Epoch}, which {data.Sender} never sent";
        }

        var place = (process.Index, data.Sender, data.Epoch.View);
        if (last.TryGetValue(place, out var before) && (data.Epoch.Run, data.Sequence).CompareTo(before) <= 0)
        {
            return $"{process.Id} delivers number {data.Sequence} of {data.Sender} in {data.Epoch} after number {before.Sequence} of run {before.Run}";
        }

        var next = before.Run == data.Epoch.Run ? before.Sequence + 1 : 1;
        if (data.Sequence != next)
        {
            return $"{process.Id} delivers number {data.Sequence} of {data.Sender} in {data.Epoch}, and number {next} of that epoch never came";
        }

        last[place] = (data.Epoch.Run, data.Sequence);
        return null;
    }
}
