namespace Rekey.Explorer.Strategies;

/// <summary>
/// Probabilistic concurrency testing (Burckhardt and others, ASPLOS 2010): actors have random priorities, the highest enabled one acts, and
/// at <c>depth - 1</c> random points the acting one drops below all others.
/// </summary>
/// <param name="depth">The depth of bug that the strategy aims at; at least 1.</param>
public sealed class PctStrategy(int depth = 3) : FaultPlacingStrategy
{
    private readonly int[] changes = new int[depth - 1];
    private int[] priority = [];
    private int floor;

    /// <inheritdoc/>
    public override string Name => "pct";

    /// <inheritdoc/>
    protected override void BeginSchedule(ref Rng rng, IWorld world, int horizon)
    {
        var actors = world.Actors;
        if (priority.Length < actors)
        {
            priority = new int[actors];
        }

        for (var i = 0; i < actors; i++)
        {
            var j = rng.Below(i + 1);
            priority[i] = priority[j];
            priority[j] = i + 1;
        }

        floor = 0;
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = rng.Below(horizon + 1);
        }
    }

    /// <inheritdoc/>
    protected override int PickObligatory(IReadOnlyList<Offer> offers, List<int> candidates, int step, ref Rng rng)
    {
        var best = Highest(offers, candidates, ref rng);
        if (Array.IndexOf(changes, step) >= 0)
        {
            priority[offers[best].Actor] = --floor;
            best = Highest(offers, candidates, ref rng);
        }

        return best;
    }

    /// <summary>The actor with the highest priority; among its own offers, uniformly.</summary>
    private int Highest(IReadOnlyList<Offer> offers, List<int> candidates, ref Rng rng)
    {
        var (best, same) = (candidates[0], 1);
        for (var i = 1; i < candidates.Count; i++)
        {
            var (candidate, actor, bestActor) = (candidates[i], offers[candidates[i]].Actor, offers[best].Actor);
            if (actor == bestActor)
            {
                best = rng.Below(++same) == 0 ? candidate : best;
            }
            else if (priority[actor] > priority[bestActor])
            {
                (best, same) = (candidate, 1);
            }
        }

        return best;
    }
}
