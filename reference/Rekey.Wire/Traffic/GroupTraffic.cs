using Rekey.Core;
using Rekey.Crypto;

namespace Rekey.Wire.Traffic;

/// <summary>How a protocol uses its group keys (spec/protocols/group-data.md): the same pure functions for every protocol.</summary>
public static class GroupTraffic
{
    /// <summary>What a data message means to a member.</summary>
    public enum Meaning
    {
        /// <summary>Under a committed key of this view: deliver (D-03).</summary>
        Committed,

        /// <summary>Under the staged key: wait (D-04).</summary>
        Staged,

        /// <summary>Neither, or forged, or replayed (D-05, D-06).</summary>
        Rejected,
    }

    /// <summary>Encrypts a payload under the newest committed key and counts it (D-01).</summary>
    /// <exception cref="SpecificationViolation">The key has protected 2^32 - 1 payloads of this sender: a number must not come again.</exception>
    public static (TrafficState State, Multicast Effect) Send(
        TrafficState traffic, Header header, CryptoValue payload, ICipherSuite suite, IEnvelopes envelopes)
    {
        var key = traffic.Keys[^1];
        if (traffic.Sent == uint.MaxValue)
        {
            throw new SpecificationViolation("a key protects at most 2^32 - 1 payloads of one sender; the driver must ask for a refresh before (D-01)");
        }

        var sequence = traffic.Sent + 1;
        var envelope = envelopes.Encrypt(
            header with { Run = key.Epoch.Run }, sequence, key.KeyId, suite.TrafficKey(key.Key, header.Sender), payload);
        return (traffic with { Sent = sequence }, new Multicast(envelope));
    }

    /// <summary>
    /// Judges a data message of the current view. <paramref name="staged"/> is the key that ProtoDone may still commit, or null.
    /// On <see cref="Meaning.Committed"/> the payload is given.
    /// </summary>
    public static (Meaning Meaning, CryptoValue? Payload, Rejection? Why) Judge(
        TrafficState traffic, EpochKey? staged, GroupData data, int place, ICipherSuite suite, IEnvelopes envelopes)
    {
        var run = data.Header.Run;
        var committed = traffic.KeyOf(run);
        var key = committed ?? (staged?.Epoch.Run == run ? staged : null);
        if (key is null)
        {
            return Reject(RejectionKind.WrongRun, "data.run", "a run whose key is held");
        }

        if (!key.KeyId.Equals(data.KeyId))
        {
            return Reject(RejectionKind.WrongKey, "data.keyId", key.KeyId.ToString()!);
        }

        if (committed is not null && !traffic.IsNext(place, run, data.Sequence))
        {
            return Reject(RejectionKind.Duplicate, "data.sequence", "the sender's next number");
        }

        var payload = envelopes.Decrypt(data, suite.TrafficKey(key.Key, data.Header.Sender));
        if (payload is null)
        {
            return Reject(RejectionKind.BadCiphertext, "data.ciphertext", "a ciphertext that authenticates");
        }

        return committed is not null ? (Meaning.Committed, payload, null) : (Meaning.Staged, payload, null);
    }

    private static (Meaning Meaning, CryptoValue? Payload, Rejection? Why) Reject(RejectionKind kind, string field, string expected) =>
        (Meaning.Rejected, null, new Rejection(kind, field, expected));
}
