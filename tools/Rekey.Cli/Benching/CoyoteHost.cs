using System.ComponentModel;
using System.Text.Json;
using Rekey.Cli.Arguments;
using ChildProcess = System.Diagnostics.Process;
using ProcessStartInfo = System.Diagnostics.ProcessStartInfo;

namespace Rekey.Cli.Benching;

/// <summary>The built host of systematic-tests/Rekey.Coyote, run as a process of its own: this tool does not reference Coyote.</summary>
/// <param name="assembly">The host's assembly.</param>
internal sealed class CoyoteHost(string assembly)
{
    private const string Built = "systematic-tests/Rekey.Coyote/bin/Release/net10.0/Rekey.Coyote.dll";

    /// <summary>The host that an option names, or the one that was built in this clone; null where there is none.</summary>
    /// <exception cref="FileNotFoundException">The option names no file.</exception>
    public static CoyoteHost? Find(string? given, string start)
    {
        if (given is not null)
        {
            return File.Exists(given) ? new CoyoteHost(given) : throw new FileNotFoundException($"--host '{given}': there is no such file; expected Rekey.Coyote.dll");
        }

        try
        {
            var built = Path.Combine(RepositoryRoot.Find(null, start, "--host"), Built);
            return File.Exists(built) ? new CoyoteHost(built) : null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Runs a command of the host and reads its report.</summary>
    /// <param name="cancel">Ends the process.</param>
    /// <param name="arguments">The command, without <c>--json</c>.</param>
    /// <exception cref="IOException">It cannot be started, or ended without a report; the message holds what it wrote.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public JsonElement Run(CancellationToken cancel, params IEnumerable<string> arguments)
    {
        var report = Path.GetTempFileName();
        try
        {
            var (code, said) = Start([assembly, .. arguments, "--json", report], cancel);
            var text = File.ReadAllText(report);
            return code is ExitCode.AsExpected or ExitCode.Violated && text.Length > 0
                ? JsonDocument.Parse(text).RootElement
                : throw new IOException($"{assembly}: ended with exit code {code}: {said.Trim()}");
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static (int Code, string Said) Start(string[] arguments, CancellationToken cancel)
    {
        // Coyote's own switch for what it sends home: a benchmark sends nothing.
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["COYOTE_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        try
        {
            using var process = ChildProcess.Start(start)!;
            using var stop = cancel.Register(() => process.Kill(entireProcessTree: true));
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            cancel.ThrowIfCancellationRequested();
            output.Wait(CancellationToken.None);
            return (process.ExitCode, error);
        }
        catch (Win32Exception e)
        {
            throw new IOException($"dotnet cannot be started: {e.Message}", e);
        }
    }
}
