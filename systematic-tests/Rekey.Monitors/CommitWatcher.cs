using Rekey.Core;
using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>A monitor that looks at machines' steps, and at the keys they take hold of and commit.</summary>
public abstract class CommitWatcher : IMonitor<VsWorld>
{
    /// <inheritdoc/>
    public abstract string Property { get; }

    /// <inheritdoc/>
    public abstract void Reset();

    /// <inheritdoc/>
    public virtual string? AfterStep(VsWorld world)
    {
        foreach (ref readonly var step in world.StepSpan)
        {
            if (step.Outcome is not Moved)
            {
                continue;
            }

            var (before, after) = (step.Before, step.After);
            if (after.Staged is { } held && held != before.Staged && OnHeld(world, step.Process, held) is { } bad)
            {
                return bad;
            }

            if (after.Current is { } used && used != before.Current && OnCommitted(world, step.Process, used) is { } worse)
            {
                return worse;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public virtual string? AtEnd(VsWorld world, bool quiescent) => null;

    /// <summary>A process took hold of a key without using it yet.</summary>
    protected virtual string? OnHeld(VsWorld world, Process process, EpochKey key) => null;

    /// <summary>A process began to use a key.</summary>
    protected virtual string? OnCommitted(VsWorld world, Process process, EpochKey key) => null;
}
