using System.CommandLine;
using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Mutants;
using Rekey.Reports;
using Rekey.Reports.Checking;
using Rekey.Reports.Printing;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey merge</c>: makes one report of those of all shards.</summary>
internal static class MergeCommand
{
    private const string Description =
        """
        Merges the reports of the shards of one exploration (rekey check --shard i/N --json FILE) into the report of the whole.

        The result is that of the exploration without --shard, but for the time it took; where a bound on time ended the shards, it is of all
        that they did. Judges, shows and writes what rekey check does.


        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("report") { Description = "Reports of shards.", HelpName = "REPORT", Arity = ArgumentArity.OneOrMore };
        var partial = new Option<bool>("--partial") { Description = "Accepts that shards are missing; then nothing is said of attacks that were not found, nor of breadth." };
        var outputs = new OutputOptions();
        var command = new Command("merge", Description + ExitCode.Help) { files, partial };
        foreach (var option in outputs.All)
        {
            command.Add(option);
        }

        command.SetAction(result => Execute(
            result.GetValue(files)!, result.GetValue(partial), outputs.Of(result).Require(result.GetValue(files)!), result.GetValue(outputs.Verbose), terminal));
        return command;
    }

    private static int Execute(IReadOnlyList<string> files, bool partial, CheckOutputs outputs, bool verbose, Terminal terminal)
    {
        var reports = files.Select(CheckReader.Read).ToList();
        ShardMerge.Require(reports, partial);
        var restored = reports.Select(CheckReader.Restore).ToList();
        var merged = Enumerable.Range(0, restored[0].Count).Select(i => ReportMerge.Of([.. restored.Select(r => r[i])])).ToList();
        var document = reports[0].Document;
        var plan = new CheckPlan(
            [.. merged.Select(m => m.Request)],
            CheckReader.BreadthOf(document),
            merged.Count > 1 && !verbose,
            document.Mutant is { } mutant ? MutantRegistry.Find(mutant) : null,
            outputs,
            Invocation.Named(["merge", .. files]))
        {
            NarrowedBy = document.Request.NarrowedBy, Time = document.Request.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        terminal.Line($"{reports.Count} {(reports.Count == 1 ? "report" : "reports")} of {merged[0].Shards}");
        return CheckShow.Present([.. merged.Select(m => new SampledJudgement(m, plan.Breadth, plan.NarrowedBy))], plan, terminal);
    }
}
