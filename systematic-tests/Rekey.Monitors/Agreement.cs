using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>All members that commit a key for an epoch commit the same one (spec/properties.md, Agreement).</summary>
public sealed class Agreement : Fold, IDecidedBySituations
{
    private readonly Dictionary<Epoch, (CryptoValue Key, MemberId First)> agreed = [];

    /// <inheritdoc/>
    public override string Name => Properties.Agreement;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits;

    /// <inheritdoc/>
    public override void Reset() => agreed.Clear();

    /// <inheritdoc/>
    protected override string? OnCommitted(Subject process, EpochKey key, MemberState state)
    {
        if (!agreed.TryGetValue(key.Epoch, out var first))
        {
            agreed.Add(key.Epoch, (key.Key, process.Id));
            return null;
        }

        return first.Key.Equals(key.Key) ? null : $"in epoch {key.Epoch} {first.First} uses {first.Key} and {process.Id} uses {key.Key}";
    }
}
