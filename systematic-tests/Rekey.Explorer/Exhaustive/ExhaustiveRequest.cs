namespace Rekey.Explorer.Exhaustive;

/// <summary>How to search a state space.</summary>
public sealed record ExhaustiveRequest
{
    /// <summary>In which order.</summary>
    public SearchOrder Order { get; init; } = SearchOrder.Breadth;

    /// <summary>How many threads.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Whether the search keeps transitions, so that cycles can be found. About 8 bytes for each.</summary>
    public bool KeepsTransitions { get; init; } = true;

    /// <summary>At most so many bytes resident for the whole process, whatever they are used for.</summary>
    public long Memory { get; init; } = 12L << 30;

    /// <summary>How many bytes of the process are resident now.</summary>
    public Func<long> Resident { get; init; } = static () => Environment.WorkingSet;

    /// <summary>At most so long; null for no limit.</summary>
    public TimeSpan? Time { get; init; }
}

/// <summary>Why a search ended.</summary>
public enum SearchEnd : byte
{
    /// <summary>Every reachable state was expanded.</summary>
    Complete,

    /// <summary>Whoever looks at the states said so.</summary>
    Stopped,

    /// <summary>The time was up.</summary>
    Time,

    /// <summary>The memory was used up.</summary>
    Memory,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>A state has more transitions than can be numbered.</summary>
    TooWide,
}

/// <summary>Looks at the states of a search. Called by several threads at once.</summary>
public interface IStateObserver
{
    /// <summary>A new state in which nothing that must happen is left. False ends the search.</summary>
    bool AtRest(SearchPosition position, ReadOnlySpan<int> state);

    /// <summary>A transition in a situation that may have to be judged (<see cref="Successor.Situation"/>). False ends the search.</summary>
    bool Judge(SearchPosition position, in Choice choice, ulong situation);

    /// <summary>A transition that cannot be made: a bug of our own code. False ends the search.</summary>
    bool Broken(SearchPosition position, in Choice choice, string message);
}

/// <summary>A state of a search that is under way.</summary>
/// <param name="Search">The search.</param>
/// <param name="Number">The state's number.</param>
public readonly record struct SearchPosition(ExhaustiveSearch Search, int Number)
{
    /// <summary>The choices that lead there.</summary>
    public List<Choice> Path() => Search.PathTo(Number);
}

/// <summary>What a search did.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="States">Distinct states seen.</param>
/// <param name="Left">States seen and not expanded; 0 where the search is complete.</param>
/// <param name="Transitions">Transitions made.</param>
/// <param name="AtRest">Distinct states in which nothing that must happen is left.</param>
/// <param name="Levels">How many levels the search had, in breadth-first order: one more than the length of the longest shortest run; else 0.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Bytes">Bytes of the table of states.</param>
public sealed record SearchResult(
    SearchEnd End, long States, long Left, long Transitions, long AtRest, int Levels, TimeSpan Elapsed, long Bytes);
