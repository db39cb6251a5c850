using Microsoft.Coyote.Actors;
using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Coyote.Hosting;

/// <summary>A schedule whose choices are given: each is made on the turn of the actor that it belongs to, who then calls the next.</summary>
internal sealed class FollowedRun(IStage stage, IActorRuntime runtime, IReadOnlyList<Choice> given) : Run(stage, runtime)
{
    private readonly List<Offer> obligations = [];

    /// <summary>Why the choices cannot be followed to their end; null where they can.</summary>
    public InvalidChoiceException? Refused { get; private set; }

    /// <summary>Begins the schedule: starts the environment, which starts whoever makes the first choice.</summary>
    public override void Start()
    {
        base.Start();
        Runtime.SendEvent(ActorOf(0, joined => Runtime.CreateActor(typeof(FollowingActor), joined)), Proceed.Instance);
    }

    /// <summary>Makes the next choice if it is the actor's, and calls the one whose turn it is then; after the last choice the run ends.</summary>
    public void Continue(FollowingActor by)
    {
        if (Choices.Count < given.Count && Owner(given[Choices.Count]) == by.Number)
        {
            Make(given[Choices.Count]);
        }

        if (IsOver)
        {
            return;
        }

        if (Choices.Count < given.Count)
        {
            by.Tell(ActorOf(Owner(given[Choices.Count]), joined => by.Launch(typeof(FollowingActor), joined)), Proceed.Instance);
            return;
        }

        World.OfferObligations(obligations);
        End(quiescent: obligations.Count == 0);
    }

    private void Make(Choice choice)
    {
        try
        {
            Transition(choice);
        }
        catch (InvalidChoiceException e)
        {
            Refused = new InvalidChoiceException($"step {Choices.Count} is not enabled: {e.Message}");
            Abandon();
        }
    }

    /// <summary>Whose turn a transition is: that of the process whose machine makes a step, or of the environment. A trace may name a process that never was.</summary>
    private int Owner(Choice choice) => World.ActorOf(choice);
}
