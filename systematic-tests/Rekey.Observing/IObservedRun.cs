namespace Rekey.Observing;

/// <summary>
/// A run as those see it who watch: what its last transition brought, one observation after the other, and how the processes stand. Whatever makes runs (a
/// world that is sampled or searched, Coyote, processes that left a trace) shows them in this way; who watches sees nothing else.
/// </summary>
public interface IObservedRun
{
    /// <summary>What stays the same.</summary>
    RunSetting Setting { get; }

    /// <summary>How many transitions were made.</summary>
    int Transitions { get; }

    /// <summary>What the last transition brought, in order.</summary>
    ReadOnlySpan<Observation> Observations { get; }

    /// <summary>The kinds of <see cref="Observations"/>, as bits by number.</summary>
    uint Kinds { get; }

    /// <summary>How every process stands that ever was in the run, by index; the network adversary last. As it is now: whoever asks again may find the list changed.</summary>
    IReadOnlyList<Standing> Standings { get; }

    /// <summary>How every daemon stands, where there are daemons in the run.</summary>
    IReadOnlyList<Standing> Daemons => [];
}
