using Rekey.Core;

namespace Rekey.Worlds;

/// <summary>A step that a member's machine made.</summary>
/// <param name="Process">The process.</param>
/// <param name="Before">Its state before.</param>
/// <param name="Input">What it was offered.</param>
/// <param name="Outcome">What it did.</param>
/// <param name="Hostile">Whether the input is the adversary's, and not just an honest message that comes late (spec/model/adversary.md).</param>
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

    /// <summary>A member was to be handed a message of its view, and the adversary took it away.</summary>
    Withheld,
}

/// <summary>What the adversary did.</summary>
/// <param name="Move">By which of its powers.</param>
/// <param name="Input">What it played; for <see cref="Move.Withhold"/>, what it kept.</param>
/// <param name="Original">The message that it altered, or whose twin it played; null for other moves.</param>
/// <param name="Change">What it altered, for people; else empty.</param>
/// <param name="Key">Whose signing key it used: its own, or that of a process that left; nobody's where it signed nothing.</param>
/// <param name="IsLate">Whether it gave back a message that it had kept from this process in its present view.</param>
public sealed record AttackRecord(Move Move, Received Input, Received? Original = null, string Change = "", MemberId Key = default, bool IsLate = false);

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

    /// <summary>The adversary keeps a message from a member to whom it is due; the option says which.</summary>
    Withhold,

    /// <summary>The adversary plays a message with one thing changed; the option says which message, and what.</summary>
    Alter,

    /// <summary>The adversary plays the twin of a message from another group; the option says of which message.</summary>
    Transplant,
}
