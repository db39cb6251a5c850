using Rekey.Explorer.Strategies;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Layers;

namespace Rekey.Cli.Arguments;

/// <summary>Reads names from the command line; an unknown one is refused with the nearest that is known.</summary>
internal static class Names
{
    /// <summary>The protocols and layers that <c>--protocol</c> selects.</summary>
    /// <param name="text">The name; null or <c>all</c> for all.</param>
    /// <param name="faults">The fault budget; null where none is given. Of all, a layer whose environment does not know every fault of it is left out.</param>
    /// <exception cref="FormatException">No such protocol.</exception>
    public static IReadOnlyList<IDefinition> Protocols(string? text, string? faults = null) =>
        text is null || string.Equals(text, "all", StringComparison.OrdinalIgnoreCase)
            ? [.. Definitions.Usual.Where(d => faults is null || Definitions.UnknownIn(d, FaultBudget.Parse(faults)) is null)]
            : [Definitions.Find(text)];

    /// <summary>The same, where <c>--groups</c> asks for several groups that share processes: each protocol in all of them, or of several names one for each group.</summary>
    /// <param name="text">The name of a protocol, or as many as there are groups, with commas between; null or <c>all</c> for each protocol.</param>
    /// <param name="groups">How many groups.</param>
    /// <exception cref="FormatException">No such protocol, or not as many as there are groups.</exception>
    public static IReadOnlyList<IDefinition> InGroups(string? text, int groups)
    {
        IEnumerable<IReadOnlyList<string>> asked = text is null || string.Equals(text, "all", StringComparison.OrdinalIgnoreCase)
            ? ProtocolRegistry.All.Select(static p => new[] { p.Spec.Name })
            : [text.Split(',')];
        return
        [
            .. asked.Select(names => names.Count == 1 || names.Count == groups
                ? Definitions.Find(string.Join(SharedGroups.Separator, Enumerable.Range(0, groups).Select(i => ProtocolRegistry.Find(names[i % names.Count].Trim()).Spec.Name)))
                : throw new FormatException($"--protocol '{text}': {names.Count} protocols for {groups} groups; expected one, or one for each group")),
        ];
    }

    /// <summary>A strategy.</summary>
    /// <exception cref="FormatException">No such strategy.</exception>
    public static string Strategy(string? text) => OneOf("--strategy", "strategy", text, ["portfolio", .. Portfolio.Names]);

    /// <summary>A strategy, or <c>all</c>.</summary>
    /// <exception cref="FormatException">No such strategy.</exception>
    public static string StrategyOrAll(string? text) => OneOf("--strategy", "strategy", text, ["portfolio", .. Portfolio.Names, "all"]);

    /// <summary>Where mutants are hunted: <c>own</c> or <c>check</c>.</summary>
    /// <exception cref="FormatException">Something else.</exception>
    public static string Scenarios(string? text) => OneOf("--scenarios", "word", text, ["own", "check"]);

    private static string OneOf(string option, string kind, string? text, string[] known)
    {
        var name = text ?? known[0];
        return known.Contains(name)
            ? name
            : throw new FormatException($"{option} '{name}': unknown {kind}{Suggestion.For(name, known)}; expected one of {string.Join(", ", known)}");
    }
}
