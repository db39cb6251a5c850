using Rekey.Explorer;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>
/// When nothing that must happen is left to happen, every component has one view, keyed at every member, and no input waits any more; keyed unless
/// the adversary withheld a message of that view
/// (spec/properties.md, Liveness). Of a run that was cut off it says nothing; a run that never comes to rest is found as a fair cycle.
/// </summary>
public sealed class Liveness : IMonitor<VsWorld>, IDecidedBySituations
{
    /// <inheritdoc/>
    public string Property => Properties.Liveness;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Cycles;

    /// <inheritdoc/>
    public bool NeedsRest => true;

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world) => null;

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent)
    {
        if (!quiescent)
        {
            return null;
        }

        foreach (var component in world.Components)
        {
            foreach (var process in component.Processes)
            {
                if (component.Target is null || process.Installed != component.Target)
                {
                    return $"{process.Id} has not installed the view of its component";
                }

                if (component.Target.WithheldFrom != 0)
                {
                    // Whoever can stop messages can stop a rekey; the next view is asked again.
                    continue;
                }

                if (process.State.Current is null || process.State.Current.Epoch.View != component.Target.View.Id)
                {
                    return $"view {component.Target.View} is stable, but {process.Id} has no key for it";
                }

                if (process.State.Staged is not null)
                {
                    return $"the run of {process.State.Staged.Epoch} is still open at {process.Id}";
                }

                if (!process.Box.Deferred.IsEmpty)
                {
                    return $"{process.Id} is keyed, but {process.Box.Deferred.Length} input(s) still wait";
                }
            }
        }

        return null;
    }
}
