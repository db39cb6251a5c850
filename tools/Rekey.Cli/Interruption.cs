using System.Diagnostics;
using System.Runtime.InteropServices;
using Rekey.Reports;

namespace Rekey.Cli;

/// <summary>
/// What asks the process to end: Ctrl-C (SIGINT), SIGTERM (timeouts, a cancelled job, a container that is stopped) and SIGHUP (a terminal that is closed).
/// The first one asks for what was done until then, reports included; a later one ends the process. Wrappers often pass one on twice.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Twice = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stop = new();
    private readonly Stopwatch first = new();
    private readonly List<PosixSignalRegistration> registered = [];
    private int signal;

    /// <summary>Listens from now on.</summary>
    public Interruption()
    {
        foreach (var asked in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            registered.Add(PosixSignalRegistration.Create(asked, Heard));
        }
    }

    /// <summary>Set by the first signal.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>The exit code to end with: where the command says that it was interrupted, 128 and the number of the signal.</summary>
    public int CodeOf(int code) => code != ExitCode.Interrupted ? code : (PosixSignal)Volatile.Read(ref signal) switch
    {
        PosixSignal.SIGTERM => ExitCode.Terminated,
        PosixSignal.SIGHUP => ExitCode.HungUp,
        _ => ExitCode.Interrupted,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        registered.ForEach(static r => r.Dispose());
        stop.Dispose();
    }

    private void Heard(PosixSignalContext context)
    {
        context.Cancel = first.Elapsed < Twice;
        first.Start();
        Interlocked.CompareExchange(ref signal, (int)context.Signal, 0);
        stop.Cancel();
    }
}
