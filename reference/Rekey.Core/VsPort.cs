namespace Rekey.Core;

/// <summary>What a group communication system with virtual synchrony and the member of a group say to each other (spec/model/virtual-synchrony.md).</summary>
public static class VsPort
{
    /// <summary>The port.</summary>
    public static readonly Port Port = Port.Of<VsUp, VsDown>("VS");
}

/// <summary>What the system tells a member.</summary>
public abstract record VsUp : PortEvent;

/// <summary>The group communication system asks for silence: after this, nothing may be sent until the next view (VS-6).</summary>
public sealed record BlockRequested : VsUp
{
    /// <summary>The one value.</summary>
    public static readonly BlockRequested Instance = new();
}

/// <summary>The group communication system installs a view that this member belongs to.</summary>
/// <param name="View">The view.</param>
public sealed record ViewInstalled(View View) : VsUp;

/// <summary>A message arrived.</summary>
/// <param name="From">Whom the transport names as sender. It is believed only as far as the envelope proves it.</param>
/// <param name="Envelope">The message.</param>
public sealed record Received(MemberId From, Envelope Envelope) : VsUp;

/// <summary>From here on to the next view, some member of the present one may not be delivered what this one is; at most once in a view.</summary>
public sealed record TransitionalSignal : VsUp
{
    /// <summary>The one value.</summary>
    public static readonly TransitionalSignal Instance = new();
}

/// <summary>The process is out of the group, as it asked to be.</summary>
public sealed record Departed : VsUp
{
    /// <summary>The one value.</summary>
    public static readonly Departed Instance = new();
}

/// <summary>What a member asks of the system.</summary>
public abstract record VsDown : PortEvent;

/// <summary>Send to one member of the current view.</summary>
/// <param name="To">The receiver.</param>
/// <param name="Envelope">The message.</param>
public sealed record Unicast(MemberId To, Envelope Envelope) : VsDown;

/// <summary>Send to all other members of the current view.</summary>
/// <param name="Envelope">The message.</param>
public sealed record Multicast(Envelope Envelope) : VsDown;

/// <summary>The member is silent now, as it was asked to be: it sends no more until the next view.</summary>
public sealed record Flushed : VsDown
{
    /// <summary>The one value.</summary>
    public static readonly Flushed Instance = new();
}

/// <summary>Become a member of the group.</summary>
public sealed record JoinGroup : VsDown
{
    /// <summary>The one value.</summary>
    public static readonly JoinGroup Instance = new();
}

/// <summary>Be a member no more.</summary>
public sealed record LeaveGroup : VsDown
{
    /// <summary>The one value.</summary>
    public static readonly LeaveGroup Instance = new();
}
