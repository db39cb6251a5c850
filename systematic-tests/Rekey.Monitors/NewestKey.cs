using Rekey.Core;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>Group data is sent under the newest epoch that the sender's application was told of (spec/properties.md, NewestKey).</summary>
public sealed class NewestKey : CommitWatcher, IDecidedBySituations
{
    private readonly Dictionary<int, Epoch> newest = [];

    /// <inheritdoc/>
    public override string Property => Properties.NewestKey;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits | Situations.Sendings;

    /// <inheritdoc/>
    public override void Reset() => newest.Clear();

    /// <inheritdoc/>
    protected override string? OnCommitted(VsWorld world, Process process, EpochKey key)
    {
        newest[process.Index] = key.Epoch;
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnEffect(VsWorld world, Process process, Effect effect) =>
        Sent.DataOf(effect) is { } data && newest.TryGetValue(process.Index, out var epoch) && data.Message.Header.Epoch != epoch
            ? $"{process.Id} sends group data under {data.Message.Header.Epoch}; its newest key is that of {epoch}"
            : null;
}
