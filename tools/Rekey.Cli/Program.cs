using Rekey.Reports;
using Rekey.Reports.Printing;

namespace Rekey.Cli;

/// <summary>The <c>rekey</c> command.</summary>
public static class Program
{
    /// <summary>Runs the command line of the process.</summary>
    public static int Main(string[] args)
    {
        using var interruption = new Interruption();
        return interruption.CodeOf(Run(args, Console.Out, Console.Error, interruption.Token));
    }

    /// <summary>Runs a command line against any writers: what tests call.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, CancellationToken cancel = default)
    {
        var terminal = new Terminal(output, error, cancel);
        try
        {
            var code = CommandTree.Invoke(args, terminal);
            terminal.Output.Flush();
            if (code != ExitCode.AsExpected || !terminal.OutputFailed)
            {
                return code;
            }

            // Nothing was found that is more important than that nobody was told.
            terminal.Fail("standard output cannot be written; all is as expected, and files that were asked for are complete");
            return ExitCode.BadInput;
        }
        catch (Exception e) when (BadInput(e))
        {
            terminal.Fail(Unwrapped(e.Message));
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            terminal.Note("interrupted");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            terminal.Note($"internal error: {e.GetType().Name}: {Unwrapped(e.Message)}");
            return ExitCode.Internal;
        }
    }

    private static bool BadInput(Exception e) =>
        e is FormatException or IOException or UnauthorizedAccessException or Explorer.InvalidChoiceException;

    private static string Unwrapped(string message) => string.Join(' ', message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
