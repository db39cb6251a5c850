using System.Diagnostics;

namespace Rekey.Cli;

/// <summary>The <c>rekey</c> command.</summary>
public static class Program
{
    /// <summary>Runs the command line of the process.</summary>
    public static int Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        var first = new Stopwatch();
        Console.CancelKeyPress += (_, press) =>
        {
            // The first Ctrl-C asks for the partial summary; a later one ends the process. Wrappers often pass one Ctrl-C on twice.
            press.Cancel = first.Elapsed < TimeSpan.FromSeconds(1);
            first.Start();
            stop.Cancel();
        };
        return Run(args, Console.Out, Console.Error, stop.Token);
    }

    /// <summary>Runs a command line against any writers: what tests call.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, CancellationToken cancel = default)
    {
        var terminal = new Terminal(output, error, cancel);
        try
        {
            return CommandTree.Invoke(args, terminal);
        }
        catch (Exception e) when (BadInput(e))
        {
            error.WriteLine($"error: {OneLine(e.Message)}");
            return ExitCode.BadInput;
        }
        catch (Exception e)
        {
            error.WriteLine($"internal error: {e.GetType().Name}: {OneLine(e.Message)}");
            return ExitCode.Internal;
        }
    }

    private static bool BadInput(Exception e) =>
        e is FormatException or IOException or UnauthorizedAccessException or Explorer.InvalidChoiceException;

    private static string OneLine(string message) => string.Join(' ', message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
