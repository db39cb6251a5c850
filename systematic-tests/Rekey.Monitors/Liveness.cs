using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>
/// When nothing that must happen is left to happen, every component has one view, keyed at every member, and no input waits any more; keyed unless
/// the adversary withheld a message of that view
/// (spec/properties.md, Liveness). Of a run that was cut off it says nothing; a run that never comes to rest is found as a fair cycle.
/// </summary>
public sealed class Liveness : Fold, IDecidedBySituations
{
    private readonly Withholdings withheld = new();

    /// <inheritdoc/>
    public override string Name => Properties.Liveness;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Cycles;

    /// <inheritdoc/>
    public override bool NeedsRest => true;

    /// <inheritdoc/>
    public override void Reset() => withheld.Clear();

    /// <inheritdoc/>
    protected override string? OnWithheld(Subject process, View view, int sender, int index)
    {
        withheld.Add(view, process);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
    {
        foreach (var standing in quiescent ? Run.Standings : [])
        {
            if (standing.IsAlive && Objection(standing) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private string? Objection(in Standing standing)
    {
        var (name, state) = (standing.Process.Id, standing.Box.Member);
        if (standing.Stable is not { } view || standing.Installed != view)
        {
            return $"{name} has not installed the view of its component";
        }

        // Whoever can stop messages can stop a rekey; the next view is asked again.
        return withheld.In(view) ? null
            : state.Current is null || state.Current.Epoch.View != view.Id ? $"view {view} is stable, but {name} has no key for it"
            : state.Staged is not null ? $"the run of {state.Staged.Epoch} is still open at {name}"
            : !standing.Box.Deferred.IsEmpty ? $"{name} is keyed, but {standing.Box.Deferred.Length} input(s) still wait"
            : null;
    }
}
