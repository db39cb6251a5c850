using Microsoft.Coyote;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Runtime;
using Rekey.Explorer;

namespace Rekey.CoyoteHost.Hosting;

/// <summary>
/// An actor that makes transitions of the world. Between two of its transitions Coyote may let any other actor go first; a transition itself is
/// atomic, because it holds no scheduling point.
/// </summary>
internal abstract class WorldActor : Actor
{
    // Choices of more alternatives are made digit by digit: Q-learning keeps a number for each alternative of each choice.
    private const int Digit = 16;

    private readonly List<Offer> mine = [];

    /// <summary>The run that the actor is in.</summary>
    protected Run Run { get; private set; } = null!;

    /// <summary>The actor's number in the run.</summary>
    protected int Number { get; private set; }

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

    /// <summary>Sends an event to another actor, or to itself.</summary>
    internal void Tell(ActorId actor, Event e) => SendEvent(actor, e);

    /// <summary>Starts another actor of the run.</summary>
    internal ActorId Launch(Type type, Joined joined) => CreateActor(type, joined);

    /// <inheritdoc/>
    protected override Task OnInitializeAsync(Event initialEvent)
    {
        var joined = (Joined)initialEvent;
        (Run, Number) = (joined.Run, joined.Number);
        return Task.CompletedTask;
    }

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
