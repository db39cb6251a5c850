namespace Rekey.Observing;

/// <summary>What can be observed of a run.</summary>
public enum ObservationKind : byte
{
    /// <summary>A fault, a request or an attack is about to have its effect on a process.</summary>
    Struck,

    /// <summary>An application asks for something.</summary>
    Requested,

    /// <summary>The adversary acts.</summary>
    Attacked,

    /// <summary>A view is agreed.</summary>
    Agreed,

    /// <summary>A process is blocked for the next view.</summary>
    Blocked,

    /// <summary>A process installs a view.</summary>
    Installed,

    /// <summary>A process sends a message in its view.</summary>
    Sent,

    /// <summary>A process is handed a message of its view.</summary>
    Delivered,

    /// <summary>A process was to be handed a message of its view, and the adversary took it away.</summary>
    Withheld,

    /// <summary>A process crashes or leaves.</summary>
    Gone,

    /// <summary>A machine makes a step.</summary>
    Stepped,

    /// <summary>A process takes hold of a key that it may not use yet.</summary>
    Held,

    /// <summary>A process hands a key to its application: it may be used.</summary>
    Committed,

    /// <summary>A process sends group data.</summary>
    DataSent,

    /// <summary>A process hands group data to its application.</summary>
    DataDelivered,

    /// <summary>A process has done what it can for now: what still waits in its mailbox.</summary>
    Paused,

    /// <summary>A process is told that from here on some member of its view may not be handed what it is.</summary>
    Signalled,

    /// <summary>The adversary is shown all that is in a process.</summary>
    Exposed,

    /// <summary>A process is told who comes together with it into the view that it installs next.</summary>
    Accompanied,

    /// <summary>Something is observed of another group, in which the same processes may be.</summary>
    Elsewhere,

    /// <summary>A client asks its daemon for something, or the daemon tells it something.</summary>
    Crossed,
}
