namespace Rekey.Worlds;

/// <summary>The kinds of transitions of the world; the kinds of its choices.</summary>
public enum Move : byte
{
    /// <summary>A member is handed the next message of a sender.</summary>
    Deliver,

    /// <summary>The system blocks a member.</summary>
    Block,

    /// <summary>The members of a component agree on a view; the option says which messages of those who do not move along are delivered.</summary>
    Agree,

    /// <summary>A member installs the agreed view.</summary>
    Install,

    /// <summary>A process stops for ever.</summary>
    Crash,

    /// <summary>A crashed process comes back as a new member, in a component.</summary>
    Recover,

    /// <summary>A member leaves.</summary>
    Leave,

    /// <summary>A process joins a component, with the smallest or the largest name.</summary>
    Join,

    /// <summary>A component splits; the option says how.</summary>
    Partition,

    /// <summary>Components merge; the option says which.</summary>
    Merge,

    /// <summary>A member's application asks for a new key.</summary>
    Refresh,

    /// <summary>A member's application sends a payload.</summary>
    Send,

    /// <summary>The adversary plays a message again; the option says which.</summary>
    Replay,

    /// <summary>The adversary makes up a message; the option says which.</summary>
    Forge,

    /// <summary>The adversary keeps a message from a member to whom it is due; the option says which.</summary>
    Withhold,

    /// <summary>The adversary plays a message with one thing changed; the option says which message, and what.</summary>
    Alter,

    /// <summary>The adversary plays the twin of a message from another group; the option says of which message.</summary>
    Transplant,
}
