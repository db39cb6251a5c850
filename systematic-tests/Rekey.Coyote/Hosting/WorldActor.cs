using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.Hosting;

/// <summary>
/// An actor that makes transitions of the world. Between two of its transitions Coyote may let any other actor go first; a transition itself is
/// atomic, because it holds no scheduling point.
/// </summary>
internal abstract class WorldActor : Actor
{
    /// <summary>The actor's number in the run.</summary>
    public int Number { get; private set; }

    /// <summary>Sends an event to another actor, or to itself.</summary>
    internal void Tell(ActorId actor, Event e) => SendEvent(actor, e);

    /// <summary>Starts another actor of the run.</summary>
    internal ActorId Launch(Type type, Joined joined) => CreateActor(type, joined);

    /// <inheritdoc/>
    protected override Task OnInitializeAsync(Event initialEvent)
    {
        var joined = (Joined)initialEvent;
        Number = joined.Number;
        Join(joined.Run);
        return Task.CompletedTask;
    }

    /// <summary>Learns which run the actor is in.</summary>
    protected abstract void Join(Run run);
}
