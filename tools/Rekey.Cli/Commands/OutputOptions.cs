using System.CommandLine;
using Rekey.Reports.Checking;

namespace Rekey.Cli.Commands;

/// <summary>The options that <c>rekey check</c> and <c>rekey merge</c> share: what to show and where to write it.</summary>
internal sealed class OutputOptions
{
    /// <summary>Every property.</summary>
    public Option<bool> Verbose { get; } = new("--verbose") { Description = "A line for every property, of several protocols too; in a SARIF report, also expected attacks, as information." };

    /// <summary>JSON report.</summary>
    public Option<string?> Json { get; } = new("--json") { Description = $"Writes a report, format {CheckDocument.CurrentFormat}, which rekey merge and rekey coverage read; of a search, counts of scopes.", HelpName = "FILE" };

    /// <summary>JUnit report.</summary>
    public Option<string?> JUnit { get; } = new("--junit") { Description = "Writes a JUnit report: a suite per protocol or scope, a case per property.", HelpName = "FILE" };

    /// <summary>SARIF report.</summary>
    public Option<string?> Sarif { get; } = new("--sarif") { Description = "Writes a SARIF 2.1.0 report: a result per violation, at the rule of the specification.", HelpName = "FILE" };

    /// <summary>Page.</summary>
    public Option<string?> Html { get; } = new("--html") { Description = "Writes the report as one self-contained page.", HelpName = "FILE" };

    /// <summary>Trace.</summary>
    public Option<string?> Trace { get; } = new("--trace")
    {
        Description = "Where to write the trace of a violation (default rekey-<protocol>-<property>.trace.json); where all is as expected, that of the first expected attack.",
        HelpName = "FILE",
    };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [Verbose, Json, JUnit, Sarif, Html, Trace];

    /// <summary>What was given.</summary>
    public CheckOutputs Of(ParseResult result, string? evidence = null) => new(
        result.GetValue(Json), result.GetValue(JUnit), result.GetValue(Sarif), result.GetValue(Html), result.GetValue(Trace), evidence, result.GetValue(Verbose));
}
