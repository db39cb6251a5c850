using Rekey.Explorer;
using Rekey.Observing;

namespace Rekey.Worlds;

/// <summary>A world that shows what happens in it.</summary>
public interface IObservedWorld : IWorld, IObservedRun;

/// <summary>A fold, as a monitor of the explorer.</summary>
/// <param name="fold">The fold.</param>
public sealed class FoldMonitor(Fold fold) : IMonitor<IObservedWorld>
{
    private readonly uint wants = fold.Wants;

    /// <summary>The fold.</summary>
    public Fold Fold => fold;

    /// <inheritdoc/>
    public string Property => fold.Name;

    /// <inheritdoc/>
    public bool NeedsRest => fold.NeedsRest;

    /// <inheritdoc/>
    public void Reset() => fold.Reset();

    /// <inheritdoc/>
    public string? AfterStep(IObservedWorld world) => (world.Kinds & wants) == 0 ? null : fold.Look(world);

    /// <inheritdoc/>
    public string? AtEnd(IObservedWorld world, bool quiescent) => fold.End(world, quiescent);
}
