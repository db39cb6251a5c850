namespace Rekey.Explorer.Cycles;

/// <summary>Makes a cycle again and decides whether it is one: the judge of every cycle that is replayed, whoever found it.</summary>
public static class CycleCheck
{
    /// <summary>What keeps the choices from being a fair cycle; null where they are one.</summary>
    /// <param name="world">A world of the run's scenario; it is reset.</param>
    /// <param name="cycle">The cycle.</param>
    /// <exception cref="InvalidChoiceException">A choice is not enabled.</exception>
    public static string? Problem(IRecurringWorld world, FairCycle cycle)
    {
        if (cycle.Loop.Count == 0)
        {
            return "the loop has no steps";
        }

        world.Reset();
        foreach (var choice in cycle.Stem)
        {
            world.Apply(choice);
        }

        var (before, offers) = (world.Recurrence(), new List<Offer>());
        HashSet<Offer>? always = null;
        var taken = new HashSet<(byte, short, short)>();
        foreach (var choice in cycle.Loop)
        {
            offers.Clear();
            world.Offers(offers);
            if (!offers.Exists(o => !o.Optional && Name(o) == Name(choice)))
            {
                return "a step of the loop need not happen: it spends what there is little of, and cannot be repeated for ever";
            }

            var must = offers.Where(static o => !o.Optional).Select(static o => o with { Options = 1 });
            if (always is null)
            {
                always = [.. must];
            }
            else
            {
                always.IntersectWith(must);
            }

            taken.Add(Name(choice));
            world.Apply(choice);
        }

        return world.Recurrence() != before ? "after the loop the world is not where it was before"
            : always!.Any(o => !taken.Contains(Name(o))) ? "something that can happen in every state of the loop never does: a fair scheduler leaves it"
            : null;
    }

    private static (byte Kind, short A, short B) Name(in Offer offer) => (offer.Kind, offer.A, offer.B);

    private static (byte Kind, short A, short B) Name(in Choice choice) => (choice.Kind, choice.A, choice.B);
}
