using Microsoft.Coyote.Runtime;
using Rekey.Explorer;

namespace Rekey.Coyote.Hosting;

/// <summary>An actor that does what is its to do in the order that Coyote chooses.</summary>
internal abstract class FreeActor : WorldActor
{
    // Choices of more alternatives are made digit by digit: Q-learning keeps a number for each alternative of each choice.
    private const int Digit = 16;

    private readonly List<Offer> mine = [];

    /// <summary>The run that the actor is in.</summary>
    protected FreeRun Run { get; private set; } = null!;

    /// <summary>A choice among some alternatives, made by Coyote.</summary>
    /// <param name="alternatives">How many there are; at least 1.</param>
    /// <returns>One of them, from 0.</returns>
    internal int Choose(int alternatives)
    {
        if (alternatives <= Digit)
        {
            return alternatives == 1 ? 0 : RandomInteger(alternatives);
        }

        var high = Choose(((alternatives - 1) / Digit) + 1);
        return (high * Digit) + Choose(Math.Min(Digit, alternatives - (high * Digit)));
    }

    /// <inheritdoc/>
    protected override void Join(Run run) => Run = (FreeRun)run;

    /// <summary>
    /// Does what is the actor's to do, what must happen and what it was asked, one transition after the other, in any order and with any other actor in
    /// between.
    /// </summary>
    protected void DoWhatIsDue()
    {
        while (true)
        {
            mine.Clear();
            Run.OfferObligations(Number, mine);
            var asked = Run.AskedOf(Number);
            if (mine.Count + asked.Count == 0)
            {
                Run.FallAsleep(Number);
                break;
            }

            var pick = Choose(mine.Count + asked.Count);
            if (pick < mine.Count)
            {
                Run.Make(this, mine[pick].With(Choose(mine[pick].Options)));
            }
            else
            {
                Run.TakeUp(this, asked, pick - mine.Count);
            }

            SchedulingPoint.Interleave();
        }
    }
}
