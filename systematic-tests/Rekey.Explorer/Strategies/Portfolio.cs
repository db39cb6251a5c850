namespace Rekey.Explorer.Strategies;

/// <summary>Takes turns between strategies, schedule by schedule.</summary>
public sealed class Portfolio(params Strategy[] parts) : Strategy
{
    private Strategy current = parts[0];

    /// <summary>Names of the single strategies.</summary>
    public static IReadOnlyList<string> Names { get; } = ["random", "fair", "pct", "delay"];

    /// <inheritdoc/>
    public override string Name => "portfolio";

    /// <summary>A strategy by name; <c>portfolio</c> takes turns between all of them.</summary>
    /// <exception cref="ArgumentException">No strategy of that name.</exception>
    public static Strategy Create(string name) => name switch
    {
        "random" => new RandomStrategy(),
        "fair" => new FairStrategy(),
        "pct" => new PctStrategy(),
        "delay" => new DelayStrategy(),
        "portfolio" => new Portfolio(new FairStrategy(), new PctStrategy(), new DelayStrategy(), new RandomStrategy()),
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
