using Microsoft.Coyote;

namespace Rekey.Coyote;

/// <summary>What is the same wherever Coyote runs in this process.</summary>
public static class CoyoteProcess
{
    /// <summary>
    /// A schedule is over when it has ended, however slow the machine is: Coyote would otherwise give up, or object, where no step was made for a
    /// second. A real deadlock, in which every actor waits, it sees without a clock. In milliseconds.
    /// </summary>
    private const uint Patience = 3_600_000;

    private static readonly Lock Gate = new();

    /// <summary>Lets nobody else run Coyote meanwhile: it keeps state of its own for the whole process.</summary>
    public static T Alone<T>(Func<T> run)
    {
        lock (Gate)
        {
            return run();
        }
    }

    /// <summary>A configuration with a seed, without telemetry and without Coyote's graph of the schedule.</summary>
    public static Configuration Configure(ulong seed) => Configuration.Create()
        .WithRandomGeneratorSeed((uint)seed)
        .WithTraceAnalysisEnabled(false)
        .WithDeadlockTimeout(Patience)
        .WithTelemetryEnabled(false);
}
