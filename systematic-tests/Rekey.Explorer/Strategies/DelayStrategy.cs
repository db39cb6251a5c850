namespace Rekey.Explorer.Strategies;

/// <summary>
/// Delay bounding (Emmi, Qadeer, Rakamaric, POPL 2011): a deterministic round robin that lets an actor go on as long as it can, disturbed by
/// at most a few random delays, each of which passes the turn on.
/// </summary>
/// <param name="delays">How many delays a schedule has; at least 0.</param>
public sealed class DelayStrategy(int delays = 4) : FaultPlacingStrategy
{
    private readonly int[] points = new int[delays];
    private int turn;
    private int actors;

    /// <inheritdoc/>
    public override string Name => "delay";

    /// <inheritdoc/>
    protected override void BeginSchedule(ref Rng rng, IWorld world, int horizon)
    {
        actors = world.Actors;
        turn = rng.Below(actors);
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = rng.Below(horizon + 1);
        }
    }

    /// <inheritdoc/>
    protected override int PickObligatory(IReadOnlyList<Offer> offers, List<int> candidates, int step, ref Rng rng)
    {
        if (Array.IndexOf(points, step) >= 0)
        {
            turn = (turn + 1) % actors;
        }

        var best = candidates[0];
        foreach (var i in candidates)
        {
            if (Wait(offers[i].Actor) < Wait(offers[best].Actor))
            {
                best = i;
            }
        }

        turn = offers[best].Actor;
        return best;
    }

    private int Wait(int actor) => (actor - turn + actors) % actors;
}
