namespace Rekey.Explorer.Strategies;

/// <summary>
/// Uniform over the actors that can act, then over what the actor can do; no enabled actor waits longer than 8 rounds of all actors.
/// </summary>
public sealed class FairStrategy : FaultPlacingStrategy
{
    private int[] lastTurn = [];

    /// <inheritdoc/>
    public override string Name => "fair";

    /// <inheritdoc/>
    protected override void BeginSchedule(ref Rng rng, IWorld world, int horizon)
    {
        if (lastTurn.Length != world.Actors)
        {
            lastTurn = new int[world.Actors];
        }

        Array.Clear(lastTurn);
    }

    /// <inheritdoc/>
    protected override int PickObligatory(IReadOnlyList<Offer> offers, List<int> candidates, int step, ref Rng rng)
    {
        var pick = candidates[rng.Below(candidates.Count)];
        var patience = 8 * lastTurn.Length;
        foreach (var i in candidates)
        {
            if (step - lastTurn[offers[i].Actor] > patience && lastTurn[offers[i].Actor] < lastTurn[offers[pick].Actor])
            {
                pick = i;
            }
        }

        lastTurn[offers[pick].Actor] = step;
        return pick;
    }
}
