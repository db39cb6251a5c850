namespace Rekey.Observing;

/// <summary>
/// What a search tells apart, so that one run of each is judged (spec/model/exploration.md, "States"): kinds of events, each with the facts that go
/// with it; ends of runs, by what can be heard and is committed; and what may be added to these.
/// </summary>
[Flags]
public enum Situations
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A view is installed: with the moves of others from the same view to this one, and the runs that they had committed, and payloads sent and delivered, in the first.</summary>
    Installs = 1 << 0,

    /// <summary>A key is taken hold of.</summary>
    Holds = 1 << 1,

    /// <summary>A key is committed: with who lacks it, the runs of the view, who had it first, and what else key or epoch were used for.</summary>
    Commits = 1 << 2,

    /// <summary>An epoch is used by a member whose application has not been told of it: with all that it was told.</summary>
    EarlyUses = 1 << 3,

    /// <summary>A payload is delivered: with what was sent in the view, and delivered to the member before.</summary>
    Deliveries = 1 << 4,

    /// <summary>An input is rejected.</summary>
    Rejections = 1 << 5,

    /// <summary>A plan is made: with who holds which keys, and what those outside ever held.</summary>
    Plans = 1 << 6,

    /// <summary>A run is at its end: with all that was ever heard and drawn, and the group keys with their views.</summary>
    Ends = 1 << 7,

    /// <summary>At the end: which epochs were committed by whom before a view was installed; kept where the search is asked to.</summary>
    EpochOrder = 1 << 8,

    /// <summary>At the end: who installed which view before another was agreed. No search keeps it.</summary>
    InstallOrder = 1 << 9,

    /// <summary>Runs that never come to rest: kept where fair cycles are looked for.</summary>
    Cycles = 1 << 10,

    /// <summary>An application is told of a key, or is told otherwise than the state says: with all that it was told before.</summary>
    Port = 1 << 11,

    /// <summary>Group data is sent: with its traffic key, nonce, number and key identifier, and what the application was told before; and whether key and nonce came before.</summary>
    Sendings = 1 << 12,

    /// <summary>What an application asked for and did not get; at the end, whether a refresh is owed.</summary>
    Requests = 1 << 13,
}
