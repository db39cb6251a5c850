using Rekey.Core;
using Rekey.Wire;
using Rekey.Wire.Symbolic;

namespace Rekey.Monitors;

/// <summary>What members send.</summary>
internal static class Sent
{
    /// <summary>The group data that an effect sends; null where it sends none.</summary>
    public static SymbolicEnvelope? DataOf(Effect effect) => (effect switch
    {
        Multicast multicast => multicast.Envelope,
        Unicast unicast => unicast.Envelope,
        _ => null,
    }) as SymbolicEnvelope is { Protection: Protection.GroupEncrypted } envelope ? envelope : null;
}
