namespace Rekey.CoyoteHost;

/// <summary>What the host's exit codes mean: the same as those of <c>rekey</c>.</summary>
internal static class ExitCode
{
    /// <summary>All is as expected.</summary>
    public const int AsExpected = 0;

    /// <summary>A property or an expectation is violated.</summary>
    public const int Violated = 1;

    /// <summary>Bad usage or bad input.</summary>
    public const int BadInput = 2;
}
