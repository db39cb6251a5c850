using System.CommandLine;
using Rekey.Cli.Arguments;
using Rekey.Mutation;
using Rekey.Mutation.Operators;
using Rekey.Reports;
using Rekey.Reports.Files;
using Rekey.Reports.Mutating;
using Rekey.Reports.Printing;
using Rekey.Worlds;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey mutate</c>: breaks the project on purpose, and says what notices.</summary>
internal static class MutateCommand
{
    private const string Description =
        """
        Breaks each rule in turn, and says which of exploration, exhaustive search, vectors, drills and tests notice.

        Operators change one place of reference/, of a control table or of a monitor, and the assembly with the change is put in the place of the
        right one, in a copy of the repository; the project's own mutants are broken by hand. Needs a Release build of the solution. Takes minutes
        for each breakage that only tests can notice, and hours for all: made for the night, and to be continued with --resume.


        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new MutateOptions();
        var command = new Command("mutate", Description + ExitCode.Help);
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(result =>
        {
            var plan = Plan(options, result);
            return result.GetValue(options.List) ? Listed(plan, terminal) : MutationRun.Execute(plan, terminal);
        });
        return command;
    }

    private static MutationPlan Plan(MutateOptions options, ParseResult result)
    {
        string? Text(Option<string?> option) => result.GetValue(option);
        var root = RepositoryRoot.Find(Text(options.Root), Environment.CurrentDirectory, "--root");
        var schedules = Numbers.Whole("--schedules", Text(options.Schedules), 2_000L, 1L, 1_000_000_000L);
        var data = Text(options.Data) ?? Path.Combine(root, MutationJson.File);
        OutputPath.Require("--data", data);
        return new MutationPlan(
            root,
            Breakages(root, Text(options.Area), Text(options.Rule), Text(options.File), Text(options.Operator)),
            Numbers.Whole("--per-rule", Text(options.PerRule), 1, 1, 1_000_000),
            Numbers.Whole("--sample", Text(options.Sample), int.MaxValue, 1, int.MaxValue),
            Numbers.Whole("--seed", Text(options.Seed), 1UL, 0UL, ulong.MaxValue),
            Channels(Text(options.Channels), schedules),
            data,
            result.GetValue(options.Resume),
            CommandOf(options, result));
    }

    private static List<Breakage> Breakages(string root, string? area, string? rule, string? file, string? by)
    {
        var all = BreakageFinder.All(root).Concat(OwnMutants.All(root)).ToList();
        string[] areas = [.. Enum.GetNames<Area>().Select(static a => a.ToLowerInvariant()), "all"];
        if (area is not null && !areas.Contains(area))
        {
            throw new FormatException($"--area '{area}': unknown{Suggestion.For(area, areas)}; expected one of {string.Join(", ", areas)}");
        }

        var chosen = all.Where(b => area is null or "all" || string.Equals(b.Area.ToString(), area, StringComparison.OrdinalIgnoreCase)).ToList();
        string[] operators = [.. BreakageOperator.All.Select(static o => o.Name)];
        if (by is not null && !operators.Contains(by))
        {
            throw new FormatException($"--operator '{by}': unknown{Suggestion.For(by, operators)}; expected one of {string.Join(", ", operators)}");
        }

        chosen = by is null ? chosen : [.. chosen.Where(b => b.Operator == by)];
        chosen = rule is null ? chosen : [.. chosen.Where(b => b.Rule == rule)];
        chosen = file is null ? chosen : [.. chosen.Where(b => b.File.Contains(file, StringComparison.Ordinal))];
        return chosen.Count > 0
            ? chosen
            : throw new FormatException($"{(file is not null ? $"--file '{file}'" : $"--rule '{rule}'")}: there is nothing to break; expected a rule as in T-10, or a part of a file's path, of the area");
    }

    private static IReadOnlyList<Channel> Channels(string? text, long schedules)
    {
        var all = MutationChannels.All(schedules);
        if (text is null)
        {
            return all;
        }

        var names = text.Split(',');
        return names.FirstOrDefault(n => !MutationChannels.Names.Contains(n)) is { } unknown
            ? throw new FormatException($"--channels '{unknown}': unknown{Suggestion.For(unknown, MutationChannels.Names)}; expected some of {string.Join(",", MutationChannels.Names)}")
            : [.. all.Where(c => names.Contains(c.Name))];
    }

    private static int Listed(MutationPlan plan, Terminal terminal)
    {
        foreach (var breakage in Campaign.InTurn(plan.Breakages, plan.PerRule, plan.Seed).Take(plan.Most))
        {
            terminal.Line($"{breakage.Rule ?? "-",-6} {breakage.Id} (line {breakage.Line}): {breakage.Before} => {breakage.After}");
        }

        return ExitCode.AsExpected;
    }

    private static string CommandOf(MutateOptions options, ParseResult result)
    {
        Option<string?>[] deciding = [options.Area, options.Rule, options.File, options.Operator, options.PerRule, options.Sample, options.Seed, options.Schedules, options.Channels];
        return string.Join(' ', ["rekey mutate", .. deciding.Where(o => result.GetValue(o) is not null).Select(o => $"{o.Name} {result.GetValue(o)}")]);
    }

    /// <summary>The options of the command.</summary>
    private sealed class MutateOptions
    {
        public Option<string?> Area { get; } = new("--area") { Description = "reference, table, monitor, mutant or all (default): what is broken.", HelpName = "NAME" };

        public Option<string?> Rule { get; } = new("--rule") { Description = "Only breakages of one rule, or of one monitor.", HelpName = "ID" };

        public Option<string?> File { get; } = new("--file") { Description = "Only breakages of files whose path holds this.", HelpName = "PART" };

        public Option<string?> Operator { get; } = new("--operator") { Description = "Only breakages by one operator, as in negate.", HelpName = "NAME" };

        public Option<string?> PerRule { get; } = new("--per-rule") { Description = "At most so many breakages of each rule (default 1), those kept counted with --resume.", HelpName = "N" };

        public Option<string?> Sample { get; } = new("--sample") { Description = "At most so many breakages in all.", HelpName = "N" };

        public Option<string?> Seed { get; } = new("--seed") { Description = "Which of a rule's breakages come first (default 1).", HelpName = "N" };

        public Option<string?> Schedules { get; } = new("--schedules") { Description = "Exploration: so many schedules of each protocol (default 2000).", HelpName = "N" };

        public Option<string?> Channels { get; } = new("--channels")
        {
            Description = $"Asks only these (default {string.Join(",", MutationChannels.Names)}); tests are asked where no other noticed.", HelpName = "NAMES",
        };

        public Option<string?> Data { get; } = new("--data") { Description = $"Where it is kept what was found out (default {MutationJson.File}).", HelpName = "FILE" };

        public Option<bool> Resume { get; } = new("--resume") { Description = "Does not try again what is kept." };

        public Option<bool> List { get; } = new("--list") { Description = "Breaks nothing; lists what would be broken." };

        public Option<string?> Root { get; } = new("--root") { Description = "The repository (default: the folder above this one that has Rekey.Verified.sln).", HelpName = "DIR" };

        public IReadOnlyList<Option> All => [Area, Rule, File, Operator, PerRule, Sample, Seed, Schedules, Channels, Data, Resume, List, Root];
    }
}
