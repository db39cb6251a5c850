using Rekey.Explorer;
using Rekey.Worlds;
using Monitor = Microsoft.Coyote.Specifications.Monitor;

namespace Rekey.Coyote.Specifications;

/// <summary>A safety property, as a specification of Coyote's: any monitor of the project, told of every transition.</summary>
/// <typeparam name="TWatch">The type of what watches. Coyote makes one specification per type.</typeparam>
internal sealed class PropertySpecification<TWatch> : Monitor
{
    private IMonitor<IExploredWorld> watch = null!;

    private void OnBegan(Event e)
    {
        watch = ((Began)e).Watch;
        watch.Reset();
    }

    private void OnStepped(Event e)
    {
        var run = ((Stepped)e).Run;
        if (watch.AfterStep(run.World) is { } message)
        {
            run.Report(watch.Property, message, run.Choices.Count);
        }
    }

    private void OnEnded(Event e)
    {
        var ended = (Ended)e;
        if ((ended.Quiescent || !watch.NeedsRest) && watch.AtEnd(ended.Run.World, ended.Quiescent) is { } message)
        {
            ended.Run.Report(watch.Property, message, ended.Run.Choices.Count + 1);
        }
    }

    /// <summary>The only state: a safety property is neither hot nor cold.</summary>
    [Start]
    [OnEventDoAction(typeof(Began), nameof(OnBegan))]
    [OnEventDoAction(typeof(Stepped), nameof(OnStepped))]
    [OnEventDoAction(typeof(Ended), nameof(OnEnded))]
    [IgnoreEvents(typeof(Abandoned))]
    private sealed class Watching : State;
}
