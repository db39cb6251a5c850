namespace Rekey.Explorer.Exhaustive;

/// <summary>
/// Keeps the memory of the whole process within a bound: what the system counts as resident, and so whatever it is used for, states or not, live or
/// waiting to be collected.
/// </summary>
/// <param name="most">At most so many bytes.</param>
/// <param name="resident">How many bytes are resident now.</param>
public sealed class MemoryBound(long most, Func<long> resident)
{
    /// <summary>From here on what waits to be collected is collected, and given back to the system: below it, it costs nobody anything.</summary>
    private const double Near = 0.9;

    /// <summary>If no less than this is resident after that, memory is short; in between lies enough to go on for a while before it is done again.</summary>
    private const double Short = 0.8;

    /// <summary>Whether so much of the bound is used that the search should end and report.</summary>
    public bool IsShort() => resident() >= most * Near && CollectedIs(most * Short);

    /// <summary>Whether so many bytes more stay within the bound.</summary>
    public bool Allows(long bytes) => resident() + bytes <= most || !CollectedIs(most - bytes + 1);

    /// <summary>Whether as much as this is resident after all that waits for it was collected.</summary>
    private bool CollectedIs(double bytes)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return resident() >= bytes;
    }
}
