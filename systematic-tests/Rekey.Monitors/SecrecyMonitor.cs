using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>A property that asks, at the end of a run, whether some coalition can derive the key of some epoch.</summary>
/// <param name="ledger">Shared by the monitors of one run; the first of them keeps it.</param>
/// <param name="keepsLedger">Whether this monitor keeps the ledger.</param>
public abstract class SecrecyMonitor(SecrecyLedger ledger, bool keepsLedger) : CommitWatcher
{
    /// <summary>Whether the others rely on this monitor: it has to go on watching when its own property needs no watching any more.</summary>
    public bool KeepsLedger => keepsLedger;

    /// <summary>What the monitors of one run share.</summary>
    protected SecrecyLedger Ledger => ledger;

    /// <inheritdoc/>
    public override void Reset()
    {
        if (keepsLedger)
        {
            ledger.Reset();
        }
    }

    /// <inheritdoc/>
    public override string? AfterStep(VsWorld world)
    {
        if (!keepsLedger)
        {
            return null;
        }

        ledger.Note(world);
        return base.AfterStep(world);
    }

    /// <inheritdoc/>
    public override string? AtEnd(VsWorld world, bool quiescent)
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

    /// <summary>Who the coalition is, for the message.</summary>
    protected abstract string Who { get; }

    /// <inheritdoc/>
    protected override string? OnCommitted(VsWorld world, Process process, EpochKey key)
    {
        ledger.Commit(key, process.Installed!);
        return null;
    }

    /// <summary>Whether the coalition against an epoch can derive its key with all it knows at the end.</summary>
    /// <param name="world">The world.</param>
    /// <param name="epoch">The epoch's place in the ledger.</param>
    protected abstract bool Derives(VsWorld world, int epoch);

    /// <summary>Whether some of the processes outside an epoch's view can derive its key.</summary>
    protected bool SomeOutsideDerive(VsWorld world, int epoch, Func<Process, GroupView, bool> included)
    {
        var (key, view) = ledger.Epochs[epoch];
        return ledger.OutsideDerives(world, epoch) && ledger.Pool(world, view, p => included(p, view)).Derives((Term)key.Key);
    }
}
