using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Tests.Worlds;

/// <summary>
/// Random schedules in which what must happen mostly does before anything else: so runs end, and refreshes come when they can be granted. For tests that
/// need many different messages rather than rare orders.
/// </summary>
internal static class BiasedWalk
{
    /// <summary>One of so many steps is any that is offered; the others must happen, as long as there are such.</summary>
    private const int Any = 16;

    /// <summary>Runs one schedule to its end, from the beginning.</summary>
    /// <param name="world">The world.</param>
    /// <param name="seed">The seed; with the number it decides the schedule.</param>
    /// <param name="schedule">The schedule's number.</param>
    /// <param name="afterStep">Is called after each step.</param>
    public static void Run(VsWorld world, ulong seed, int schedule, Action? afterStep = null)
    {
        var rng = Rng.For(seed, schedule);
        var offers = new List<Offer>();
        world.Reset();
        for (world.Offers(offers); offers.Count > 0; world.Offers(offers))
        {
            var must = offers.Where(static o => !o.Optional).ToList();
            var among = must.Count > 0 && rng.Below(Any) > 0 ? must : offers;
            var offer = among[rng.Below(among.Count)];
            world.Apply(offer.With(rng.Below(offer.Options)));
            offers.Clear();
            afterStep?.Invoke();
        }
    }
}
