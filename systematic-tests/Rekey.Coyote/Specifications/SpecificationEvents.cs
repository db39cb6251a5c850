using Rekey.Coyote.Hosting;
using Rekey.Explorer;
using Rekey.Worlds;

using Monitor = Microsoft.Coyote.Specifications.Monitor;

namespace Rekey.Coyote.Specifications;

/// <summary>A schedule begins.</summary>
/// <param name="run">The schedule.</param>
/// <param name="watch">The property's monitor, which outlives the schedule.</param>
internal sealed class Began(Run run, IMonitor<IExploredWorld> watch) : Monitor.Event
{
    public Run Run { get; } = run;

    public IMonitor<IExploredWorld> Watch { get; } = watch;
}

/// <summary>A transition was made. One object tells of all transitions of a schedule.</summary>
internal sealed class Stepped(Run run) : Monitor.Event
{
    public Run Run { get; } = run;
}

/// <summary>The schedule is broken off: a bug of our own code, or a choice that is not enabled. Its end is not judged.</summary>
internal sealed class Abandoned : Monitor.Event
{
    public static readonly Abandoned Instance = new();
}

/// <summary>The schedule is over.</summary>
/// <param name="run">The schedule.</param>
/// <param name="quiescent">Whether nothing that must happen is left to happen.</param>
internal sealed class Ended(Run run, bool quiescent) : Monitor.Event
{
    public Run Run { get; } = run;

    public bool Quiescent { get; } = quiescent;
}
