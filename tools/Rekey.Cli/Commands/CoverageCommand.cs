using System.CommandLine;
using Rekey.Cli.Arguments;
using Rekey.Reports;
using Rekey.Reports.Checking;
using Rekey.Reports.Covering;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;
using Rekey.Worlds;
using Rekey.Worlds.Layers;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey coverage</c>: what explorations visited, what they never did, and why.</summary>
internal static class CoverageCommand
{
    private const string Description =
        """
        Adds up the coverage of any number of reports (rekey check --json FILE), of any protocols, scenarios and shards: cells of control tables,
        rules that decided a step, and faults that struck a member in a state. Names what was never visited, with the reason why it cannot be.

        The closed scopes of the specification are evidence: what no run of any of them visits is said to be unreached in so many scopes.

        Something that was visited although a reason says that it cannot be, by a schedule or by a run of a closed scope, is a failure; with --require, so is what was never visited and has no reason.


        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("report") { Description = "Reports of rekey check or rekey merge.", HelpName = "REPORT", Arity = ArgumentArity.OneOrMore };
        var json = new Option<string?>("--json") { Description = $"Writes the result, format {CoverageJson.Format}.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Writes the result as one self-contained page.", HelpName = "FILE" };
        var require = new Option<bool>("--require") { Description = "What was never visited and has no reason is a failure." };
        var verbose = new Option<bool>("--verbose") { Description = "Lists the impossible cells of the control tables too." };
        var command = new Command("coverage", Description + ExitCode.Help) { files, require, verbose, json, html };
        command.SetAction(result =>
        {
            OutputSet.Require([("--json", result.GetValue(json)), ("--html", result.GetValue(html))], result.GetValue(files)!);
            var reports = result.GetValue(files)!.Select(CheckReader.Read).ToList();
            return Execute(reports, result.GetValue(require), result.GetValue(verbose), result.GetValue(json), result.GetValue(html), terminal);
        });
        return command;
    }

    private static int Execute(IReadOnlyList<ReadReport> reports, bool require, bool verbose, string? json, string? html, Terminal terminal)
    {
        CheckReader.RequireThisBuild(reports);
        if (reports.FirstOrDefault(static r => r.Document.Mutant is not null) is { } mutated)
        {
            throw new FormatException($"{mutated.Path}: is of mutant {mutated.Document.Mutant}; expected reports of protocols as specified");
        }

        var restored = reports.SelectMany(CheckReader.Restore).ToLookup(static r => r.Request.Protocol.Spec.Name);
        var (stacks, parts) = (Definitions.All.Where(static d => d is LayerDefinition { IsStack: true }).ToHashSet(), restored.Select(static g => g.Key).ToHashSet(StringComparer.Ordinal));
        var all = Definitions.All.Where(d => parts.Contains(d.Spec.Name) && !stacks.Contains(d)).Select(p => new ProtocolCoverage(p, [.. restored[p.Spec.Name]])).ToList();
        var written = OutputPath.TryWrite("--json", json, () => CoverageJson.Of(all), terminal);
        written &= OutputPath.TryWrite("--html", html, () => CoverageHtml.Of(all, reports.Count), terminal);
        terminal.Show(CoverageText.Table(all));
        foreach (var stack in stacks.Select(static d => d.Spec.Name).Where(parts.Contains))
        {
            terminal.Line($"{stack}: a stack of layers, which are asked for their cells and rules alone");
        }

        foreach (var line in CoverageText.Lines(all, verbose))
        {
            terminal.Line(line);
        }

        return all.Any(p => p.All.Any(c => c.IsStale || (require && c.IsOpen))) ? ExitCode.Violated : written ? ExitCode.AsExpected : ExitCode.BadInput;
    }
}
