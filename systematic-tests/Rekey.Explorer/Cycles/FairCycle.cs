using System.Globalization;

namespace Rekey.Explorer.Cycles;

/// <summary>
/// A run without end that a weakly fair scheduler can make: a stem, and a loop of obligatory transitions that is repeated for ever. Whatever must happen
/// and can happen in each state of the loop does happen in it.
/// </summary>
/// <param name="Stem">The choices that lead to the loop.</param>
/// <param name="Loop">The choices of the loop.</param>
public sealed record FairCycle(IReadOnlyList<Choice> Stem, IReadOnlyList<Choice> Loop)
{
    /// <summary>Stem and loop.</summary>
    public IReadOnlyList<Choice> Choices => [.. Stem, .. Loop];

    /// <summary>Number of the loop's first step, from 1.</summary>
    public int LoopFrom => Stem.Count + 1;

    /// <summary>The violation of a property that asks every run to come to rest.</summary>
    public Violation Violates(string property) => new(
        property,
        string.Create(
            CultureInfo.InvariantCulture,
            $"steps {LoopFrom} to {Stem.Count + Loop.Count} can be repeated for ever, though whatever can happen in all of their states does happen: the run never comes to rest"),
        Stem.Count + Loop.Count + 1);
}
