using System.CommandLine;
using System.Globalization;
using Rekey.Cli.Commands;
using Rekey.Costs;
using Rekey.Costs.Agreements;
using Rekey.Reports.Files;
using Rekey.Worlds;

namespace Rekey.Cli.Arguments;

/// <summary>Reads what <c>rekey costs</c> is asked to do.</summary>
internal static class CostArguments
{
    private const int MostChildren = 16;

    private static readonly IReadOnlyList<string> EventNames = [.. Enum.GetNames<CostEvent>().Select(static n => n.ToLowerInvariant())];

    private static readonly IReadOnlyList<string> ProtocolNames = [.. CostProtocol.Names, .. AgreementScenario.Protocols.Select(static p => p.Spec.Name)];

    /// <summary>Reads the options; output files are tried here.</summary>
    /// <exception cref="FormatException">A value is wrong.</exception>
    /// <exception cref="IOException">An output file cannot be written.</exception>
    public static CostPlan Plan(CostOptions options, ParseResult result)
    {
        var policy = result.GetValue(options.Policy) ?? CostPlan.Standard.Policy;
        var degree = Numbers.Whole("--degree", result.GetValue(options.Degree), CostPlan.Standard.Degree, 2, MostChildren);
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
            return CostPlan.Standard.Members;
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
