using System.CommandLine;
using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Cli.Commands;
using Rekey.Cli.Running;
using Rekey.Mutants;
using Rekey.Reports.Checking;
using Rekey.Reports.Printing;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Groups;
using Rekey.Worlds.Layers;

namespace Rekey.Cli.Arguments;

/// <summary>Reads what <c>rekey check</c> is asked to do.</summary>
internal static class CheckArguments
{
    /// <summary>Schedules of each protocol: as many on every machine, about two minutes in all on two cores.</summary>
    public const long FullSchedules = 48_600;

    /// <summary>The same where it should be quick: about twenty seconds.</summary>
    public const long QuickSchedules = 8_100;

    /// <summary>Schedules of each protocol under Coyote, which takes some hundred times as long: four of each scenario.</summary>
    public const long CoyoteSchedules = 216;

    /// <summary>The same where it should be quick: one of each.</summary>
    private const long QuickCoyoteSchedules = 54;

    private const int DefaultSteps = 10_000;
    private const int LeastMembers = 1;
    private const int MostMembers = CheckRequest.DefaultMembers;

    /// <summary>Reads the options; output files are tried here, before the long run.</summary>
    /// <exception cref="FormatException">A value is wrong, or two options exclude each other.</exception>
    /// <exception cref="IOException">An output file cannot be written.</exception>
    public static CheckPlan Plan(CheckOptions options, ParseResult result)
    {
        string? Text(Option<string?> option) => result.GetValue(option);
        var quick = result.GetValue(options.Quick);
        var engine = Engine.Of(Text(options.Engine));
        if (engine == Engine.Coyote)
        {
            RefuseUnderCoyote(options, result);
        }

        var mutant = Text(options.Mutant) is { } name ? MutantRegistry.Find(name) : null;
        Exclude(("--schedules", Text(options.Schedules) is not null), ("--quick", quick));
        var groups = Numbers.Whole("--groups", Text(options.Groups), 1, 1, GroupsWorld.MaxGroups);
        Exclude(("--groups", Text(options.Groups) is not null), ("--mutant", mutant is not null));
        var protocols = groups > 1 ? Names.InGroups(Text(options.Protocol), groups) : Protocols(Text(options.Protocol), mutant, Faults(Text(options.Faults)));
        var template = new CheckRequest
        {
            Protocol = protocols[0],
            Scenarios = [],
            Strategy = engine.Strategy(Text(options.Strategy)),
            Seed = Numbers.Whole("--seed", Text(options.Seed), 1UL, 0UL, engine == Engine.Coyote ? uint.MaxValue : ulong.MaxValue),
            Schedules = Numbers.Whole("--schedules", Text(options.Schedules), DefaultSchedules(engine, quick, mutant is not null), 1, 1_000_000_000_000),
            Steps = Numbers.Whole("--steps", Text(options.Steps), mutant is null ? DefaultSteps : MutantHunt.Steps, 1, 10_000_000),
            Workers = Numbers.Whole("--workers", Text(options.Workers), Environment.ProcessorCount, 1, 1024),
            Shard = ShardOf(Text(options.Shard)),
            Lockstep = result.GetValue(options.Lockstep),
        };
        template = mutant is null ? template : MutantHunt.Hunting(mutant, template);
        var (members, faults) = (Numbers.Members(Text(options.Members)), Faults(Text(options.Faults)));
        var outputs = options.Outputs.Of(result, Text(options.Evidence)).Require();
        Exclude(("--mutant", mutant is not null), ("--evidence", outputs.Evidence is not null));
        Exclude(("--shard", Text(options.Shard) is not null), ("--evidence", outputs.Evidence is not null));
        var narrowedBy = new[]
        {
            ("--engine", engine == Engine.Coyote),
            ("--members", members is var (least, most) && (least > LeastMembers || most < MostMembers)),
            ("--faults", faults is not null),
            ("--strategy", template.Strategy != engine.Strategy(null)),
            ("--schedules", Text(options.Schedules) is not null && template.Schedules < DefaultSchedules(engine, quick: false, hunting: false)),
            ("--steps", Text(options.Steps) is not null && template.Steps < DefaultSteps),
            ("--mutant", mutant is not null),
        }.Where(static o => o.Item2).Select(static o => o.Item1).ToList();
        return new CheckPlan(
            [.. protocols.Select(p => template with { Protocol = p, Scenarios = Scenarios(p, mutant, members, faults), Schedules = template.Schedules / WeightOf(p, asked: Text(options.Schedules) is not null || mutant is not null) })],
            narrowedBy.Count > 0 ? Breadth.NotJudged : quick ? Breadth.Warned : Breadth.Required,
            protocols.Count > 1 && !result.GetValue(options.Outputs.Verbose), mutant, outputs, CommandOf(options, result))
        {
            Time = Numbers.Duration("--time", Text(options.Time)), NarrowedBy = narrowedBy,
        };
    }

