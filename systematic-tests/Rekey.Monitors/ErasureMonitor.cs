using Rekey.Crypto.Symbolic;

namespace Rekey.Monitors;

/// <summary>A property of what is gone from a process: keys of epochs, and what can be read with something that was made of them.</summary>
/// <param name="ledger">Shared by the properties of one run.</param>
public abstract class ErasureMonitor(SecrecyLedger ledger) : ExposureMonitor(ledger)
{
    /// <inheritdoc/>
    /// <remarks>A payload that waits in the mailbox is shown itself; that it is sent later, and read, is no news.</remarks>
    protected override string? Judge(Exposure exposure, SecrecyLedger secrets)
    {
        if (base.Judge(exposure, secrets) is { } wrong)
        {
            return wrong;
        }

        Knowledge? known = null;
        foreach (var (payload, epoch, view) in secrets.Payloads)
        {
            if (epoch >= 0 && view.Contains(exposure.Process.Id) && MustBeSafe(exposure, secrets.Epochs[epoch].Key.Epoch)
                && !exposure.State.Contains(payload) && (known ??= KnownBy(exposure)).Derives(payload))
            {
                return $"whoever is shown {What(exposure)} can read {payload}, which was sent in {secrets.Epochs[epoch].Key.Epoch} {view}";
            }
        }

        return null;
    }
}
