using Rekey.Core;

namespace Rekey.Worlds;

/// <summary>A step that a member's machine made.</summary>
/// <param name="Process">The process.</param>
/// <param name="Before">Its state before.</param>
/// <param name="Input">What it was offered.</param>
/// <param name="Outcome">What it did.</param>
/// <param name="Hostile">Whether the input is the adversary's.</param>
public readonly record struct StepRecord(Process Process, MemberState Before, Input Input, Outcome Outcome, bool Hostile)
{
    /// <summary>The state after the step.</summary>
    public MemberState After => Outcome is Moved moved ? moved.State : Before;
}

/// <summary>What happened in the group communication system.</summary>
public enum EventKind : byte
{
    /// <summary>A member sent a message in its view.</summary>
    Sent,

    /// <summary>A member was handed a message of its view.</summary>
    Delivered,

    /// <summary>A member was blocked.</summary>
    Blocked,

    /// <summary>A view was agreed.</summary>
    Agreed,

    /// <summary>A member installed a view.</summary>
    Installed,

    /// <summary>A process crashed or left.</summary>
    Gone,
}

/// <summary>An event of the group communication system.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Process">To whom; null for <see cref="EventKind.Agreed"/>.</param>
/// <param name="View">In which view, or which view.</param>
/// <param name="Sender">Place of the sender.</param>
/// <param name="Index">Index of the message in the sender's sequence.</param>
public readonly record struct WorldEvent(EventKind Kind, Process? Process, GroupView? View, int Sender = -1, int Index = -1);

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
}
