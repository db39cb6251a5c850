using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Rekey.Costs.Agreements;

/// <summary>
/// The time that this thread has worked. On Linux that is the processor's time, which other processes cannot stretch; a step never waits for anything, so
/// on an idle machine it is the same as time that passes, which is what is measured elsewhere.
/// </summary>
public static class WorkClock
{
    private const int ThreadTime = 3;
    private const long Billion = 1_000_000_000;

    /// <summary>Nanoseconds since some moment.</summary>
    public static long Now
    {
        get
        {
            if (OperatingSystem.IsLinux())
            {
                ReadClock(ThreadTime, out var time);
                return (time.Seconds * Billion) + time.Nanoseconds;
            }

            return (long)(Stopwatch.GetTimestamp() * ((double)Billion / Stopwatch.Frequency));
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ReadClock(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
