using System.CommandLine;
using Rekey.Cli.Arguments;
using Rekey.Cli.Benching;
using Rekey.Worlds;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey bench explorer</c>: how fast whole schedules are explored, and in how much memory.</summary>
internal static class BenchCommand
{
    private const string Description =
        "Explores a protocol without and with the secrecy monitors, on one core and on all. Prints schedules per second, steps and allocated bytes per "
        + "schedule; with --million also the live memory over a million schedules. ";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var protocol = new Option<string?>("--protocol") { Description = "The protocol (default P).", HelpName = "NAME" };
        var members = new Option<string?>("--members") { Description = "How many members begin (default 8).", HelpName = "N" };
        var faults = new Option<string?>("--faults") { Description = "What may go wrong, as for check (default none).", HelpName = "BUDGET" };
        var strategy = new Option<string?>("--strategy") { Description = "The strategy, as for check (default fair).", HelpName = "NAME" };
        var seconds = new Option<string?>("--seconds") { Description = "Seconds per measurement (default 5).", HelpName = "N" };
        var million = new Option<bool>("--million") { Description = "Also explores a million schedules and shows the live memory at ten points." };
        var explorer = new Command("explorer", Description + ExitCode.Help) { protocol, members, faults, strategy, seconds, million };
        explorer.SetAction(result =>
        {
            var scenario = new Scenario(
                ProtocolRegistry.Find(result.GetValue(protocol) ?? "P"),
                Numbers.Whole("--members", result.GetValue(members), 8, 1, Scenario.MaxMembers),
                Faults(result.GetValue(faults)));
            var bench = new ExplorerBench(scenario, Names.Strategy(result.GetValue(strategy) ?? "fair"), terminal);
            return bench.Execute(Numbers.Whole("--seconds", result.GetValue(seconds), 5, 1, 3600), result.GetValue(million));
        });
        return new Command("bench", "Measures.") { explorer };
    }

    private static FaultBudget Faults(string? text)
    {
        try
        {
            return FaultBudget.Parse(text ?? "none");
        }
        catch (FormatException e)
        {
            throw new FormatException($"--faults '{text}': {e.Message}", e);
        }
    }
}
