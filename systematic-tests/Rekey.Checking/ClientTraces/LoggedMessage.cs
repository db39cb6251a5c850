using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Checking.ClientTraces;

/// <summary>A message of which there is only a log: how it was sent is known, and nothing of what it says.</summary>
/// <param name="number">Its number in the log.</param>
/// <param name="service">By which service it was sent.</param>
/// <param name="isSelfDiscarded">Whether its sender is not to be delivered it.</param>
/// <param name="isUnseen">Whether there is no log of its sender.</param>
internal sealed class LoggedMessage(int number, Service service, bool isSelfDiscarded, bool isUnseen) : Envelope, IServed
{
    /// <inheritdoc/>
    public override ulong Fingerprint => (ulong)number;

    /// <inheritdoc/>
    public Service Service => service;

    /// <inheritdoc/>
    public bool IsSelfDiscarded => isSelfDiscarded;

    /// <inheritdoc/>
    public bool IsUnseen => isUnseen;
}
