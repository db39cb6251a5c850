using System.CommandLine;
using System.Globalization;
using Rekey.Cli.Arguments;
using Rekey.Cli.Commands;
using Rekey.Cli.Costs.Agreements;
using Rekey.Cli.Files;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Cli.Costs;

/// <summary>What <c>rekey costs</c> was asked to do.</summary>
/// <param name="Protocols">Which protocols with key trees.</param>
/// <param name="Agreements">Which key agreements.</param>
/// <param name="Events">Which events.</param>
/// <param name="Members">Which group sizes.</param>
/// <param name="Policy">How trees grow.</param>
/// <param name="Degree">Most children of a key.</param>
/// <param name="Json">Where the report goes.</param>
/// <param name="Html">Where the page goes.</param>
internal sealed record CostPlan(
    IReadOnlyList<CostProtocol> Protocols,
    IReadOnlyList<ProtocolDefinition> Agreements,
    IReadOnlyList<CostEvent> Events,
    IReadOnlyList<int> Members,
    string Policy,
    int Degree,
    string? Json,
    string? Html)
{
    private const int MostChildren = 16;

    private static readonly IReadOnlyList<string> EventNames = [.. Enum.GetNames<CostEvent>().Select(static n => n.ToLowerInvariant())];

    private static readonly IReadOnlyList<CostEvent> AllEvents = Enum.GetValues<CostEvent>();

    private static readonly IReadOnlyList<string> ProtocolNames = [.. CostProtocol.Names, .. AgreementScenario.Protocols.Select(static p => p.Spec.Name)];

    /// <summary>What the generated tables show: all protocols and events, every power of two from 2 to 128.</summary>
    public static CostPlan Standard { get; } = new(
        [.. CostProtocol.Names.Select(static n => CostProtocol.Find(n, "paper", 2))], AgreementScenario.Protocols, AllEvents, [2, 4, 8, 16, 32, 64, 128], "paper", 2, null, null);

    /// <summary>The events that protocols with key trees are measured in.</summary>
    public IReadOnlyList<CostEvent> TreeEvents => [.. Events.Where(CostProtocol.Events.Contains)];

    /// <summary>Reads the options; output files are tried here.</summary>
    /// <exception cref="FormatException">A value is wrong.</exception>
    /// <exception cref="IOException">An output file cannot be written.</exception>
    public static CostPlan From(CostOptions options, ParseResult result)
    {
        var policy = result.GetValue(options.Policy) ?? Standard.Policy;
        var degree = Numbers.Whole("--degree", result.GetValue(options.Degree), Standard.Degree, 2, MostChildren);
        var names = Words(result.GetValue(options.Protocol), ProtocolNames).Select(Protocol).Distinct().ToList();
        var plan = new CostPlan(
            [.. names.Where(CostProtocol.Names.Contains).Select(n => CostProtocol.Find(n, policy, degree))],
            [.. names.Where(static n => !CostProtocol.Names.Contains(n)).Select(ProtocolRegistry.Find)],
            [.. Words(result.GetValue(options.Event), EventNames).Select(Event).Distinct()],
            MembersOf(result.GetValue(options.Members)),
            policy,
            degree,
            result.GetValue(options.Json),
            result.GetValue(options.Html));
        if (plan.Agreements.Count == 0 && plan.TreeEvents.Count == 0)
        {
            throw new FormatException($"--event '{result.GetValue(options.Event)}': only key agreements are measured in it");
        }

        OutputSet.Require([("--json", plan.Json), ("--html", plan.Html)]);
        return plan;
    }

    /// <summary>Measures everything, in the order of protocols, events and members.</summary>
    public CostReport Measure(Action<long, double>? progress = null, CancellationToken cancel = default)
    {
        var (trees, agreements) = (new List<CostRow>(), new List<AgreementCost>());
        var (done, all) = (0, (Protocols.Count + Agreements.Count) * Members.Count);
        foreach (var members in Members)
        {
            foreach (var protocol in Protocols)
            {
                trees.AddRange(CostRuns.Measure(protocol, members, TreeEvents));
                Proceed();
            }

            foreach (var protocol in Agreements)
            {
                agreements.AddRange(AgreementRuns.Measure(protocol, members, Events));
                Proceed();
            }
        }

        return new CostReport(
            [.. trees.OrderBy(r => Protocols.ToList().IndexOf(r.Protocol)).ThenBy(r => Events.ToList().IndexOf(r.Event))],
            [.. agreements.OrderBy(c => Agreements.ToList().FindIndex(p => p.Spec.Name == c.Protocol)).ThenBy(c => Events.ToList().IndexOf(c.Event))]);

        void Proceed()
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Invoke(++done, (double)done / all);
        }
    }

    private static string Protocol(string name) => ProtocolNames.FirstOrDefault(p => string.Equals(p, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException($"--protocol '{name}': unknown protocol{Suggestion.For(name, ProtocolNames)}; expected all or some of {string.Join(", ", ProtocolNames)}");

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

        return [.. text.Split(',', StringSplitOptions.TrimEntries).SelectMany(p => Range(text, p)).Distinct().Order()];
    }

    /// <summary>A number, or all from one to another.</summary>
    private static IEnumerable<int> Range(string text, string part)
    {
        var ends = part.Split("..").Select(e => Size(text, e)).ToList();
        return ends is [var only] ? [only]
            : ends is [var first, var last] && first <= last ? Enumerable.Range(first, last - first + 1)
            : throw new FormatException($"--members '{text}': '{part}' is no range; expected two numbers, the smaller one first, as in 2..8");
    }

    private static int Size(string text, string number)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
        {
            throw new FormatException($"--members '{text}': '{number}' is no number; expected a list of numbers and ranges, as in 2,4,8 or 2..8");
        }

        return n is >= CostRuns.LeastMembers and <= CostRuns.MostMembers
            ? (int)n
            : throw new FormatException($"--members '{text}': {number} is out of bounds; expected numbers from {CostRuns.LeastMembers} to {CostRuns.MostMembers}");
    }
}

/// <summary>What was measured.</summary>
/// <param name="Trees">Of protocols with key trees.</param>
/// <param name="Agreements">Of key agreements.</param>
internal sealed record CostReport(IReadOnlyList<CostRow> Trees, IReadOnlyList<AgreementCost> Agreements)
{
    /// <summary>Whether a measurement is not what is stated.</summary>
    public bool IsWrong => Trees.Any(static r => r.Differences.Count > 0) || Agreements.Any(static c => c.Differences.Count > 0);
}
