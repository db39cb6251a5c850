using Rekey.Explorer;
using Rekey.Observing;

namespace Rekey.Worlds;

/// <summary>A world that shows what happens in it.</summary>
public interface IObservedWorld : IWorld, IObservedRun
{
    /// <summary>Where the processes are in several groups, the run of each of them; null where there is one group, and the run is this one.</summary>
    IReadOnlyList<Groups.GroupRun>? Runs => null;
}

/// <summary>A fold, as a monitor of the explorer.</summary>
/// <param name="fold">The fold. Of several groups, it watches the first.</param>
/// <param name="further">The same fold for a further group, by the group's number from 1: always the same one for the same group. Null where it watches only one.</param>
public sealed class FoldMonitor(Fold fold, Func<int, Fold>? further = null) : IMonitor<IObservedWorld>
{
    private readonly uint wants = fold.Wants;
    private int groups = 1;

    /// <summary>The fold.</summary>
    public Fold Fold => fold;

    /// <inheritdoc/>
    public string Property => fold.Name;

    /// <inheritdoc/>
    public bool NeedsRest => fold.NeedsRest;

    /// <inheritdoc/>
    public void Reset()
    {
        fold.Reset();
        for (var group = 1; group < groups; group++)
        {
            further!(group).Reset();
        }
    }

    /// <inheritdoc/>
    public string? AfterStep(IObservedWorld world) =>
        world.Runs is { } runs && further is not null ? OfAll(runs, static (fold, run, _) => fold.Look(run), false)
        : (world.Kinds & wants) == 0 ? null : fold.Look(world);

    /// <inheritdoc/>
    public string? AtEnd(IObservedWorld world, bool quiescent) =>
        world.Runs is { } runs && further is not null ? OfAll(runs, static (fold, run, quiescent) => fold.End(run, quiescent), quiescent) : fold.End(world, quiescent);

    /// <summary>Every group is asked, even after one objected; what the first one says that does counts.</summary>
    private string? OfAll(IReadOnlyList<Groups.GroupRun> runs, Func<Fold, Groups.GroupRun, bool, string?> ask, bool quiescent)
    {
        groups = runs.Count;
        string? wrong = null;
        for (var group = 0; group < runs.Count; group++)
        {
            var run = runs[group];
            if (run.IsAskedFor(Property) && ask(group == 0 ? fold : further!(group), run, quiescent) is { } objection)
            {
                wrong ??= $"in group {run.Group}: {objection}";
            }
        }

        return wrong;
    }
}
