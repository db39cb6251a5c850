using Rekey.Explorer;
using Rekey.Monitors.Exhaustive;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>A property that asks, at the end of a run, whether some adversary can derive the key of some epoch.</summary>
/// <param name="ledger">Shared by the monitors of one run.</param>
public abstract class SecrecyMonitor(SecrecyLedger ledger) : IMonitor<VsWorld>, IDecidedBySituations
{
    /// <inheritdoc/>
    public abstract string Property { get; }

    /// <inheritdoc/>
    public virtual Situations RestsOn => Situations.Ends;

    /// <inheritdoc/>
    public virtual string? ImpliedBy => null;

    /// <summary>What the monitors of one run share.</summary>
    protected SecrecyLedger Ledger => ledger;

    /// <inheritdoc/>
    public void Reset() => ledger.Reset();

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        ledger.Note(world);
        return null;
    }

    /// <inheritdoc/>
    public virtual string? AtEnd(VsWorld world, bool quiescent)
    {
        for (var epoch = 0; epoch < ledger.Epochs.Count; epoch++)
        {
            if (Derives(world, epoch))
            {
                var (key, view) = ledger.Epochs[epoch];
                return $"{Who} can derive {key.Key}, the group key of {key.Epoch} {view.View}";
            }
        }

        return null;
    }

    /// <summary>Who the adversary is, for the message.</summary>
    protected abstract string Who { get; }

    /// <summary>Whether the adversary can derive the key of an epoch with all it knows at the end.</summary>
    /// <param name="world">The world.</param>
    /// <param name="epoch">The epoch's place in the ledger.</param>
    protected abstract bool Derives(VsWorld world, int epoch);
}
