namespace Rekey.Explorer.Cycles;

/// <summary>
/// Looks for a livelock behind a run that the step bound cut off: carries the run on with what must happen, in rounds, until it rests or the world is,
/// after some round, where it was after an earlier one. In a round all that is due at its beginning gets its turn, so the rounds between are a fair loop.
/// </summary>
/// <remarks>
/// It sees the livelocks that this one fair scheduler falls into, and of these only such as come back to the same state; exhaustive search sees all cycles
/// of a scope (<see cref="Exhaustive.FairCycles"/>).
/// </remarks>
/// <param name="world">A world of the run's scenario; it is reset.</param>
/// <param name="bound">A run is carried on for at most so many steps.</param>
public sealed class LivelockFinder(IRecurringWorld world, int bound)
{
    private readonly List<Offer> offers = [];
    private readonly List<Choice> tail = [];

    /// <summary>The cycle, with a stem that is a beginning of the run, carried on; null where none was found.</summary>
    /// <param name="run">The run that was cut off.</param>
    public FairCycle? Find(IReadOnlyList<Choice> run)
    {
        if (Behind(run, run.Count) is not { } whole)
        {
            return null;
        }

        // Most of the run went round already: a short beginning of it will do.
        for (var length = 0; length < run.Count; length = Math.Max(1, 2 * length))
        {
            if (Behind(run, length) is { } shorter)
            {
                return shorter;
            }
        }

        return whole;
    }

    private FairCycle? Behind(IReadOnlyList<Choice> run, int length)
    {
        tail.Clear();
        world.Reset();
        for (var i = 0; i < length; i++)
        {
            world.Apply(run[i]);
        }

        var seen = new Dictionary<ulong, int>();
        try
        {
            while (tail.Count <= bound)
            {
                var state = world.Recurrence();
                if (seen.TryGetValue(state, out var before))
                {
                    return new FairCycle([.. run.Take(length), .. tail.Take(before)], [.. tail.Skip(before)]);
                }

                seen.Add(state, tail.Count);
                if (!Round())
                {
                    return null;
                }
            }
        }
        catch (Exception e) when (e is not (InvalidChoiceException or OutOfMemoryException))
        {
            // A bug of our own code in what is carried on is no livelock; a schedule that comes there reports it.
        }

        return null;
    }

    /// <summary>Gives all that is due now its turn, if it still is when that comes. False where nothing is due.</summary>
    private bool Round()
    {
        var due = Due();
        foreach (var offer in due)
        {
            if (offer == due[0] || Due().Exists(o => (o.Kind, o.A, o.B) == (offer.Kind, offer.A, offer.B)))
            {
                tail.Add(offer.With(0));
                world.Apply(tail[^1]);
            }
        }

        return due.Count > 0;
    }

    private List<Offer> Due()
    {
        offers.Clear();
        world.Offers(offers);
        return [.. offers.Where(static o => !o.Optional)];
    }
}
