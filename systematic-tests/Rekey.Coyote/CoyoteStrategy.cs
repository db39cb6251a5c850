using Microsoft.Coyote;
using Rekey.Worlds;

namespace Rekey.CoyoteHost;

/// <summary>Coyote's exploration strategies, by the names that this host gives them.</summary>
internal static class CoyoteStrategy
{
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

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(static s => s.Name)];

    /// <summary>A configuration that uses a strategy.</summary>
    /// <exception cref="FormatException">No strategy of that name; the nearest one is suggested.</exception>
    public static Configuration Configure(string name, Configuration configuration) => All.FirstOrDefault(s => s.Name == name).Choose is { } choose
        ? choose(configuration)
        : throw new FormatException($"--strategy '{name}': unknown strategy{Suggestion.For(name, Names)}; expected one of {string.Join(", ", Names)}");
}
