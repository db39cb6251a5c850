namespace Rekey.Explorer.Strategies;

/// <summary>Uniform over all offers, optional or not: the honest baseline. It ends a run only when nothing at all is offered.</summary>
public sealed class RandomStrategy : Strategy
{
    /// <inheritdoc/>
    public override string Name => "random";

    /// <inheritdoc/>
    public override void Begin(ref Rng rng, IWorld world)
    {
    }

    /// <inheritdoc/>
    public override int Pick(IReadOnlyList<Offer> offers, int step, ref Rng rng) => offers.Count == 0 ? -1 : rng.Below(offers.Count);
}
