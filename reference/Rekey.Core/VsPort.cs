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

/// <summary>What a member asks of the system.</summary>
public abstract record VsDown : PortEvent;

/// <summary>Send to one member of the current view.</summary>
/// <param name="To">The receiver.</param>
/// <param name="Envelope">The message.</param>
public sealed record Unicast(MemberId To, Envelope Envelope) : VsDown;

/// <summary>Send to all other members of the current view.</summary>
/// <param name="Envelope">The message.</param>
public sealed record Multicast(Envelope Envelope) : VsDown;
