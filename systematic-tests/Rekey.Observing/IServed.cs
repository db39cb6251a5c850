using Rekey.Core;

namespace Rekey.Observing;

/// <summary>A message of which it is known how it was sent. Others count as sent in FIFO order, to all but their senders.</summary>
public interface IServed
{
    /// <summary>By which service.</summary>
    Service Service { get; }

    /// <summary>Whether its sender is not to be delivered it.</summary>
    bool IsSelfDiscarded { get; }

    /// <summary>Whether only its deliveries were seen: then when it was sent, and after what, is not known.</summary>
    bool IsUnseen { get; }
}
