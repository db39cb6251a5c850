using Rekey.Cli.Arguments;

namespace Rekey.Cli.Checking;

/// <summary>Where reports go; null for one that is not wanted.</summary>
/// <param name="Json">The JSON report.</param>
/// <param name="JUnit">The JUnit report.</param>
/// <param name="Sarif">The SARIF report.</param>
/// <param name="Html">The page.</param>
/// <param name="Trace">The trace.</param>
/// <param name="Evidence">The evidence that is kept.</param>
/// <param name="Verbose">Whether expected attacks are results of the SARIF report too.</param>
internal sealed record CheckOutputs(string? Json, string? JUnit, string? Sarif, string? Html, string? Trace, string? Evidence, bool Verbose)
{
    /// <summary>Tries all files, before a long run.</summary>
    /// <exception cref="IOException">One cannot be written.</exception>
    public CheckOutputs Require()
    {
        OutputPath.Require("--json", Json);
        OutputPath.Require("--junit", JUnit);
        OutputPath.Require("--sarif", Sarif);
        OutputPath.Require("--html", Html);
        OutputPath.Require("--trace", Trace);
        OutputPath.Require("--evidence", Evidence);
        return this;
    }
}
