using Rekey.Checking.Judging;
using Rekey.Reports.Files;

namespace Rekey.Reports.Checking;

/// <summary>Where reports go; null for one that is not wanted.</summary>
/// <param name="Json">The JSON report.</param>
/// <param name="JUnit">The JUnit report.</param>
/// <param name="Sarif">The SARIF report.</param>
/// <param name="Html">The page.</param>
/// <param name="Trace">The trace.</param>
/// <param name="Evidence">The evidence that is kept.</param>
/// <param name="Verbose">Whether expected attacks are results of the SARIF report too.</param>
public sealed record CheckOutputs(string? Json, string? JUnit, string? Sarif, string? Html, string? Trace, string? Evidence, bool Verbose)
{
    /// <summary>All files, with their options.</summary>
    public IReadOnlyList<(string Option, string? Path)> All =>
        [("--json", Json), ("--junit", JUnit), ("--sarif", Sarif), ("--html", Html), ("--trace", Trace), ("--evidence", Evidence)];

    /// <summary>Tries all files, before a long run.</summary>
    /// <param name="inputs">The files that are read.</param>
    /// <exception cref="IOException">One cannot be written, or would be written over another.</exception>
    public CheckOutputs Require(params IReadOnlyList<string> inputs)
    {
        OutputSet.Require(All, inputs);
        return this;
    }
}
