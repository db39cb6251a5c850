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
    private readonly List<bool> optional = [];
    private readonly List<Violation> violations = [];

    /// <summary>The world.</summary>
    public TWorld World { get; } = world;

    /// <summary>The choices of the last run.</summary>
    public IReadOnlyList<Choice> Choices => choices;

    /// <summary>Of each choice of the last run that <see cref="Follow"/> made, whether it was optional.</summary>
    public IReadOnlyList<bool> WereOptional => optional;

    /// <summary>Whether the last run came to its end with nothing left that must happen.</summary>
    public bool Quiescent { get; private set; }

    /// <summary>Whether the step bound cut the last run off while something was left that must happen.</summary>
    public bool CutOff { get; private set; }

    /// <summary>
    /// Runs one schedule, to its end or to the step bound, and gives what it violated: at most one finding per property. A finding that
    /// <paramref name="ends"/> accepts ends the run at once. A run that is aborted is not judged at its end; one that the step bound cut off, not by what
    /// is about runs that came to rest. A run that rests after as many steps as the bound allows is not cut off.
    /// </summary>
    public IReadOnlyList<Violation> Run(Strategy strategy, ref Rng rng, int stepBound, Predicate<Violation> ends, CancellationToken abort = default)
    {
        Begin();
        strategy.Begin(ref rng, World);
        while (choices.Count < stepBound)
        {
            if (abort.IsCancellationRequested)
            {
                return violations;
            }

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

        CutOff = !(Quiescent || IsAtRest());
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

        IsAtRest();
        End(ends);
        return violations;
    }

    /// <summary>
    /// Makes those of the given choices that are enabled when their turn comes, and skips the others. Then the run is cut; or it is carried on
    /// with what must happen, always the first thing offered. A run that was cut is not judged by what only holds for runs that came to rest.
    /// </summary>
    /// <param name="wished">The choices.</param>
    /// <param name="ends">Which findings end the run at once.</param>
    /// <param name="stepBound">A run that takes more steps is broken off, and not judged at its end.</param>
    /// <param name="complete">Whether the run is carried on.</param>
    public IReadOnlyList<Violation> Follow(IReadOnlyList<Choice> wished, Predicate<Violation> ends, int stepBound, bool complete)
    {
        Begin();
        foreach (var choice in wished)
        {
            if (!TryMake(choice, stepBound, ends))
            {
                return violations;
            }
        }

        while (true)
        {
            offers.Clear();
            World.Offers(offers);
            var next = offers.FindIndex(static o => !o.Optional);
            Quiescent = next < 0;
            if (Quiescent || !complete)
            {
                End(ends);
                return violations;
            }

            if (!Make(offers[next], 0, stepBound, ends))
            {
                return violations;
            }
        }
    }

    /// <summary>Makes a choice if it is enabled. False where the run is over.</summary>
    private bool TryMake(Choice choice, int stepBound, Predicate<Violation> ends)
    {
        offers.Clear();
        World.Offers(offers);
        var at = offers.FindIndex(o => o.Kind == choice.Kind && o.A == choice.A && o.B == choice.B && choice.Option >= 0 && choice.Option < o.Options);
        return at < 0 || Make(offers[at], choice.Option, stepBound, ends);
    }

    private bool Make(in Offer offer, int option, int stepBound, Predicate<Violation> ends)
    {
        if (choices.Count >= stepBound)
        {
            return false;
        }

        optional.Add(offer.Optional);
        return Step(offer.With(option), ends);
    }

    private void Begin()
    {
        choices.Clear();
        optional.Clear();
        violations.Clear();
        (Quiescent, CutOff) = (false, false);
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
        catch (Exception e) when (e is not (InvalidChoiceException or OutOfMemoryException))
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

    /// <summary>Whether nothing is left that must happen; noted as the end of the run.</summary>
    private bool IsAtRest()
    {
        offers.Clear();
        World.Offers(offers);
        return Quiescent = offers.TrueForAll(static o => o.Optional);
    }

    private void End(Predicate<Violation> ends)
    {
        for (var i = 0; i < monitors.Count; i++)
        {
            if ((Quiescent || !monitors[i].NeedsRest) && monitors[i].AtEnd(World, Quiescent) is { } message)
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
