using Rekey.Core;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>All members that commit a key for an epoch commit the same one (spec/properties.md, Agreement).</summary>
public sealed class Agreement : CommitWatcher, IDecidedBySituations
{
    private readonly Dictionary<Epoch, (CryptoValue Key, Process First)> agreed = [];

    /// <inheritdoc/>
    public override string Property => Properties.Agreement;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits;

    /// <inheritdoc/>
    public override void Reset() => agreed.Clear();

    /// <inheritdoc/>
    protected override string? OnCommitted(VsWorld world, Process process, EpochKey key)
    {
        if (!agreed.TryGetValue(key.Epoch, out var first))
        {
            agreed.Add(key.Epoch, (key.Key, process));
            return null;
        }

        return first.Key.Equals(key.Key) ? null : $"in epoch {key.Epoch} {first.First.Id} uses {first.Key} and {process.Id} uses {key.Key}";
    }
}
