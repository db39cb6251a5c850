using Rekey.Checking.Judging;

namespace Rekey.Reports;

/// <summary>What the command's exit codes mean.</summary>
public static class ExitCode
{
    /// <summary>All is as expected.</summary>
    public const int AsExpected = 0;

    /// <summary>A property or an expectation is violated.</summary>
    public const int Violated = 1;

    /// <summary>Bad usage or bad input, or a file that cannot be written.</summary>
    public const int BadInput = 2;

    /// <summary>
    /// Unfinished: memory ran out, or time, or the step bound cut schedules off. What was done is reported, and nothing was violated in it; what was not
    /// done is not judged.
    /// </summary>
    public const int Unfinished = 3;

    /// <summary>A bug of the tool itself.</summary>
    public const int Internal = 70;

    /// <summary>Interrupted, by Ctrl-C; what was done until then is reported. As in a shell, 128 and the number of the signal, which is 2.</summary>
    public const int Interrupted = 130;

    /// <summary>The same by SIGHUP, whose number is 1.</summary>
    public const int HungUp = 129;

    /// <summary>The same by SIGTERM, whose number is 15.</summary>
    public const int Terminated = 143;

    /// <summary>The paragraph that every command's help ends with.</summary>
    public const string Help =
        "Exit codes: 0 all as expected, 1 a property or an expectation is violated, 2 bad usage or bad input, or a file that cannot be written, 3 unfinished (out of memory or time, or --steps cut schedules off), 130 interrupted by Ctrl-C, 129 by SIGHUP, 143 by SIGTERM.";

    /// <summary>The exit code of what is judged: a violation is more important than that something is left.</summary>
    public static int Of(IReadOnlyList<Judgement> judged) =>
        judged.Any(static j => !j.AsExpected) ? Violated
        : judged.Any(static j => j.Ending == Ending.Interrupted) ? Interrupted
        : judged.Any(static j => j.IsUnfinished) ? Unfinished
        : AsExpected;
}
