using Rekey.Core;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>Group data is encrypted under the traffic key of its sender in the epoch that its header names (spec/properties.md, EpochBinding).</summary>
public sealed class EpochBinding : CommitWatcher, IDecidedBySituations
{
    private readonly Dictionary<(int Process, Epoch Epoch), EpochKey> told = [];

    /// <inheritdoc/>
    public override string Property => Properties.EpochBinding;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits | Situations.Sendings;

    /// <inheritdoc/>
    public override void Reset() => told.Clear();

    /// <inheritdoc/>
    protected override string? OnCommitted(VsWorld world, Process process, EpochKey key)
    {
        told[(process.Index, key.Epoch)] = key;
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnEffect(VsWorld world, Process process, Effect effect)
    {
        if (Sent.DataOf(effect) is not { } envelope)
        {
            return null;
        }

        var data = (GroupData)envelope.Message;
        var epoch = data.Header.Epoch;
        return data.Header.Sender != process.Id ? $"{process.Id} sends group data in the name of {data.Header.Sender}"
            : !told.TryGetValue((process.Index, epoch), out var key) ? $"{process.Id} sends group data under {epoch}, of which its application was never told"
            : !data.KeyId.Equals(key.KeyId) ? $"{process.Id} sends group data under {epoch} with key identifier {data.KeyId}; the epoch's is {key.KeyId}"
            : !world.Binding.Suite.TrafficKey(key.Key, process.Id).Equals(envelope.TrafficKey)
                ? $"{process.Id} sends group data under {epoch} with traffic key {envelope.TrafficKey}; its own of that epoch is {world.Binding.Suite.TrafficKey(key.Key, process.Id)}"
            : null;
    }
}
