using System.CommandLine;
using Rekey.Cli.Arguments;
using Rekey.Cli.Commands;
using Rekey.Monitors.Checking;
using Rekey.Mutants;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Cli.Checking;

/// <summary>What <c>rekey check</c> was asked to do, read and found possible.</summary>
/// <param name="Requests">One exploration per protocol.</param>
/// <param name="Breadth">What unvisited cells and unreached goals mean.</param>
/// <param name="Compact">Whether the table collapses what holds.</param>
/// <param name="Mutant">The mutant; null for protocols as specified.</param>
/// <param name="Outputs">Where reports go.</param>
/// <param name="Command">The options that decide what is explored, as a command.</param>
internal sealed record CheckPlan(
    IReadOnlyList<CheckRequest> Requests, Breadth Breadth, bool Compact, Mutant? Mutant, CheckOutputs Outputs, string Command)
{
    private static readonly TimeSpan FullTime = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan QuickTime = TimeSpan.FromSeconds(28);
    private const int LeastMembers = 1;
    private const int MostMembers = CheckRequest.DefaultMembers;

    /// <summary>Reads the options; output files are tried here, before the long run.</summary>
    /// <exception cref="FormatException">A value is wrong, or two options exclude each other.</exception>
    /// <exception cref="IOException">An output file cannot be written.</exception>
    public static CheckPlan From(CheckOptions options, ParseResult result)
    {
        string? Text(Option<string?> option) => result.GetValue(option);
        var quick = result.GetValue(options.Quick);
        var schedules = Numbers.Whole("--schedules", Text(options.Schedules), long.MaxValue, 1, 1_000_000_000_000);
        var time = Numbers.Duration("--time", Text(options.Time));
        Exclude(("--schedules", Text(options.Schedules) is not null), ("--time", time is not null), ("--quick", quick));
        if (schedules == long.MaxValue)
        {
            time ??= quick ? QuickTime : FullTime;
        }

        var mutant = Text(options.Mutant) is { } name ? MutantRegistry.Find(name) : null;
        var protocols = Protocols(Text(options.Protocol), mutant);
        var template = new CheckRequest
        {
            Protocol = protocols[0],
            Scenarios = [],
            Strategy = Names.Strategy(Text(options.Strategy)),
            Seed = Numbers.Whole("--seed", Text(options.Seed), 1UL, 0UL, ulong.MaxValue),
            Schedules = schedules,
            Time = time is { } all ? all / protocols.Count : null,
            Steps = Numbers.Whole("--steps", Text(options.Steps), 10_000, 1, 10_000_000),
            Workers = Numbers.Whole("--workers", Text(options.Workers), Environment.ProcessorCount, 1, 1024),
            Shard = ShardOf(Text(options.Shard)),
            Mutate = mutant is null ? null : mutant.Mutate,
        };
        var (members, faults) = (Numbers.Members(Text(options.Members)), Faults(Text(options.Faults)));
        var outputs = options.Outputs.Of(result, Text(options.Evidence)).Require();
        Exclude(("--mutant", mutant is not null), ("--evidence", outputs.Evidence is not null));
        Exclude(("--shard", Text(options.Shard) is not null), ("--evidence", outputs.Evidence is not null));
        var narrowed = members is not null || faults is not null || mutant is not null || schedules != long.MaxValue || Text(options.Time) is not null
            || Text(options.Steps) is not null || Text(options.Strategy) is not null;
        return new CheckPlan(
            [.. protocols.Select(p => template with { Protocol = p, Scenarios = Scenarios(p, mutant, members, faults) })],
            narrowed ? Breadth.NotJudged : quick ? Breadth.Warned : Breadth.Required,
            protocols.Count > 1 && !result.GetValue(options.Outputs.Verbose), mutant, outputs, CommandOf(options, result, quick));
    }

    private static Shard ShardOf(string? text)
    {
        try
        {
            return text is null ? Shard.Whole : Shard.Parse(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"--shard {e.Message}", e);
        }
    }

    private static string CommandOf(CheckOptions options, ParseResult result, bool quick)
    {
        Option<string?>[] deciding = [options.Protocol, options.Members, options.Faults, options.Strategy, options.Schedules, options.Time, options.Steps, options.Seed, options.Shard, options.Mutant];
        var given = deciding.Where(o => result.GetValue(o) is not null).SelectMany(o => new[] { o.Name, result.GetValue(o)! });
        return Invocation.Named(["check", .. given, .. quick ? ["--quick"] : Array.Empty<string>()]);
    }

    private static void Exclude(params (string Option, bool Given)[] options)
    {
        if (options.Where(o => o.Given).Select(o => o.Option).ToList() is [var first, var second, ..])
        {
            throw new FormatException($"{first} and {second} exclude each other; expected one of them");
        }
    }

    private static IReadOnlyList<ProtocolDefinition> Protocols(string? text, Mutant? mutant)
    {
        if (mutant is null)
        {
            return Names.Protocols(text);
        }

        return text is null || string.Equals(text, mutant.Protocol, StringComparison.OrdinalIgnoreCase)
            ? [ProtocolRegistry.Find(mutant.Protocol)]
            : throw new FormatException($"--protocol '{text}': mutant '{mutant.Name}' is one of {mutant.Protocol}");
    }

    private static string? Faults(string? text)
    {
        try
        {
            return text is null ? null : FaultBudget.Parse(text).ToString();
        }
        catch (FormatException e)
        {
            throw new FormatException($"--faults '{text}': {e.Message}", e);
        }
    }

    private static IReadOnlyList<Scenario> Scenarios(ProtocolDefinition protocol, Mutant? mutant, (int Least, int Most)? members, string? faults)
    {
        var (least, most) = members ?? (mutant is null ? (LeastMembers, MostMembers) : (mutant.Members, mutant.Members));
        return CheckRequest.DefaultScenarios(protocol, least, most, faults ?? mutant?.Faults);
    }
}

/// <summary>What it means that an exploration did not visit a cell or did not reach a goal.</summary>
internal enum Breadth
{
    /// <summary>A failure: the exploration was meant to be complete.</summary>
    Required,

    /// <summary>A warning: it was meant to be short.</summary>
    Warned,

    /// <summary>Nothing: it was meant to look at something particular.</summary>
    NotJudged,
}
