using Rekey.Explorer;
using Rekey.Worlds;
using Monitor = Microsoft.Coyote.Specifications.Monitor;

namespace Rekey.Coyote.Specifications;

/// <summary>
/// Liveness as Coyote knows it: hot while some component has not settled on a view and a key, cold when all have. Coyote objects to a schedule that
/// ends hot. Whether the end is one is asked of the project's monitor, which knows what an adversary may prevent.
/// </summary>
internal sealed class LivenessSpecification : Monitor
{
    private IMonitor<IExploredWorld> watch = null!;
    private bool hot;

    private void OnBegan(Event e)
    {
        watch = ((Began)e).Watch;
        watch.Reset();
        Turn(!hot);
    }

    private void OnStepped(Event e)
    {
        var world = ((Stepped)e).Run.World;
        watch.AfterStep(world);
        Turn(!world.IsSettled);
    }

    private void OnEnded(Event e)
    {
        var ended = (Ended)e;
        var message = ended.Quiescent ? watch.AtEnd(ended.Run.World, quiescent: true) : null;

        // Where something else is looked for, a schedule may end hot; Coyote must not stop there.
        Turn(message is not null && ended.Run.Note(watch.Property, message, ended.Run.Choices.Count + 1));
    }

    private void OnAbandoned() => Turn(toHot: false);

    private void Turn(bool toHot)
    {
        if (toHot == hot)
        {
            return;
        }

        hot = toHot;
        if (hot)
        {
            RaiseGotoStateEvent<Unsettled>();
        }
        else
        {
            RaiseGotoStateEvent<Settled>();
        }
    }

    /// <summary>Every component has one view, keyed at every member.</summary>
    [Start]
    [Cold]
    [OnEventDoAction(typeof(Began), nameof(OnBegan))]
    [OnEventDoAction(typeof(Stepped), nameof(OnStepped))]
    [OnEventDoAction(typeof(Ended), nameof(OnEnded))]
    [OnEventDoAction(typeof(Abandoned), nameof(OnAbandoned))]
    private sealed class Settled : State;

    /// <summary>Some component has a view or a key to come.</summary>
    [Hot]
    [OnEventDoAction(typeof(Stepped), nameof(OnStepped))]
    [OnEventDoAction(typeof(Ended), nameof(OnEnded))]
    [OnEventDoAction(typeof(Abandoned), nameof(OnAbandoned))]
    private sealed class Unsettled : State;
}
