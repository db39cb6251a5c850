using System.CommandLine;
using Rekey.Cli.Arguments;
using Rekey.Cli.Benching;
using Rekey.Coyote;
using Rekey.Mutants;
using Rekey.Reports;
using Rekey.Reports.Printing;
using Rekey.Worlds;

namespace Rekey.Cli.Commands;

/// <summary>
/// <c>rekey bench explorer</c>: how fast whole schedules are explored, and in how much memory; <c>rekey bench coyote</c>: the same under Microsoft Coyote.
/// </summary>
internal static class BenchCommand
{
    private const string Description =
        "Explores a protocol without and with the secrecy monitors, on one core and on all. Prints schedules per second, steps and allocated bytes per "
        + "schedule; with --million also the live memory over a million schedules. ";

    private const string CoyoteDescription =
        "Explores the same protocol with the same members, faults, step bound and monitors under this explorer and under "
        + "Microsoft Coyote, one schedule at a time. Prints the ratio of schedules per second; with --mutants, schedules and seconds until each seeded bug "
        + "is caught, ours against Coyote's best strategy. ";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var protocol = new Option<string?>("--protocol") { Description = "The protocol, or the layer (default P).", HelpName = "NAME" };
        var members = new Option<string?>("--members") { Description = "How many members begin (default 8).", HelpName = "N" };
        var faults = new Option<string?>("--faults") { Description = "What may go wrong, as for check (default none).", HelpName = "BUDGET" };
        var strategy = new Option<string?>("--strategy") { Description = "The strategy, as for check (default fair).", HelpName = "NAME" };
        var seconds = new Option<string?>("--seconds") { Description = "Seconds per measurement (default 5).", HelpName = "N" };
        var million = new Option<bool>("--million") { Description = "Also explores a million schedules and shows the live memory at ten points." };
        var explorer = new Command("explorer", Description + ExitCode.Help) { protocol, members, faults, strategy, seconds, million };
        explorer.SetAction(result =>
        {
            var scenario = Definitions.ScenarioOf(
                Definitions.Find(result.GetValue(protocol) ?? "P"),
                Numbers.Whole("--members", result.GetValue(members), 8, 1, Scenario.MaxMembers),
                Faults(result.GetValue(faults)).ToString());
            var bench = new ExplorerBench(scenario, Names.Strategy(result.GetValue(strategy) ?? "fair"), terminal);
            return bench.Execute(Numbers.Whole("--seconds", result.GetValue(seconds), 5, 1, 3600), result.GetValue(million));
        });
        return new Command("bench", "Measures.") { explorer, CreateCoyote(terminal) };
    }

    private static Command CreateCoyote(Terminal terminal)
    {
        var protocol = new Option<string?>("--protocol") { Description = "The protocol (default P; with --mutants all).", HelpName = "NAME" };
        var members = new Option<string?>("--members") { Description = "How many members begin (default 8).", HelpName = "N" };
        var faults = new Option<string?>("--faults") { Description = "What may go wrong, as for check (default none).", HelpName = "BUDGET" };
        var steps = new Option<string?>("--steps") { Description = "At most so many transitions per schedule (default 2000).", HelpName = "N" };
        var strategy = new Option<string?>("--strategy") { Description = "Our strategy, as for check (default fair; with --mutants portfolio).", HelpName = "NAME" };
        var coyote = new Option<string?>("--coyote-strategy") { Description = "Coyote's strategies, separated by commas (default: all of them).", HelpName = "NAMES" };
        var seconds = new Option<string?>("--seconds") { Description = "Seconds per measurement (default 10); with --mutants at most so many of Coyote's per mutant and strategy.", HelpName = "N" };
        var mutants = new Option<bool>("--mutants") { Description = "Compares schedules and seconds until each mutant is caught." };
        var iterations = new Option<string?>("--iterations") { Description = "With --mutants: at most so many of Coyote's schedules per mutant and strategy (default 5000).", HelpName = "N" };
        var seeds = new Option<string?>("--seeds") { Description = "With --mutants: seeds 1 to K; medians are shown (default 3).", HelpName = "K" };
        var command = new Command("coyote", CoyoteDescription + ExitCode.Help) { protocol, members, faults, steps, strategy, coyote, seconds, mutants, iterations, seeds };
        command.SetAction(result =>
        {
            var duration = Numbers.Whole("--seconds", result.GetValue(seconds), 10, 1, 3600);
            var theirs = CoyoteStrategies(result.GetValue(coyote));
            if (result.GetValue(mutants))
            {
                var chosen = Names.Protocols(result.GetValue(protocol)).Select(p => p.Spec.Name).ToHashSet(StringComparer.Ordinal);
                var hunt = new CoyoteHuntPlan(
                    [.. MutantRegistry.All.Where(m => !m.IsDrilled && chosen.Contains(m.Protocol))],
                    Names.Strategy(result.GetValue(strategy)),
                    theirs,
                    Numbers.Whole("--seeds", result.GetValue(seeds), 3, 1, 100),
                    Numbers.Whole("--iterations", result.GetValue(iterations), 5_000, 1, 1_000_000),
                    duration);
                return new CoyoteHuntBench(hunt, terminal).Execute();
            }

            var scenario = Definitions.ScenarioOf(
                Definitions.Find(result.GetValue(protocol) ?? "P"),
                Numbers.Whole("--members", result.GetValue(members), 8, 1, Scenario.MaxMembers),
                Faults(result.GetValue(faults)).ToString());
            var bound = Numbers.Whole("--steps", result.GetValue(steps), 2_000, 1, 1_000_000);
            var plan = new CoyoteBenchPlan(scenario, bound, duration, Names.Strategy(result.GetValue(strategy) ?? "fair"), theirs);
            return new CoyoteBench(plan, terminal).Execute();
        });
        return command;
    }

    private static IReadOnlyList<string> CoyoteStrategies(string? text)
    {
        var names = text?.Split(',') ?? [.. CoyoteStrategy.Names];
        return names.FirstOrDefault(n => !CoyoteStrategy.Names.Contains(n)) is { } unknown
            ? throw new FormatException($"--coyote-strategy '{unknown}': unknown strategy{Suggestion.For(unknown, CoyoteStrategy.Names)}; expected some of {string.Join(", ", CoyoteStrategy.Names)}")
            : names;
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
