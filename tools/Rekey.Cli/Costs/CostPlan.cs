using System.CommandLine;
using System.Globalization;
using Rekey.Cli.Arguments;
using Rekey.Cli.Commands;
using Rekey.Worlds;

namespace Rekey.Cli.Costs;

/// <summary>What <c>rekey costs</c> was asked to do.</summary>
/// <param name="Protocols">Which protocols.</param>
/// <param name="Events">Which events.</param>
/// <param name="Members">Which group sizes.</param>
/// <param name="Policy">How trees grow.</param>
/// <param name="Degree">Most children of a key.</param>
/// <param name="Json">Where the report goes.</param>
/// <param name="Html">Where the page goes.</param>
internal sealed record CostPlan(
    IReadOnlyList<CostProtocol> Protocols, IReadOnlyList<CostEvent> Events, IReadOnlyList<int> Members, string Policy, int Degree, string? Json, string? Html)
{
    private const int MostChildren = 16;

    private static readonly IReadOnlyList<string> EventNames = [.. Enum.GetNames<CostEvent>().Select(static n => n.ToLowerInvariant())];

    /// <summary>What the generated tables show: all protocols and events, every power of two from 2 to 128.</summary>
    public static CostPlan Standard { get; } = new(
        [.. CostProtocol.Names.Select(static n => CostProtocol.Find(n, "paper", 2))], Enum.GetValues<CostEvent>(), [2, 4, 8, 16, 32, 64, 128], "paper", 2, null, null);

    /// <summary>Reads the options; output files are tried here.</summary>
    /// <exception cref="FormatException">A value is wrong.</exception>
    /// <exception cref="IOException">An output file cannot be written.</exception>
    public static CostPlan From(CostOptions options, ParseResult result)
    {
        var policy = result.GetValue(options.Policy) ?? Standard.Policy;
        var degree = Numbers.Whole("--degree", result.GetValue(options.Degree), Standard.Degree, 2, MostChildren);
        var plan = new CostPlan(
            [.. Words(result.GetValue(options.Protocol), CostProtocol.Names).Select(n => CostProtocol.Find(n, policy, degree)).DistinctBy(static p => p.Name)],
            [.. Words(result.GetValue(options.Event), EventNames).Select(Event).Distinct()],
            MembersOf(result.GetValue(options.Members)),
            policy,
            degree,
            result.GetValue(options.Json),
            result.GetValue(options.Html));
        OutputPath.Require("--json", plan.Json);
        OutputPath.Require("--html", plan.Html);
        return plan;
    }

    /// <summary>Measures everything, in the order of protocols, events and members.</summary>
    public IReadOnlyList<CostRow> Measure(Action<long, double>? progress = null, CancellationToken cancel = default)
    {
        var rows = new List<CostRow>();
        var (done, all) = (0, Protocols.Count * Members.Count);
        foreach (var protocol in Protocols)
        {
            foreach (var members in Members)
            {
                cancel.ThrowIfCancellationRequested();
                rows.AddRange(CostRuns.Measure(protocol, members, Events));
                progress?.Invoke(++done, (double)done / all);
            }
        }

        return [.. rows.OrderBy(r => Protocols.ToList().IndexOf(r.Protocol)).ThenBy(r => Events.ToList().IndexOf(r.Event))];
    }

    private static IReadOnlyList<string> Words(string? text, IReadOnlyList<string> all) =>
        text is null || string.Equals(text, "all", StringComparison.OrdinalIgnoreCase) ? all : text.Split(',', StringSplitOptions.TrimEntries);

    private static CostEvent Event(string name)
    {
        var at = EventNames.ToList().IndexOf(name.ToLowerInvariant());
        return at >= 0
            ? (CostEvent)at
            : throw new FormatException($"--event '{name}': unknown event{Suggestion.For(name, EventNames)}; expected all or some of {string.Join(", ", EventNames)}");
    }

    private static IReadOnlyList<int> MembersOf(string? text)
    {
        if (text is null)
        {
            return Standard.Members;
        }

        var numbers = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
            {
                throw new FormatException($"--members '{text}': '{part}' is no number; expected a list of numbers, as in 2,4,8");
            }

            if (n is < CostRuns.LeastMembers or > CostRuns.MostMembers)
            {
                throw new FormatException($"--members '{text}': {part} is out of bounds; expected numbers from {CostRuns.LeastMembers} to {CostRuns.MostMembers}");
            }

            numbers.Add((int)n);
        }

        return [.. numbers.Distinct().Order()];
    }
}
