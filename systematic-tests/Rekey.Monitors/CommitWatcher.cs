using Rekey.Core;
using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>
/// A monitor that looks at the keys that machines take hold of, and at those that they hand to their applications. A key counts as committed when
/// the application is told of it, whatever the machine's state says; that both agree is <see cref="FaithfulPort"/>.
/// </summary>
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
            if (step.Outcome is Moved moved && OnMoved(world, step.Process, step.Before, moved) is { } bad)
            {
                return bad;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public virtual string? AtEnd(VsWorld world, bool quiescent) => null;

    /// <summary>A process took hold of a key without using it yet.</summary>
    protected virtual string? OnHeld(VsWorld world, Process process, EpochKey key) => null;

    /// <summary>A process handed a key to its application: it may be used.</summary>
    protected virtual string? OnCommitted(VsWorld world, Process process, EpochKey key) => null;

    /// <summary>A process did something else, in the order of its effects.</summary>
    protected virtual string? OnEffect(VsWorld world, Process process, Effect effect) => null;

    private string? OnMoved(VsWorld world, Process process, MemberState before, Moved moved)
    {
        if (moved.State.Staged is { } held && held != before.Staged && OnHeld(world, process, held) is { } bad)
        {
            return bad;
        }

        foreach (var effect in moved.Effects)
        {
            if ((effect is KeyCommitted told ? OnCommitted(world, process, KeyOf(told, moved.State, world)) : OnEffect(world, process, effect)) is { } worse)
            {
                return worse;
            }
        }

        return null;
    }

    /// <summary>What the application was told, with the key's identifier; the very object of the state where they say the same.</summary>
    internal static EpochKey KeyOf(KeyCommitted told, MemberState after, VsWorld world) =>
        after.Current is { } current && ReferenceEquals(current.Key, told.Key) && current.Epoch == told.Epoch
            ? current
            : new EpochKey(told.Epoch, told.Key, world.Binding.Suite.KeyId(told.Key));
}
