using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;

namespace Rekey.Monitors;

/// <summary>Group data is encrypted under the traffic key of its sender in the epoch that its header names (spec/properties.md, EpochBinding).</summary>
public sealed class EpochBinding : Fold, IDecidedBySituations
{
    private readonly Dictionary<(int Process, Epoch Epoch), EpochKey> told = [];

    /// <inheritdoc/>
    public override string Name => Properties.EpochBinding;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits | Situations.Sendings;

    /// <inheritdoc/>
    public override void Reset() => told.Clear();

    /// <inheritdoc/>
    protected override string? OnCommitted(Subject process, EpochKey key, MemberState state)
    {
        told[(process.Index, key.Epoch)] = key;
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDataSent(Subject process, SymbolicEnvelope data)
    {
        var message = (GroupData)data.Message;
        var epoch = message.Header.Epoch;
        return message.Header.Sender != process.Id ? $"{process.Id} sends group data in the name of {message.Header.Sender}"
            : !told.TryGetValue((process.Index, epoch), out var key) ? $"{process.Id} sends group data under {epoch}, of which its application was never told"
            : !message.KeyId.Equals(key.KeyId) ? $"{process.Id} sends group data under {epoch} with key identifier {message.KeyId}; the epoch's is {key.KeyId}"
            : !Setting.Suite.TrafficKey(key.Key, process.Id).Equals(data.TrafficKey)
                ? $"{process.Id} sends group data under {epoch} with traffic key {data.TrafficKey}; its own of that epoch is {Setting.Suite.TrafficKey(key.Key, process.Id)}"
            : null;
    }
}
