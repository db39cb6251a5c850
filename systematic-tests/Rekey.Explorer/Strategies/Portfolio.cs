namespace Rekey.Explorer.Strategies;

/// <summary>Takes turns between strategies: which one makes a schedule is drawn for each schedule anew.</summary>
/// <param name="parts">The strategies; one that is there several times has as many turns.</param>
public sealed class Portfolio(params Strategy[] parts) : Strategy
{
    private Strategy current = parts[0];

    /// <summary>
    /// How many turns each strategy has in the default portfolio (spec/model/exploration.md says why). The uniform strategy has few, because it catches
    /// a fifth of the mutants hardly ever; and it has some, because it alone has no rule that keeps it from any schedule.
    /// </summary>
    public static IReadOnlyList<(string Strategy, int Turns)> Default { get; } = [("fair", 3), ("pct", 3), ("delay", 3), ("random", 1)];

    /// <summary>The name of the default portfolio.</summary>
    public const string DefaultName = "portfolio";

    /// <summary>Names of the single strategies.</summary>
    public static IReadOnlyList<string> Names { get; } = ["random", "fair", "pct", "delay"];

    /// <inheritdoc/>
    public override string Name => DefaultName;

    /// <summary>A strategy by name; <c>portfolio</c> is the default one.</summary>
    /// <exception cref="ArgumentException">No strategy of that name.</exception>
    public static Strategy Create(string name) => name switch
    {
        "random" => new RandomStrategy(),
        "fair" => new FairStrategy(),
        "pct" => new PctStrategy(),
        "delay" => new DelayStrategy(),
        DefaultName => new Portfolio([.. Default.SelectMany(static part => Enumerable.Repeat(Create(part.Strategy), part.Turns))]),
        _ => throw new ArgumentException($"no strategy '{name}'", nameof(name)),
    };

    /// <inheritdoc/>
    public override void Begin(ref Rng rng, IWorld world)
    {
        current = parts[rng.Below(parts.Length)];
        current.Begin(ref rng, world);
    }

    /// <inheritdoc/>
    public override int Pick(IReadOnlyList<Offer> offers, int step, ref Rng rng) => current.Pick(offers, step, ref rng);
}
