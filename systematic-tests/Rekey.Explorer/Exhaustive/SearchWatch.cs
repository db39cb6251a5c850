using System.Diagnostics;

namespace Rekey.Explorer.Exhaustive;

/// <summary>What bounds a search, and all that is done with it afterwards: time, memory, and whoever wants it to end. Begins when it is made.</summary>
/// <param name="request">The bounds.</param>
/// <param name="cancel">Whoever wants it to end.</param>
public sealed class SearchWatch(ExhaustiveRequest request, CancellationToken cancel)
{
    /// <summary>Loops that have nothing else to count look at the bounds after so many rounds.</summary>
    private const int Rounds = 4096;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly MemoryBound memory = new(request.Memory, request.Resident);
    private int rounds;

    /// <summary>How long it has been.</summary>
    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>Which bound is reached; null where none is.</summary>
    public SearchEnd? Spent() => cancel.IsCancellationRequested ? SearchEnd.Cancelled
        : clock.Elapsed > request.Time ? SearchEnd.Time
        : memory.IsShort() ? SearchEnd.Memory
        : null;

    /// <summary>Whether there is memory for so many bytes at once.</summary>
    public bool Allows(long bytes) => memory.Allows(bytes);

    /// <summary>Called in every round of a loop of one thread that can be long.</summary>
    /// <exception cref="SearchSpentException">A bound is reached.</exception>
    public void Round()
    {
        if (++rounds % Rounds == 0)
        {
            Require(0);
        }
    }

    /// <summary>Called before so many bytes are taken at once.</summary>
    /// <exception cref="SearchSpentException">A bound is reached, or would be.</exception>
    public void Require(long bytes)
    {
        if (Spent() is { } end)
        {
            throw new SearchSpentException(end);
        }

        if (!Allows(bytes))
        {
            throw new SearchSpentException(SearchEnd.Memory);
        }
    }
}

/// <summary>What followed a search has reached a bound.</summary>
/// <param name="end">Which.</param>
public sealed class SearchSpentException(SearchEnd end) : Exception
{
    /// <summary>Which bound.</summary>
    public SearchEnd End => end;
}
