using Rekey.Observing;

namespace Rekey.Monitors;

/// <summary>A property that asks, at the end of a run, whether some adversary can derive the key of some epoch.</summary>
/// <param name="ledger">Shared by the properties of one run.</param>
public abstract class SecrecyMonitor(SecrecyLedger ledger) : Fold, IDecidedBySituations
{
    /// <inheritdoc/>
    public virtual Situations RestsOn => Situations.Ends;

    /// <inheritdoc/>
    public virtual string? ImpliedBy => null;

    /// <inheritdoc/>
    public override uint Wants => ledger.Wants;

    /// <summary>What the properties of one run share.</summary>
    protected SecrecyLedger Ledger => ledger;

    /// <inheritdoc/>
    public override void Reset() => ledger.Reset();

    /// <inheritdoc/>
    public override string? Look(IObservedRun run) => ledger.Look(run);

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
    {
        for (var epoch = 0; epoch < ledger.Epochs.Count; epoch++)
        {
            if (Derives(Run, epoch))
            {
                var (key, view) = ledger.Epochs[epoch];
                return $"{Who} can derive {key.Key}, the group key of {key.Epoch} {view}";
            }
        }

        return null;
    }

    /// <summary>Who the adversary is, for the message.</summary>
    protected abstract string Who { get; }

    /// <summary>Whether the adversary can derive the key of an epoch with all it knows at the end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">The epoch's place in the ledger.</param>
    protected abstract bool Derives(IObservedRun run, int epoch);
}
