using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Checking.Judging;
using Rekey.Cli.Commands;
using Rekey.Explorer.Exhaustive;
using Rekey.Explorer.Strategies;
using Rekey.Mutants;
using Rekey.Reports.Exhaustive;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;
using Rekey.Worlds.Layers;

namespace Rekey.Cli.Arguments;

/// <summary>Reads what <c>rekey check --strategy exhaustive</c> is asked to do.</summary>
internal static partial class ExhaustiveArguments
{
    private static readonly string[] Orders = ["breadth", "depth"];
    private static readonly string[] Reductions = ["none", "partial-order", "symmetry", "both"];

    /// <summary>Reads the options; output files are tried here, before the long run.</summary>
    /// <exception cref="FormatException">A value is wrong, or an option means nothing in a search.</exception>
    /// <exception cref="IOException">An output file cannot be written.</exception>
    public static ExhaustivePlan Plan(CheckOptions options, ParseResult result)
    {
        string? Text(Option<string?> option) => result.GetValue(option);
        Refuse(result, "an exhaustive search has no schedules, shards, step bound or seed; expected --members, --faults, --time or --memory", options.Schedules, options.Steps, options.Seed, options.Shard);

        if (result.GetValue(options.Lockstep))
        {
            throw new FormatException("--lockstep: a search goes back and forth between runs, and a second machine cannot; expected it with a sampling strategy");
        }

        if (result.GetValue(options.Functional) && Text(options.Evidence) is not null)
        {
            throw new FormatException("--functional and --evidence exclude each other; expected one of them");
        }

        var mutant = Text(options.Mutant) is { } name ? MutantRegistry.Find(name) : null;
        var protocols = mutant is null ? Names.Protocols(Text(options.Protocol), Text(options.Faults)) : [Definitions.Find(mutant.Protocol)];
        if (protocols is [SharedGroups] || Text(options.Groups) is not (null or "1"))
        {
            throw new FormatException($"--groups: several groups are not searched, only sampled; expected --strategy {string.Join(", ", Portfolio.Names)} or portfolio");
        }

        protocols = [.. protocols.Where(static p => p is not SharedGroups)];
        var outputs = options.Outputs.Of(result, Text(options.Evidence)).Require();
        if (Text(options.Evidence) is { } kept)
        {
            // What cannot be added to is refused now, and not after an hour.
            _ = ScopeFile.Read(kept);
        }

        var reduction = OneOf("--reduction", Text(options.Reduction), Reductions);
        var isOfRows = reduction != "none" || result.GetValue(options.Functional);
        var scenarios = protocols.SelectMany(p => Scenarios(p, mutant, Numbers.Members(Text(options.Members)), Text(options.Faults), result.GetValue(options.Quick), isOfRows));
        if (isOfRows && !scenarios.All(ProductSearch.HasSpace))
        {
            throw new FormatException("--reduction and --functional are about rows of numbers; a scope with an active adversary, or of a layer, is searched without them");
        }

        var pairs = Numbers.Whole("--pairs", Text(options.Pairs), 2_000, 0, int.MaxValue);
        return new ExhaustivePlan(
            [.. scenarios.Select(s => new CheckRequest { Protocol = s.Protocol, Scenarios = [s], Pairs = pairs }).Select(r => mutant is null ? r : MutantHunt.Hunting(mutant, r))],
            new ExhaustiveRequest
            {
                Order = OneOf("--order", Text(options.Order), Orders) == "depth" ? SearchOrder.Depth : SearchOrder.Breadth,
                Workers = Numbers.Whole("--workers", Text(options.Workers), Environment.ProcessorCount, 1, 1024),
                Memory = Bytes(Text(options.Memory)) ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 6 / 10,
                Time = Numbers.Duration("--time", Text(options.Time)),
            },
            new SpaceOptions { Histories = !result.GetValue(options.Functional), PartialOrder = reduction is "partial-order" or "both", Symmetry = reduction is "symmetry" or "both" },
            mutant, outputs, CheckArguments.CommandOf(options, result));
    }

    private static IReadOnlyList<Scenario> Scenarios(IDefinition protocol, Mutant? mutant, (int Least, int Most)? members, string? faults, bool quick, bool isOfRows)
    {
        if (mutant is null && members is null && faults is null)
        {
            return [.. (quick ? Scopes.Small(protocol) : Scopes.All(protocol)).Where(s => !isOfRows || s.Faults.Of(FaultKind.Power) == 0)];
        }

        var (least, most) = members ?? (mutant?.Members ?? 3, mutant?.Members ?? 3);
        try
        {
            var budget = faults ?? mutant?.Faults ?? "crash=1,join=1,depth=2";
            var scenarios = Enumerable.Range(least, most - least + 1).Select(n => Scopes.Begun(Definitions.ScenarioOf(protocol, n, budget))).ToList();
            if (ProductSearch.HasSpace(scenarios[^1]))
            {
                _ = new VsSpace(scenarios[^1]);
            }

            return scenarios;
        }
        catch (Exception e) when (e is FormatException or NotSupportedException)
        {
            throw new FormatException($"--faults '{faults ?? mutant?.Faults}', --members '{least}..{most}': {e.Message}", e);
        }
    }

    private static void Refuse(ParseResult result, string why, params Option<string?>[] options)
    {
        if (options.FirstOrDefault(o => result.GetValue(o) is not null) is { } given)
        {
            throw new FormatException($"{given.Name}: {why}");
        }
    }

    private static string OneOf(string option, string? text, string[] known) => text is null ? known[0]
        : known.Contains(text) ? text
        : throw new FormatException($"{option} '{text}': unknown{Suggestion.For(text, known)}; expected one of {string.Join(", ", known)}");

    private static long? Bytes(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var match = Size().Match(text);
        var bytes = match.Success ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) << (match.Groups[2].Value == "G" ? 30 : 20) : 0;
        return bytes >= 64 << 20 ? bytes : throw new FormatException($"--memory '{text}': expected at least 64M, as in 512M or 8G");
    }

    [GeneratedRegex("^([0-9]{1,6})([MG])$")]
    private static partial Regex Size();
}
