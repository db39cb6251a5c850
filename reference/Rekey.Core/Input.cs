namespace Rekey.Core;

/// <summary>What a driver may feed a member's machine.</summary>
public abstract record Input;

/// <summary>The group communication system asks for silence: after this, nothing may be sent until the next view (VS-6).</summary>
public sealed record BlockRequested : Input
{
    /// <summary>The one value.</summary>
    public static readonly BlockRequested Instance = new();
}

/// <summary>The group communication system installs a view that this member belongs to.</summary>
/// <param name="View">The view.</param>
public sealed record ViewInstalled(View View) : Input;

/// <summary>A message arrived.</summary>
/// <param name="From">Whom the transport names as sender. It is believed only as far as the envelope proves it.</param>
/// <param name="Envelope">The message.</param>
public sealed record Received(MemberId From, Envelope Envelope) : Input;

/// <summary>The application wants to multicast a payload to the group.</summary>
/// <param name="Payload">What to send.</param>
public sealed record SendRequested(CryptoValue Payload) : Input;

/// <summary>The application wants a new group key without a change of membership.</summary>
public sealed record RefreshRequested : Input
{
    /// <summary>The one value.</summary>
    public static readonly RefreshRequested Instance = new();
}

/// <summary>The application leaves the group for good.</summary>
public sealed record LeaveRequested : Input
{
    /// <summary>The one value.</summary>
    public static readonly LeaveRequested Instance = new();
}
