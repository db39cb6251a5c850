using System.CommandLine;
using Rekey.Cli.Arguments;
using Rekey.Cli.Hunting;
using Rekey.Mutants;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey mutants</c>: explores every seeded bug until it is caught.</summary>
internal static class MutantsCommand
{
    private const string Description =
        """
        Explores every seeded bug until the property that the bug is about is violated.

        A mutant counts as caught when every seed catches it, by the monitor of that property, within the bound. Mutants that exploration cannot see are drilled instead: then the count is that of answers until the first one that differs.


        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var protocol = new Option<string?>("--protocol") { Description = "A protocol, or all (default).", HelpName = "P|all" };
        var strategy = new Option<string?>("--strategy") { Description = "portfolio (default), random, fair, pct or delay.", HelpName = "NAME" };
        var seeds = new Option<string?>("--seeds") { Description = "Hunts with seeds 1 to K (default 5).", HelpName = "K" };
        var bound = new Option<string?>("--bound") { Description = "At most so many schedules per seed (default 100000).", HelpName = "N" };
        var json = new Option<string?>("--json") { Description = "Writes a report, format rekey-mutants/1.", HelpName = "FILE" };
        var traces = new Option<string?>("--trace-dir") { Description = "Writes a trace of each caught mutant into this folder.", HelpName = "DIR" };
        var command = new Command("mutants", Description + ExitCode.Help) { protocol, strategy, seeds, bound, json, traces };
        command.SetAction(result =>
        {
            var chosen = Names.Protocols(result.GetValue(protocol)).Select(p => p.Spec.Name).ToHashSet(StringComparer.Ordinal);
            var plan = new HuntPlan(
                [.. MutantRegistry.All.Where(m => chosen.Contains(m.Protocol))],
                Names.Strategy(result.GetValue(strategy)),
                Numbers.Whole("--seeds", result.GetValue(seeds), 5, 1, 1000),
                Numbers.Whole("--bound", result.GetValue(bound), 100_000L, 1, 1_000_000_000),
                result.GetValue(json),
                result.GetValue(traces));
            OutputPath.Require("--json", plan.Json);
            OutputPath.RequireFolder("--trace-dir", plan.TraceFolder);
            return HuntRun.Execute(plan, terminal);
        });
        return command;
    }
}
