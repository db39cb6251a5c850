using Microsoft.Coyote.Actors;
using Rekey.Coyote.Specifications;
using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Coyote.Hosting;

/// <summary>
/// One schedule: the world, its actors, and what was chosen so far. Coyote lets one actor run at a time, and no method holds a scheduling point before
/// the world is as it should be; so nothing needs a lock.
/// </summary>
internal abstract class Run
{
    private readonly IStage stage;
    private readonly List<ActorId?> actors = [];
    private readonly List<Choice> choices = [];
    private readonly Stepped stepped;
    private string? broken;

    /// <summary>A schedule that has not begun.</summary>
    /// <param name="stage">What it runs on.</param>
    /// <param name="runtime">Coyote's runtime for this schedule.</param>
    protected Run(IStage stage, IActorRuntime runtime)
    {
        (this.stage, Runtime) = (stage, runtime);
        stepped = new Stepped(this);
    }

    /// <summary>The world.</summary>
    public IExploredWorld World => stage.World;

    /// <summary>What was chosen so far.</summary>
    public IReadOnlyList<Choice> Choices => choices;

    /// <summary>Coyote's runtime for this schedule.</summary>
    protected IActorRuntime Runtime { get; }

    /// <summary>Whether nothing happens any more.</summary>
    protected bool IsOver { get; private set; }

    /// <summary>Whether the bound on transitions is reached.</summary>
    protected bool IsFull => choices.Count >= stage.Steps;

    /// <summary>Begins the schedule.</summary>
    public virtual void Start()
    {
        World.Reset();
        stage.Specifications.Begin(Runtime, this);
    }

    /// <summary>Notes a violation.</summary>
    /// <returns>Whether it is what is looked for.</returns>
    public bool Note(string property, string message, int step) => stage.Note(new Violation(property, message, step), this);

    /// <summary>Notes a violation; where it is what is looked for, the run ends once all specifications were told.</summary>
    public void Report(string property, string message, int step)
    {
        if (Note(property, message, step))
        {
            broken ??= $"{property}: {message}";
        }
    }

    /// <summary>Makes a transition, and has it judged.</summary>
    /// <exception cref="InvalidChoiceException">It is not enabled.</exception>
    protected void Transition(Choice choice)
    {
        choices.Add(choice);
        try
        {
            World.Apply(choice);
        }
        catch (Exception e) when (e is not (InvalidChoiceException or OutOfMemoryException))
        {
            Report(ScheduleRunner<IExploredWorld>.SpecificationProperty, $"{e.GetType().Name}: {e.Message}", choices.Count);
            Abandon();
            Break();
            return;
        }

        stage.Specifications.Tell(Runtime, stepped);
        Break();
    }

    /// <summary>Ends the run, and has its end judged.</summary>
    /// <param name="quiescent">Whether nothing that must happen is left to happen.</param>
    protected void End(bool quiescent)
    {
        IsOver = true;
        stage.Ended(quiescent);
        stage.Specifications.Tell(Runtime, new Ended(this, quiescent));
        Break();
    }

    /// <summary>Ends the run without a judgement: what it was to do cannot be done.</summary>
    protected void Abandon()
    {
        IsOver = true;
        stage.Specifications.Tell(Runtime, Abandoned.Instance);
    }

    /// <summary>The actor of that number, which is started when it first gets something to do.</summary>
    protected ActorId ActorOf(int number, Func<Joined, ActorId> launch)
    {
        while (actors.Count <= number)
        {
            actors.Add(null);
        }

        return actors[number] ??= launch(new Joined(this, number));
    }

    /// <summary>Every specification is told before the run ends: what broke shows from several sides at once.</summary>
    private void Break()
    {
        if (broken is not null)
        {
            IsOver = true;
            Runtime.Assert(false, "{0}", broken);
        }
    }
}
