using System.Diagnostics;

namespace Rekey.Mutation;

/// <summary>A way in which a breakage may be noticed.</summary>
/// <param name="Name">The name, for example <c>exploration</c>.</param>
/// <param name="Command">What is run, as people would type it.</param>
public abstract record Channel(string Name, string Command)
{
    /// <summary>Whether it can say anything about a breakage.</summary>
    public abstract bool IsFor(Breakage breakage);

    /// <summary>Asks it. The breakage is in place.</summary>
    /// <param name="breakage">What is broken.</param>
    /// <param name="shop">Where.</param>
    /// <param name="limit">For how long to wait.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What was noticed, in a few words; null for nothing.</returns>
    public abstract string? Ask(Breakage breakage, Workshop shop, TimeSpan limit, CancellationToken cancel);
}

/// <summary>A command whose exit code says whether something was noticed.</summary>
/// <param name="Name">The name.</param>
/// <param name="Command">The command.</param>
public sealed record CommandChannel(string Name, string Command) : Channel(Name, Command)
{
    /// <summary>What was noticed when a command ended in no time at all that is reasonable.</summary>
    public const string TooLong = "does not end";

    /// <summary>The arguments of <c>dotnet</c>, with the folder of assemblies.</summary>
    public required Func<Breakage, string, IReadOnlyList<string>> Arguments { get; init; }

    /// <summary>Breakages that it is asked about.</summary>
    public required Func<Breakage, bool> Asked { get; init; }

    /// <summary>What was noticed, from exit code and output; null for nothing.</summary>
    public required Func<int, string, string?> Reading { get; init; }

    /// <inheritdoc/>
    public override bool IsFor(Breakage breakage) => Asked(breakage);

    /// <inheritdoc/>
    public override string? Ask(Breakage breakage, Workshop shop, TimeSpan limit, CancellationToken cancel) =>
        Run(Arguments(breakage, shop.Built), shop.Folder, limit, cancel) is var (code, output) ? Reading(code, output) : TooLong;

    /// <summary>Runs <c>dotnet</c>; null where it took too long.</summary>
    public static (int Code, string Output)? Run(IReadOnlyList<string> arguments, string folder, TimeSpan limit, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start) ?? throw new IOException("dotnet cannot be started");
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        stop.CancelAfter(limit);
        try
        {
            process.WaitForExitAsync(stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            cancel.ThrowIfCancellationRequested();
            return null;
        }

        return (process.ExitCode, output.Result + error.Result);
    }
}
