namespace Rekey.Explorer;

/// <summary>
/// Something to explore: an object that runs one schedule after the other. The engine knows nothing else of it, least of all keys or groups.
/// </summary>
public interface IWorld
{
    /// <summary>Returns to the initial state.</summary>
    void Reset();

    /// <summary>Adds the transitions that are enabled now, in an order that depends on the state alone.</summary>
    void Offers(List<Offer> offers);

    /// <summary>Makes a transition that was offered. Its options are numbered from 0.</summary>
    /// <exception cref="InvalidChoiceException">The choice is not enabled.</exception>
    void Apply(in Choice choice);

    /// <summary>Upper bound of actor numbers, for this run.</summary>
    int Actors { get; }

    /// <summary>How many optional transitions can still happen in this run.</summary>
    int OptionalLeft { get; }
}

/// <summary>A world that can tell whether it is where it was before, as far as what must happen depends on it.</summary>
public interface IRecurringWorld : IWorld
{
    /// <summary>
    /// A hash of all that the obligatory transitions to come depend on: where it is the same twice, the same ones are enabled, now and ever after. What
    /// only grows and decides nothing of them (what an adversary has heard) is no part of it.
    /// </summary>
    ulong Recurrence();
}

/// <summary>A choice that is not enabled where it was to be made, as in a trace that was edited.</summary>
public sealed class InvalidChoiceException(string message) : Exception(message);

/// <summary>Watches a world for one property.</summary>
/// <typeparam name="TWorld">The kind of world.</typeparam>
public interface IMonitor<in TWorld>
    where TWorld : IWorld
{
    /// <summary>The property's name in the specification.</summary>
    string Property { get; }

    /// <summary>
    /// Whether the verdict at the end is about runs that came to rest. It is not asked of a run that was cut off, by the step bound or on purpose: of
    /// such a run it would say nothing.
    /// </summary>
    bool NeedsRest => false;

    /// <summary>Forgets the last run.</summary>
    void Reset();

    /// <summary>Looks at the world after a transition. Null, or what is wrong.</summary>
    string? AfterStep(TWorld world);

    /// <summary>Looks at the world at the end. Null, or what is wrong.</summary>
    /// <param name="world">The world.</param>
    /// <param name="quiescent">Whether nothing that must happen is left to happen; false where the run was cut off.</param>
    string? AtEnd(TWorld world, bool quiescent);
}
