using Rekey.Core;

namespace Rekey.Tests.Protocols.P;

/// <summary>All that an outcome says, as text: two outcomes are equal when their texts are.</summary>
internal static class OutcomeText
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Moved m => $"Moved {m.Cell} {m.Rule} to {m.State.Control} {m.State.Fingerprint:x} doing {string.Join("; ", m.Effects.Select(Of))}",
        _ => outcome.ToString(),
    };

    private static string Of(PortEvent effect) => effect switch
    {
        Unicast u => $"to {u.To} {u.Envelope.Fingerprint:x}",
        Multicast m => $"to all {m.Envelope.Fingerprint:x}",
        KeyCommitted k => $"commit {k.Epoch} {k.Key.Fingerprint:x}",
        DeliverData d => $"deliver {d.Sender} {d.Epoch} {d.Sequence} {d.Payload.Fingerprint:x}",
        _ => effect.ToString(),
    };
}
