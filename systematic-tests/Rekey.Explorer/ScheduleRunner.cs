using Rekey.Explorer.Strategies;

namespace Rekey.Explorer;

/// <summary>A property that a run violated.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Step">Number of the transition after which it was seen, from 1; one more than the last for the end of the run.</param>
public sealed record Violation(string Property, string Message, int Step);

/// <summary>Runs schedules of one world, watched by monitors. One object serves one worker and allocates nothing of its own per run.</summary>
public sealed class ScheduleRunner<TWorld>(TWorld world, IReadOnlyList<IMonitor<TWorld>> monitors)
    where TWorld : IWorld
{
    /// <summary>The property under which a bug of our own code is reported: an impossible cell, a broken invariant.</summary>
    public const string SpecificationProperty = "Specification";

    private readonly List<Offer> offers = [];
    private readonly List<Choice> choices = [];
    private readonly List<Violation> violations = [];

    /// <summary>The world.</summary>
    public TWorld World { get; } = world;

    /// <summary>The choices of the last run.</summary>
    public IReadOnlyList<Choice> Choices => choices;

    /// <summary>Whether the last run ended because nothing that must happen was left.</summary>
    public bool Quiescent { get; private set; }

    /// <summary>
    /// Runs one schedule, to its end or to the step bound, and gives what it violated: at most one finding per property. A finding that
    /// <paramref name="ends"/> accepts ends the run at once.
    /// </summary>
    public IReadOnlyList<Violation> Run(Strategy strategy, ref Rng rng, int stepBound, Predicate<Violation> ends)
    {
        Begin();
        strategy.Begin(ref rng, World);
        while (choices.Count < stepBound)
        {
            offers.Clear();
            World.Offers(offers);
            var pick = strategy.Pick(offers, choices.Count, ref rng);
            if (pick < 0)
            {
                Quiescent = true;
                break;
            }

            var offer = offers[pick];
            if (!Step(offer.With(offer.Options == 1 ? 0 : rng.Below(offer.Options)), ends))
            {
                return violations;
            }
        }

        End(ends);
        return violations;
    }

    /// <summary>Runs the given choices again; after the last one, the run is over.</summary>
    /// <exception cref="InvalidChoiceException">A choice is not enabled.</exception>
    public IReadOnlyList<Violation> Replay(IReadOnlyList<Choice> recorded, Predicate<Violation> ends, Action<int>? afterStep = null)
    {
        Begin();
        foreach (var choice in recorded)
        {
            var on = Step(choice, ends);
            afterStep?.Invoke(choices.Count);
            if (!on)
            {
                return violations;
            }
        }

        offers.Clear();
        World.Offers(offers);
        Quiescent = offers.TrueForAll(static o => o.Optional);
        End(ends);
        return violations;
    }

    private void Begin()
    {
        choices.Clear();
        violations.Clear();
        Quiescent = false;
        World.Reset();
        foreach (var monitor in monitors)
        {
            monitor.Reset();
        }
    }

    private bool Step(in Choice choice, Predicate<Violation> ends)
    {
        choices.Add(choice);
        try
        {
            World.Apply(choice);
        }
        catch (Exception e) when (e is not InvalidChoiceException)
        {
            violations.Add(new Violation(SpecificationProperty, $"{e.GetType().Name}: {e.Message}", choices.Count));
            return false;
        }

        // Every monitor is asked, even after one objected: what broke shows from several sides at once.
        var over = false;
        for (var i = 0; i < monitors.Count; i++)
        {
            if (monitors[i].AfterStep(World) is { } message)
            {
                over |= Report(monitors[i].Property, message, choices.Count, ends);
            }
        }

        return !over;
    }

    private void End(Predicate<Violation> ends)
    {
        for (var i = 0; i < monitors.Count; i++)
        {
            if (monitors[i].AtEnd(World, Quiescent) is { } message)
            {
                Report(monitors[i].Property, message, choices.Count + 1, ends);
            }
        }
    }

    private bool Report(string property, string message, int step, Predicate<Violation> ends)
    {
        if (violations.Exists(v => v.Property == property))
        {
            return false;
        }

        var violation = new Violation(property, message, step);
        violations.Add(violation);
        return ends(violation);
    }
}
