namespace Rekey.Explorer.Strategies;

/// <summary>Chooses among offers. One object serves one worker; it is told when a schedule begins.</summary>
public abstract class Strategy
{
    /// <summary>The name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>A schedule begins.</summary>
    /// <param name="rng">The schedule's randomness.</param>
    /// <param name="world">The world, reset.</param>
    public abstract void Begin(ref Rng rng, IWorld world);

    /// <summary>Chooses one offer, or -1 to end the run; it may end only when every offer is optional.</summary>
    public abstract int Pick(IReadOnlyList<Offer> offers, int step, ref Rng rng);
}

/// <summary>
/// Strategies that schedule what must happen by their own rule, and place what may happen (faults, requests, attacks) at random points,
/// so that faults strike at every stage of a run and not only at its beginning.
/// </summary>
public abstract class FaultPlacingStrategy : Strategy
{
    private readonly List<int> points = [];
    private readonly List<int> must = [];
    private readonly List<int> may = [];

    /// <inheritdoc/>
    public sealed override void Begin(ref Rng rng, IWorld world)
    {
        points.Clear();
        var horizon = (2 << rng.Below(6)) * Math.Max(world.Actors, 2) / 2;
        for (var i = world.OptionalLeft; i > 0; i--)
        {
            points.Add(rng.Below(horizon));
        }

        points.Sort(static (a, b) => b.CompareTo(a));
        BeginSchedule(ref rng, world, horizon);
    }

    /// <inheritdoc/>
    public sealed override int Pick(IReadOnlyList<Offer> offers, int step, ref Rng rng)
    {
        must.Clear();
        may.Clear();
        for (var i = 0; i < offers.Count; i++)
        {
            (offers[i].Optional ? may : must).Add(i);
        }

        if (may.Count > 0 && points.Count > 0 && (must.Count == 0 || points[^1] <= step))
        {
            points.RemoveAt(points.Count - 1);
            return PickByKind(offers, may, ref rng);
        }

        return must.Count == 0 ? -1 : must.Count == 1 ? must[0] : PickObligatory(offers, must, step, ref rng);
    }

    /// <summary>A schedule begins.</summary>
    protected abstract void BeginSchedule(ref Rng rng, IWorld world, int horizon);

    /// <summary>Chooses one of the offers named by <paramref name="candidates"/>; there are at least two.</summary>
    protected abstract int PickObligatory(IReadOnlyList<Offer> offers, List<int> candidates, int step, ref Rng rng);

    /// <summary>First a kind, then an offer of that kind: otherwise the kinds with many operands would crowd out the others.</summary>
    private static int PickByKind(IReadOnlyList<Offer> offers, List<int> candidates, ref Rng rng)
    {
        var kinds = 0UL;
        foreach (var i in candidates)
        {
            kinds |= 1UL << offers[i].Kind;
        }

        var nth = rng.Below(System.Numerics.BitOperations.PopCount(kinds));
        while (nth-- > 0)
        {
            kinds &= kinds - 1;
        }

        var kind = System.Numerics.BitOperations.TrailingZeroCount(kinds);
        var count = 0;
        foreach (var i in candidates)
        {
            count += offers[i].Kind == kind ? 1 : 0;
        }

        var pick = rng.Below(count);
        foreach (var i in candidates)
        {
            if (offers[i].Kind == kind && pick-- == 0)
            {
                return i;
            }
        }

        throw new InvalidOperationException("a kind without an offer");
    }
}
