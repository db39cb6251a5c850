using System.CommandLine;
using Rekey.Checking.Judging;
using Rekey.Cli.Arguments;
using Rekey.Cli.Running;
using Rekey.Coyote;
using Rekey.Reports;
using Rekey.Reports.Exhaustive;
using Rekey.Reports.Printing;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey check</c>: explores protocols and compares what was found with what is expected.</summary>
internal static class CheckCommand
{
    private const string Description =
        """
        Explores protocols and checks every property.

        Without options: all protocols, with 1 to 6 members, every fault alone and together, as many schedules on every machine (about two minutes on two cores).
        Then goals that no run reached and table cells that no run visited count as failures too, because such an exploration would prove little; and so does a
        property that is expected to fail and whose attack was not found. Options that narrow the exploration drop both, and the report says so.

        Runs are sampled: a property is "not violated in N schedules". With --strategy exhaustive a scope is decided: a property "holds in every run of the scope".
        What time, memory or --steps cut off is not judged: the exploration is unfinished.


        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new CheckOptions();
        var command = new Command("check", Description + ExitCode.Help);
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(result => Engine.Of(result.GetValue(options.Engine)) == Engine.Explorer && result.GetValue(options.Strategy) == ScopeJudgement.Exhaustive
            ? ExhaustiveRun.Execute(ExhaustiveArguments.Plan(options, result), terminal)
            : CheckRun.Execute(CheckArguments.Plan(options, result), Engine.Of(result.GetValue(options.Engine)), terminal));
        return command;
    }
}

/// <summary>The options of <c>rekey check</c>. All are read as text, so that every refusal can say what was expected.</summary>
internal sealed class CheckOptions
{
    /// <summary>Which protocols.</summary>
    public Option<string?> Protocol { get; } = new("--protocol") { Description = "A protocol, or all (default).", HelpName = "P|all" };

    /// <summary>How many groups.</summary>
    public Option<string?> Groups { get; } = new("--groups")
    {
        Description = $"So many groups at once, 1 (default) to {Worlds.Groups.GroupsWorld.MaxGroups}, that share processes; each with the protocol of --protocol, or with its own, as in --groups 2 --protocol P,TGDH.",
        HelpName = "N",
    };

    /// <summary>How many members.</summary>
    public Option<string?> Members { get; } = new("--members") { Description = "Members at the beginning: 4, or 2..6 (default 1..6).", HelpName = "N|N..M" };

    /// <summary>What may go wrong.</summary>
    public Option<string?> Faults { get; } = new("--faults")
    {
        Description = "Fault budget, as in crash=1,join=2,depth=3, or none. Names: " + string.Join(", ", Worlds.FaultBudget.Names.Select(n => n.Name)) + ".",
        HelpName = "SPEC",
    };

    /// <summary>What runs the schedules.</summary>
    public Option<string?> Engine { get; } = new("--engine")
    {
        Description = Running.Engine.Help + $" Coyote has strategies of its own, one schedule at a time, and by default {CheckArguments.CoyoteSchedules} schedules per protocol.", HelpName = "NAME",
    };

    /// <summary>How schedules are chosen.</summary>
    public Option<string?> Strategy { get; } = new("--strategy") { Description = "portfolio (default), random, fair, pct or delay; or exhaustive: every run of a scope, decided. With --engine coyote: " + string.Join(", ", CoyoteStrategy.Names) + ".", HelpName = "NAME" };

    /// <summary>How many schedules.</summary>
    public Option<string?> Schedules { get; } = new("--schedules") { Description = $"So many schedules per protocol (default {CheckArguments.FullSchedules}; of a mutant {Mutants.MutantHunt.Schedules}); the same report on every machine.", HelpName = "N" };

    /// <summary>How long.</summary>
    public Option<string?> Time { get; } = new("--time") { Description = "At most so long in all, as in 30s or 2m (default: no limit). What it ends is unfinished: exit code 3.", HelpName = "T" };

    /// <summary>Step bound.</summary>
    public Option<string?> Steps { get; } = new("--steps") { Description = $"At most so many steps per schedule (default 10000; of a mutant {Mutants.MutantHunt.Steps}). What it cuts off is not judged: exit code 3.", HelpName = "N" };

    /// <summary>Seed.</summary>
    public Option<string?> Seed { get; } = new("--seed") { Description = "Seed of the exploration (default 1).", HelpName = "N" };

    /// <summary>Workers.</summary>
    public Option<string?> Workers { get; } = new("--workers") { Description = "Worker threads (default: all cores).", HelpName = "N" };

    /// <summary>Order of a search.</summary>
    public Option<string?> Order { get; } = new("--order") { Description = "Exhaustive: breadth (default) or depth first.", HelpName = "ORDER" };

    /// <summary>Reductions of a search.</summary>
    public Option<string?> Reduction { get; } = new("--reduction") { Description = "Exhaustive: none (default), partial-order, symmetry or both.", HelpName = "NAME" };

    /// <summary>Memory of a search.</summary>
    public Option<string?> Memory { get; } = new("--memory") { Description = "Exhaustive: at most so much resident memory for the whole process, as in 8G (default 60% of what the machine or the container has).", HelpName = "SIZE" };

    /// <summary>Bound of the searches of states together with what a property remembers.</summary>
    public Option<string?> Pairs { get; } = new("--pairs")
    {
        Description = "Exhaustive: a property that does not say what its verdict rests on, and every property where the adversary acts, is searched together with what it remembers; at most so many pairs of a state and a memory, for each (default 2000).",
        HelpName = "N",
    };

    /// <summary>States without what happened before.</summary>
    public Option<bool> Functional { get; } = new("--functional")
    {
        Description = "Exhaustive: counts only states that the future tells apart; what happened before is no part of them, and only liveness is decided.",
    };

    /// <summary>Short.</summary>
    public Option<bool> Quick { get; } = new("--quick") { Description = $"{CheckArguments.QuickSchedules} schedules per protocol, about twenty seconds in all; unvisited cells and goals are only warned of." };

    /// <summary>A seeded bug.</summary>
    public Option<string?> Mutant { get; } = new("--mutant") { Description = "Explores a seeded bug instead of its protocol; see rekey mutants.", HelpName = "NAME" };

    /// <summary>The second reading of the table.</summary>
    public Option<bool> Lockstep { get; } = new("--lockstep")
    {
        Description = "Also fires each control table as a machine of Stateless in lockstep with every member; a difference is a violation, of Lockstep.",
    };

    /// <summary>Which part.</summary>
    public Option<string?> Shard { get; } = new("--shard")
    {
        Description = "Only part i of N, for a machine of its own; rekey merge makes one report of all parts. --schedules is of all parts together, --time of each.",
        HelpName = "i/N",
    };

    /// <summary>Reports.</summary>
    public OutputOptions Outputs { get; } = new();

    /// <summary>Evidence.</summary>
    public Option<string?> Evidence { get; } = new("--evidence")
    {
        Description = "Where all is as expected, keeps what was explored in this file, for spec render; entries of other protocols stay.", HelpName = "FILE",
    };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All =>
        [
            Protocol, Groups, Members, Faults, Engine, Strategy, Schedules, Time, Steps, Seed, Workers, Shard, Order, Reduction, Memory, Pairs, Functional, Quick, Mutant, Lockstep,
            .. Outputs.All, Evidence,
        ];
}
