using Microsoft.Coyote.Actors;
using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Coyote.Hosting;

/// <summary>A schedule that Coyote chooses: who is awake, and what each was asked to do.</summary>
internal sealed class FreeRun(IStage stage, IActorRuntime runtime) : Run(stage, runtime)
{
    // How many transitions pass on average before the environment may strike: between 1 and 2^(Paces-1), so that faults come close together in
    // some runs and far apart in others.
    private const int Paces = 6;

    private readonly List<Offer> obligations = [];
    private readonly List<Offer> options = [];
    private readonly List<bool> awake = [];
    private readonly List<List<Choice>> asked = [];
    private int unhandled;
    private int optionsLeft;
    private int pace;

    /// <summary>Begins the schedule: starts the environment, which starts all others.</summary>
    public override void Start()
    {
        base.Start();
        optionsLeft = World.OptionalLeft;
        pace = 1 << Runtime.RandomInteger(Paces);
        awake.Add(true);
        asked.Add([]);
        unhandled = 1;
        var environment = ActorOf(0, joined => Runtime.CreateActor(typeof(EnvironmentActor), joined));
        Runtime.SendEvent(environment, Wake.Instance);
    }

    /// <summary>Adds what must happen and is an actor's to do. Nothing where the run is over.</summary>
    public void OfferObligations(int actor, List<Offer> mine)
    {
        if (IsOver)
        {
            return;
        }

        obligations.Clear();
        World.OfferObligations(obligations);
        foreach (var offer in obligations)
        {
            if (offer.Actor == actor)
            {
                mine.Add(offer);
            }
        }
    }

    /// <summary>Adds what may happen. Nothing where the run is over.</summary>
    public void OfferOptions(List<Offer> mine)
    {
        if (!IsOver)
        {
            World.OfferOptions(mine);
        }
    }

    /// <summary>The transitions that the environment handed to an actor and that it has not taken up. None where the run is over.</summary>
    public List<Choice> AskedOf(int actor)
    {
        if (IsOver)
        {
            asked[actor].Clear();
        }

        return asked[actor];
    }

    /// <summary>Makes a transition that was asked. Meanwhile the process may have crashed, or it may have become impossible; then nothing happens.</summary>
    public void TakeUp(FreeActor by, List<Choice> from, int index)
    {
        var choice = from[index];
        from.RemoveAt(index);
        options.Clear();
        OfferOptions(options);
        if (options.Exists(o => o.Kind == choice.Kind && o.A == choice.A && o.B == choice.B && choice.Option < o.Options))
        {
            Make(by, choice);
        }
    }

    /// <summary>An actor has nothing to do, until it is woken again.</summary>
    public void FallAsleep(int actor) => awake[actor] = false;

    /// <summary>Makes a transition, has it judged, and wakes whoever has something to do now.</summary>
    public void Make(FreeActor by, Choice choice)
    {
        if (IsOver)
        {
            return;
        }

        if (IsFull)
        {
            // A run that rests after as many transitions as the bound allows is not cut off: what it would do next need not happen.
            obligations.Clear();
            World.OfferObligations(obligations);
            End(quiescent: obligations.Count == 0);
            return;
        }

        optionsLeft -= Move.Of(choice.Kind) is Fault ? 1 : 0;
        Transition(choice);
        if (IsOver)
        {
            return;
        }

        WakeThoseWhoCanAct(by);
        if (optionsLeft > 0 && by.Choose(pace) == 0)
        {
            Tell(by, 0, Strike.Instance);
        }
    }

    /// <summary>Hands a transition to the actor of the process that it names, which takes it up before or after what else is due there.</summary>
    public void Ask(FreeActor by, Choice choice)
    {
        var actor = World.ActorOf(choice);
        asked[actor].Add(choice);
        if (!awake[actor])
        {
            awake[actor] = true;
            Tell(by, actor, Wake.Instance);
        }
    }

    /// <summary>An event was handled. After the last one the world is at rest: the environment strikes again, or the run ends.</summary>
    public void Handled(FreeActor by)
    {
        if (--unhandled > 0 || IsOver)
        {
            return;
        }

        options.Clear();
        World.OfferOptions(options);
        if (options.Count > 0)
        {
            Tell(by, 0, Strike.Instance);
        }
        else
        {
            End(quiescent: true);
        }
    }

    /// <summary>Wakes every actor that has something to do and sleeps.</summary>
    public void WakeThoseWhoCanAct(FreeActor by)
    {
        obligations.Clear();
        World.OfferObligations(obligations);
        while (awake.Count <= World.ProcessCount)
        {
            awake.Add(false);
            asked.Add([]);
        }

        // Sending is a scheduling point, and the list is shared: who is woken is settled before the first event is sent.
        List<int> woken = [];
        foreach (var offer in obligations)
        {
            if (!awake[offer.Actor])
            {
                awake[offer.Actor] = true;
                woken.Add(offer.Actor);
            }
        }

        unhandled += woken.Count;
        foreach (var actor in woken)
        {
            Send(by, actor, Wake.Instance);
        }
    }

    private void Tell(FreeActor by, int actor, Event e)
    {
        unhandled++;
        Send(by, actor, e);
    }

    // A process has nothing to do before a view with it is agreed, and only the environment agrees and asks: nobody else starts an actor.
    private void Send(FreeActor by, int actor, Event e) => by.Tell(ActorOf(actor, joined => by.Launch(typeof(MemberActor), joined)), e);
}
