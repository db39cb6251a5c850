using System.Diagnostics;

namespace Rekey.Checking;

/// <summary>
/// Notices that memory runs short while there is still enough to stop and report. To wait for the exception is too late: a system kills a process
/// without one, and a runtime without memory may not even be able to throw it.
/// </summary>
/// <param name="limit">How many bytes the managed heap may have; null for what the machine, the container or the runtime's settings allow.</param>
internal sealed class MemoryWatch(long? limit)
{
    /// <summary>Beyond this part of the limit memory is short.</summary>
    private const double Most = 0.75;

    private static readonly TimeSpan CollectEvery = TimeSpan.FromSeconds(0.1);

    private readonly long most = (long)(Most * (limit ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));
    private readonly Stopwatch collected = Stopwatch.StartNew();

    /// <summary>Whether more is live than there should be. What only waits to be collected does not count.</summary>
    public bool IsShort()
    {
        if (most <= 0 || GC.GetTotalMemory(forceFullCollection: false) < most || (limit is null && collected.Elapsed < CollectEvery))
        {
            return false;
        }

        var live = GC.GetTotalMemory(forceFullCollection: true);
        collected.Restart();
        return live >= most;
    }
}
