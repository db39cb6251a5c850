namespace Rekey.Core;

/// <summary>What a keyed group and its application say to each other.</summary>
public static class SecurePort
{
    /// <summary>The port.</summary>
    public static readonly Port Port = Port.Of<SecureUp, SecureDown>("Secure");
}

/// <summary>What the application is told.</summary>
public abstract record SecureUp : PortEvent;

/// <summary>The group key of an epoch is agreed and may be used: the application's secure view.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Key">The group key.</param>
public sealed record KeyCommitted(Epoch Epoch, CryptoValue Key) : SecureUp;

/// <summary>Hand a payload of the group to the application.</summary>
/// <param name="Sender">Who sent it.</param>
/// <param name="Epoch">Under which key.</param>
/// <param name="Sequence">The sender's count of payloads in this epoch, from 1.</param>
/// <param name="Payload">The payload.</param>
public sealed record DeliverData(MemberId Sender, Epoch Epoch, uint Sequence, CryptoValue Payload) : SecureUp;

/// <summary>What the application asks for.</summary>
public abstract record SecureDown : PortEvent;

/// <summary>The application wants to multicast a payload to the group.</summary>
/// <param name="Payload">What to send.</param>
public sealed record SendRequested(CryptoValue Payload) : SecureDown;

/// <summary>The application wants a new group key without a change of membership.</summary>
public sealed record RefreshRequested : SecureDown
{
    /// <summary>The one value.</summary>
    public static readonly RefreshRequested Instance = new();
}

/// <summary>The application wants to be in the group. No rekey protocol hears of it: where there is a view, somebody has joined.</summary>
public sealed record JoinRequested : SecureDown
{
    /// <summary>The one value.</summary>
    public static readonly JoinRequested Instance = new();
}

/// <summary>The application leaves the group for good.</summary>
public sealed record LeaveRequested : SecureDown
{
    /// <summary>The one value.</summary>
    public static readonly LeaveRequested Instance = new();
}
