using Microsoft.Coyote.Actors;
using Rekey.CoyoteHost.Specifications;
using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.CoyoteHost.Hosting;

/// <summary>
/// One schedule: the world, who is awake, and what was chosen so far. Coyote lets one actor run at a time, and none of these methods holds a
/// scheduling point before the world is as it should be; so they need no lock.
/// </summary>
internal sealed class Run
{
    // How many transitions pass on average before the environment may strike: between 1 and 2^(Paces-1), so that faults come close together in
    // some runs and far apart in others.
    private const int Paces = 6;

    private readonly Campaign campaign;
    private readonly IActorRuntime runtime;
    private readonly List<Offer> obligations = [];
    private readonly List<Offer> options = [];
    private readonly List<ActorId?> actors = [];
    private readonly List<bool> awake = [];
    private readonly List<List<Choice>> asked = [];
    private readonly List<Choice> choices = [];
    private readonly Stepped stepped;
    private int unhandled;
    private int optionsLeft;
    private int pace;
    private bool over;

    /// <summary>A schedule that has not begun.</summary>
    /// <param name="campaign">What it belongs to.</param>
    /// <param name="runtime">Coyote's runtime for this schedule.</param>
    public Run(Campaign campaign, IActorRuntime runtime)
    {
        (this.campaign, this.runtime) = (campaign, runtime);
        stepped = new Stepped(this);
    }

    /// <summary>Begins the schedule: starts the environment, which starts all others.</summary>
    public void Start()
    {
        World.Reset();
        optionsLeft = World.OptionalLeft;
        pace = 1 << runtime.RandomInteger(Paces);
        campaign.Specifications.Begin(runtime, this);
        actors.Add(runtime.CreateActor(typeof(EnvironmentActor), new Joined(this, 0)));
        awake.Add(true);
        asked.Add([]);
        unhandled = 1;
        runtime.SendEvent(actors[0], Wake.Instance);
    }

    /// <summary>The world.</summary>
    public VsWorld World => campaign.World;

    /// <summary>What was chosen so far.</summary>
    public IReadOnlyList<Choice> Choices => choices;

    /// <summary>Adds what must happen and is an actor's to do. Nothing where the run is over.</summary>
    public void OfferObligations(int actor, List<Offer> mine)
    {
        if (over)
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
        if (!over)
        {
            World.OfferOptions(mine);
        }
    }

    /// <summary>The transitions that the environment handed to an actor and that it has not taken up. None where the run is over.</summary>
    public List<Choice> AskedOf(int actor)
    {
        if (over)
        {
            asked[actor].Clear();
        }

        return asked[actor];
    }

    /// <summary>Makes a transition that was asked. Meanwhile the process may have crashed, or it may have become impossible; then nothing happens.</summary>
    public void TakeUp(WorldActor by, List<Choice> from, int index)
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
    public void Make(WorldActor by, Choice choice)
    {
        if (over)
        {
            return;
        }

        if (choices.Count == campaign.Request.Steps)
        {
            End(quiescent: false);
            return;
        }

        choices.Add(choice);
        optionsLeft -= (Move)choice.Kind > Move.Install ? 1 : 0;
        try
        {
            World.Apply(choice);
        }
        catch (Exception e) when (e is not InvalidChoiceException)
        {
            Report(ScheduleRunner<VsWorld>.SpecificationProperty, $"{e.GetType().Name}: {e.Message}", choices.Count);
        }

        campaign.Specifications.Tell(runtime, stepped);
        WakeThoseWhoCanAct(by);
        if (optionsLeft > 0 && by.Choose(pace) == 0)
        {
            Tell(by, 0, Strike.Instance);
        }
    }

    /// <summary>Hands a transition to the actor of the process that it names, which takes it up before or after what else is due there.</summary>
    public void Ask(WorldActor by, Choice choice)
    {
        var actor = choice.A + 1;
        asked[actor].Add(choice);
        if (!awake[actor])
        {
            awake[actor] = true;
            Tell(by, actor, Wake.Instance);
        }
    }

    /// <summary>An event was handled. After the last one the world is at rest: the environment strikes again, or the run ends.</summary>
    public void Handled(WorldActor by)
    {
        if (--unhandled > 0 || over)
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

    /// <summary>Notes a violation; where the campaign looks for it, Coyote is told, and the run ends here.</summary>
    /// <returns>Whether the campaign looks for it.</returns>
    public bool Note(string property, string message, int step) => campaign.Note(new Violation(property, message, step), this);

    /// <summary>Notes a violation, and ends the run by a failed assertion where the campaign looks for it.</summary>
    public void Report(string property, string message, int step)
    {
        if (Note(property, message, step))
        {
            over = true;
            runtime.Assert(false, "{0}: {1}", property, message);
        }
    }

    private void End(bool quiescent)
    {
        over = true;
        campaign.Ended(this, quiescent);
        campaign.Specifications.Tell(runtime, new Ended(this, quiescent));
    }

    private void WakeThoseWhoCanAct(WorldActor by)
    {
        obligations.Clear();
        World.OfferObligations(obligations);
        while (awake.Count <= World.Processes.Count)
        {
            awake.Add(false);
            asked.Add([]);
            actors.Add(null);
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

    private void Tell(WorldActor by, int actor, Event e)
    {
        unhandled++;
        Send(by, actor, e);
    }

    private void Send(WorldActor by, int actor, Event e)
    {
        var id = actors[actor];
        if (id is null)
        {
            // A process has nothing to do before a view with it is agreed, and only the environment agrees and asks: nobody else gets here.
            id = by.Launch(typeof(MemberActor), new Joined(this, actor));
            actors[actor] = id;
        }

        by.Tell(id, e);
    }
}
