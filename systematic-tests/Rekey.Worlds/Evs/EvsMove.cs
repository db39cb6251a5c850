namespace Rekey.Worlds.Evs;

/// <summary>The transitions of the world below a client of extended virtual synchrony; the kinds of its choices, and the places of a budget.</summary>
public enum EvsMove : byte
{
    /// <summary>The system orders what a client asked for first.</summary>
    Order,

    /// <summary>A client is told one of the next things of its stream.</summary>
    Tell,

    /// <summary>An application that was asked to says that it is silent.</summary>
    Flush,

    /// <summary>The system notices that a client is gone.</summary>
    Bury,

    /// <summary>A new client joins.</summary>
    Join,

    /// <summary>A member leaves.</summary>
    Leave,

    /// <summary>A client stops for ever.</summary>
    Crash,

    /// <summary>A component splits.</summary>
    Partition,

    /// <summary>Two components merge.</summary>
    Merge,

    /// <summary>An application sends.</summary>
    Send,

    /// <summary>A client that is in no group sends to this one: groups are open (EVS-8).</summary>
    Stray,
}
