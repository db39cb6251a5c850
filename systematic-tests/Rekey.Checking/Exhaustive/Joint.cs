using Rekey.Observing;

namespace Rekey.Checking.Exhaustive;

/// <summary>Several properties at once: it remembers all that they remember, and objects where one of them does.</summary>
/// <param name="folds">The properties; they are used by this one alone.</param>
internal sealed class Joint(IReadOnlyList<Fold> folds) : Fold
{
    /// <inheritdoc/>
    public override string Name => "all at once";

    /// <inheritdoc/>
    public override uint Wants => folds.Aggregate(0u, static (all, f) => all | f.Wants);

    /// <inheritdoc/>
    public override void Reset()
    {
        foreach (var fold in folds)
        {
            fold.Reset();
        }
    }

    /// <inheritdoc/>
    public override string? Look(IObservedRun run)
    {
        base.Look(run);
        return folds.Select(f => f.Look(run)).FirstOrDefault(static wrong => wrong is not null);
    }

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent) =>
        folds.Where(f => quiescent || !f.NeedsRest).Select(f => f.End(Run, quiescent)).FirstOrDefault(static wrong => wrong is not null);
}
