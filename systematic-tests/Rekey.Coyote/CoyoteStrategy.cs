using Microsoft.Coyote;
using Rekey.Worlds;

namespace Rekey.Coyote;

/// <summary>Coyote's exploration strategies, by the names that the command line gives them.</summary>
public static class CoyoteStrategy
{
    /// <summary>In requests, reports and traces the name begins with this: what explored is told by the strategy.</summary>
    public const string Prefix = "coyote-";

    private static readonly IReadOnlyList<(string Name, Func<Configuration, Configuration> Choose)> All =
    [
        // What Coyote does when it is told nothing: it takes turns between fair variants of the next ones.
        ("portfolio", static c => c),
        ("random", static c => c.WithRandomStrategy()),
        ("probabilistic", static c => c.WithProbabilisticStrategy()),
        ("pct", static c => c.WithPrioritizationStrategy()),
        ("fairpct", static c => c.WithPrioritizationStrategy(isFair: true)),
        ("delay", static c => c.WithDelayBoundingStrategy()),
        ("fairdelay", static c => c.WithDelayBoundingStrategy(isFair: true)),
        ("qlearning", static c => c.WithQLearningStrategy()),
    ];

    /// <summary>The names, without the prefix.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(static s => s.Name)];

    /// <summary>The name of a strategy in a request.</summary>
    /// <param name="name">One of <see cref="Names"/>; null for Coyote's own default, the portfolio.</param>
    /// <exception cref="FormatException">No strategy of that name; the nearest one is suggested.</exception>
    public static string InRequest(string? name) => Names.Contains(name ?? Names[0])
        ? Prefix + (name ?? Names[0])
        : throw new FormatException($"'{name}': unknown strategy{Suggestion.For(name!, Names)}; expected one of {string.Join(", ", Names)}");

    /// <summary>A configuration that uses the strategy of a request.</summary>
    /// <exception cref="ArgumentException">The request names no strategy of Coyote's.</exception>
    internal static Configuration Configure(string inRequest, Configuration configuration) =>
        All.FirstOrDefault(s => Prefix + s.Name == inRequest).Choose is { } choose
            ? choose(configuration)
            : throw new ArgumentException($"'{inRequest}' is no strategy of Coyote's", nameof(inRequest));
}
