using System.CommandLine;
using Rekey.Checking.Judging;
using Rekey.Cli.Arguments;
using Rekey.Cli.Running;
using Rekey.Coyote;
using Rekey.Mutants;
using Rekey.Reports;
using Rekey.Reports.Comparing;
using Rekey.Reports.Files;
using Rekey.Reports.Hunting;
using Rekey.Reports.Printing;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey mutants</c>: explores every seeded bug until it is caught.</summary>
internal static class MutantsCommand
{
    private const string Description =
        """
        Explores every seeded bug until the property that the bug is about is violated.

        A mutant counts as caught when every seed catches it, by the monitor of that property, within the bound. Mutants that exploration cannot see are drilled instead: then the count is that of answers until the first one that differs.

        With --strategy all, every mutant that is explored is hunted with each single strategy and with the portfolio, and the strategies are compared by how long they take.


        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new MutantsOptions();
        var command = new Command("mutants", Description + ExitCode.Help);
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.Add(options.Shrink);

        command.SetAction(result =>
        {
            var chosen = Names.Protocols(result.GetValue(options.Protocol)).Select(p => p.Spec.Name).ToHashSet(StringComparer.Ordinal);
            Mutant[] mutants = [.. MutantRegistry.All.Where(m => chosen.Contains(m.Protocol))];
            return result.GetValue(options.Strategy) == "all"
                ? ComparisonRun.Execute(Compare(options, result, mutants), terminal)
                : HuntRun.Execute(Hunt(options, result, mutants), Engine.Of(result.GetValue(options.Engine)), terminal);
        });
        return command;
    }

    private static HuntPlan Hunt(MutantsOptions options, ParseResult result, Mutant[] mutants)
    {
        Exclude(options.Evidence, result, "expected with --strategy all");
        var engine = Engine.Of(result.GetValue(options.Engine));
        var strategy = result.GetValue(options.Strategy);
        var plan = new HuntPlan(
            mutants,
            engine == Engine.Explorer ? Names.StrategyOrAll(strategy) : engine.Strategy(strategy),
            Seeds(options, result),
            Bound(options, result, engine == Engine.Explorer ? 100_000 : Running.Engine.CoyoteHunt),
            result.GetValue(options.Json),
            result.GetValue(options.TraceFolder),
            result.GetValue(options.Shrink),
            Names.Scenarios(result.GetValue(options.Scenarios)) == "check",
            result.GetValue(options.Html),
            CommandOf(options, result));
        OutputPath.RequireFolder("--trace-dir", plan.TraceFolder);
        OutputSet.Require([("--json", plan.Json), ("--html", plan.Html), .. mutants.Where(_ => plan.TraceFolder is not null).Select(m => ("--trace-dir", plan.TraceOf(m)))]);
        return plan;
    }

    private static ComparisonPlan Compare(MutantsOptions options, ParseResult result, Mutant[] mutants)
    {
        if (result.GetValue(options.Shrink))
        {
            throw new FormatException("--shrink: it is of hunts with one strategy, and cannot be given with --strategy all");
        }

        Exclude(options.Engine, result, "rekey bench coyote --mutants compares Coyote's strategies; expected without --strategy all");
        Exclude(options.Scenarios, result, "strategies are compared in the mutants' own scenarios, so it cannot be given with --strategy all");
        Exclude(options.TraceFolder, result, "it is of hunts with one strategy, and cannot be given with --strategy all");
        var protocol = result.GetValue(options.Protocol);
        if (protocol is not null && !string.Equals(protocol, "all", StringComparison.OrdinalIgnoreCase))
        {
            Exclude(options.Evidence, result, "evidence is of all protocols, and cannot be given with --protocol");
        }

        var plan = new ComparisonPlan(
            [.. mutants.Where(static m => !m.IsDrilled)],
            Seeds(options, result),
            Bound(options, result, ComparisonPlan.DefaultBound),
            CommandOf(options, result),
            result.GetValue(options.Json),
            result.GetValue(options.Html),
            result.GetValue(options.Evidence));
        OutputSet.Require([("--json", plan.Json), ("--html", plan.Html), ("--evidence", plan.Evidence)]);
        return plan;
    }

    /// <summary>What decides the result, as a command.</summary>
    private static string CommandOf(MutantsOptions options, ParseResult result)
    {
        Option<string?>[] deciding = [options.Protocol, options.Engine, options.Strategy, options.Seeds, options.Bound, options.Scenarios];
        return Invocation.Named(["mutants", .. deciding.Where(o => result.GetValue(o) is not null).SelectMany(o => new[] { o.Name, result.GetValue(o)! })]);
    }

    private static int Seeds(MutantsOptions options, ParseResult result) => Numbers.Whole("--seeds", result.GetValue(options.Seeds), 5, 1, 1000);

    private static long Bound(MutantsOptions options, ParseResult result, long fallback) =>
        Numbers.Whole("--bound", result.GetValue(options.Bound), fallback, 1, 1_000_000_000);

    private static void Exclude(Option<string?> option, ParseResult result, string why)
    {
        if (result.GetValue(option) is { } given)
        {
            throw new FormatException($"{option.Name} '{given}': {why}");
        }
    }

    /// <summary>The options of the command.</summary>
    private sealed class MutantsOptions
    {
        public Option<string?> Protocol { get; } = new("--protocol") { Description = "A protocol, or all (default).", HelpName = "P|all" };

        public Option<string?> Engine { get; } = new("--engine") { Description = Running.Engine.Help, HelpName = "NAME" };

        public Option<string?> Strategy { get; } = new("--strategy")
        {
            Description = "portfolio (default), random, fair, pct or delay; all compares them. With --engine coyote: " + string.Join(", ", CoyoteStrategy.Names) + ".", HelpName = "NAME|all",
        };

        public Option<string?> Seeds { get; } = new("--seeds") { Description = "Hunts with seeds 1 to K (default 5).", HelpName = "K" };

        public Option<string?> Bound { get; } = new("--bound")
        {
            Description = $"At most so many schedules per seed (default 100000; with --strategy all {ComparisonPlan.DefaultBound}, with --engine coyote {Running.Engine.CoyoteHunt}).", HelpName = "N",
        };

        public Option<string?> Json { get; } = new("--json")
        {
            Description = $"Writes a report, format {HuntJson.Format}; with --strategy all {ComparisonJson.Format}.", HelpName = "FILE",
        };

        public Option<string?> Html { get; } = new("--html") { Description = "Writes a picture of how long catches take, one self-contained page.", HelpName = "FILE" };

        public Option<string?> Scenarios { get; } = new("--scenarios")
        {
            Description = "own (default): each mutant is hunted in its own scenario, which has little more than the bug needs; check: in those that rekey check explores.",
            HelpName = "own|check",
        };

        public Option<string?> TraceFolder { get; } = new("--trace-dir") { Description = "Writes a trace of each caught mutant into this folder.", HelpName = "DIR" };

        public Option<bool> Shrink { get; } = new("--shrink")
        {
            Description = "Shrinks the run of the first seed that caught the mutant, and shows how many steps it had and has; at most 20 seconds for each.",
        };

        public Option<string?> Evidence { get; } = new("--evidence")
        {
            Description = $"With --strategy all, keeps the summary for the specification; {ComparisonJson.File} in a clone.", HelpName = "FILE",
        };

        public IReadOnlyList<Option<string?>> All => [Protocol, Engine, Strategy, Seeds, Bound, Scenarios, Json, Html, TraceFolder, Evidence];
    }
}
