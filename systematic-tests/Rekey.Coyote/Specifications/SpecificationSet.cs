using Microsoft.Coyote.Actors;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Observing;
using Rekey.Worlds;
using Monitor = Microsoft.Coyote.Specifications.Monitor;

namespace Rekey.Coyote.Specifications;

/// <summary>The project's monitors, each as one of Coyote's specifications.</summary>
internal sealed class SpecificationSet
{
    private readonly List<Entry> entries = [];

    /// <summary>Wraps monitors; they serve one schedule after the other.</summary>
    public SpecificationSet(IReadOnlyList<IMonitor<IExploredWorld>> monitors)
    {
        foreach (var monitor in monitors)
        {
            var type = monitor is FoldMonitor { Fold: var fold } ? fold.GetType() : monitor.GetType();
            var specification = type == typeof(Liveness) ? typeof(LivenessSpecification) : typeof(PropertySpecification<>).MakeGenericType(type);
            entries.Add((Entry)Activator.CreateInstance(typeof(Entry<>).MakeGenericType(specification), monitor)!);
        }
    }

    /// <summary>Registers the specifications with the runtime of a schedule.</summary>
    public void Begin(IActorRuntime runtime, Hosting.Run run)
    {
        foreach (var entry in entries)
        {
            entry.Register(runtime);
            entry.Tell(runtime, new Began(run, entry.Watch));
        }
    }

    /// <summary>Tells all specifications, in order.</summary>
    public void Tell(IActorRuntime runtime, Monitor.Event e)
    {
        foreach (var entry in entries)
        {
            entry.Tell(runtime, e);
        }
    }

    /// <summary>A property need not be watched any more: it is expected to fail, and was seen to.</summary>
    public void Drop(string property) => entries.RemoveAll(e => e.Watch.Property == property);

    private abstract class Entry(IMonitor<IExploredWorld> watch)
    {
        public IMonitor<IExploredWorld> Watch { get; } = watch;

        public abstract void Register(IActorRuntime runtime);

        public abstract void Tell(IActorRuntime runtime, Monitor.Event e);
    }

    /// <summary>Coyote names a specification by its type alone.</summary>
    private sealed class Entry<TSpecification>(IMonitor<IExploredWorld> watch) : Entry(watch)
        where TSpecification : Monitor
    {
        public override void Register(IActorRuntime runtime) => runtime.RegisterMonitor<TSpecification>();

        public override void Tell(IActorRuntime runtime, Monitor.Event e) => runtime.Monitor<TSpecification>(e);
    }
}
