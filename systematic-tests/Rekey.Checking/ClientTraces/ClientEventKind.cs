namespace Rekey.Checking.ClientTraces;

/// <summary>What happens at a client, as its log says it.</summary>
public enum ClientEventKind : byte
{
    /// <summary>It asked to join.</summary>
    Joined,

    /// <summary>It was told a view.</summary>
    View,

    /// <summary>It was told the transitional signal.</summary>
    Signal,

    /// <summary>It sent a message.</summary>
    Sent,

    /// <summary>It was delivered a message.</summary>
    Delivered,

    /// <summary>It is out of the group, as it asked to be.</summary>
    Left,

    /// <summary>It stopped for ever.</summary>
    Crashed,
}