    private static int WeightOf(IDefinition protocol, bool asked) => protocol is LayerDefinition layer && !asked ? layer.Weight : 1;

    private static long DefaultSchedules(Engine engine, bool quick, bool hunting) => engine == Engine.Coyote
        ? quick ? QuickCoyoteSchedules : hunting ? Engine.CoyoteHunt : CoyoteSchedules
        : quick ? QuickSchedules : hunting ? MutantHunt.Schedules : FullSchedules;

    private static void RefuseUnderCoyote(CheckOptions options, ParseResult result)
    {
        Option[] without = [options.Shard, options.Workers, options.Order, options.Reduction, options.Memory, options.Pairs, options.Functional];
        if (without.FirstOrDefault(o => result.GetResult(o) is { Implicit: false }) is { } given)
        {
            throw new FormatException(
                $"{given.Name}: with --engine coyote it means nothing: one schedule runs at a time, and nothing is searched; expected --strategy, --schedules, --time, --steps or --seed");
        }
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

    /// <summary>The options that decide what is explored, as a command.</summary>
    public static string CommandOf(CheckOptions options, ParseResult result)
    {
        Option<string?>[] deciding =
        [
            options.Protocol, options.Groups, options.Members, options.Faults, options.Engine, options.Strategy, options.Schedules, options.Time, options.Steps, options.Seed, options.Shard, options.Mutant,
            options.Order, options.Reduction, options.Memory, options.Pairs,
        ];
        Option<bool>[] flags = [options.Functional, options.Quick, options.Lockstep];
        return Invocation.Named(
        [
            "check", .. deciding.Where(o => result.GetValue(o) is not null).SelectMany(o => new[] { o.Name, result.GetValue(o)! }),
            .. flags.Where(result.GetValue).Select(static o => o.Name),
        ]);
    }

    private static void Exclude(params (string Option, bool Given)[] options)
    {
        if (options.Where(o => o.Given).Select(o => o.Option).ToList() is [var first, var second, ..])
        {
            throw new FormatException($"{first} and {second} exclude each other; expected one of them");
        }
    }

    private static IReadOnlyList<IDefinition> Protocols(string? text, Mutant? mutant, string? faults)
    {
        if (mutant is null)
        {
            return Names.Protocols(text, faults);
        }

        var definition = Definitions.Find(text ?? mutant.Protocol);
        return mutant.IsIn(definition) ? [definition] : throw new FormatException($"--protocol '{text}': mutant '{mutant.Name}' is one of {mutant.Protocol}");
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

    private static IReadOnlyList<Scenario> Scenarios(IDefinition protocol, Mutant? mutant, (int Least, int Most)? members, string? faults)
    {
        // What stands on the mutant's own definition has scenarios of its own.
        mutant = mutant?.Protocol == protocol.Spec.Name ? mutant : null;
        var (least, most) = members ?? (mutant is null ? (LeastMembers, MostMembers) : (mutant.Members, mutant.Members));
        if (protocol is SharedGroups several && faults is null && mutant is null && !several.Menu.Any(e => e.Most >= least && e.Least <= most))
        {
            throw new FormatException($"--members '{least}..{most}': of several groups no scenario begins with so many; expected some of {several.Menu.Min(static e => e.Least)}..{several.Menu.Max(static e => e.Most)}, or a budget of --faults");
        }

        try
        {
            return [.. CheckRequest.DefaultScenarios(protocol, least, most, faults ?? mutant?.Faults).Select(s => mutant is null ? s : s with { Start = mutant.Start })];
        }
        catch (FormatException e)
        {
            throw new FormatException($"--faults '{faults}': {e.Message}", e);
        }
    }
}
