using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Rekey.Worlds.Traces;

namespace Rekey.Conformance.Reading;

/// <summary>Opens the messages of one committed file, with the keys that the file itself names.</summary>
/// <param name="protocol">The protocol whose messages they are.</param>
/// <param name="suite">The suite.</param>
/// <param name="group">The group.</param>
/// <param name="directory">Long-term keys of everybody in the file.</param>
internal sealed class FileDecoder(ProtocolDefinition protocol, ConcreteSuite suite, GroupId group, KeyDirectory directory)
{
    private readonly CoseEnvelopes envelopes = new(suite, group, directory);

    /// <summary>The suite of a number.</summary>
    /// <exception cref="FormatException">No such suite.</exception>
    public static ConcreteSuite SuiteOf(int number) => number switch
    {
        1 => ConcreteSuite.Suite1,
        2 => ConcreteSuite.Suite2,
        3 => ConcreteSuite.Suite3,
        _ => throw new FormatException($"suite {number}: expected 1, 2 or 3"),
    };

    /// <summary>Bytes as an envelope.</summary>
    /// <exception cref="FormatException">No hexadecimal digits.</exception>
    public static CoseEnvelope Envelope(string hex) => new(new Bytes(Convert.FromHexString(hex)));

    /// <summary>The first way in which an envelope is not what its reader may take it for; null for none.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="recipients">Who may open it; one that can is enough.</param>
    /// <param name="message">What it holds.</param>
    public string? Open(CoseEnvelope envelope, IEnumerable<MemberId> recipients, out Message? message)
    {
        var opened = recipients.Select(r => envelopes.Open(envelope, r, protocol.Messages)).ToList();
        message = opened.Select(static o => o.Message).FirstOrDefault(static m => m is not null);
        return message is not null ? null : opened.Count == 0 ? "nobody is there to open it" : $"does not decode: {opened[0].Rejection}";
    }

    /// <summary>The reason why nobody may open an envelope; null where the recipient may.</summary>
    public Rejection? RejectionOf(CoseEnvelope envelope, MemberId recipient) => envelopes.Open(envelope, recipient, protocol.Messages).Rejection;

    /// <summary>Whether the same message, encoded anew, is the same bytes. A sealed one has a nonce and a key of its own, so that its body is compared.</summary>
    public string? EncodedAnew(CoseEnvelope envelope, Message message) => message.Type.Protection switch
    {
        Protection.Signed when ((CoseEnvelope)envelopes.Sign(message)).Content.ToString() is var again && again != envelope.Content.ToString() =>
            $"encoded anew it {VectorDifferences.Difference(again, envelope.Content.ToString())}",
        Protection.Sealed when !SealedAnew(message) => "sealed anew it opens as something else",
        _ => null,
    };

    /// <summary>The payload of group data under a group key; null where it does not authenticate, or is not what the same payload gives anew.</summary>
    public string? PayloadOf(GroupData data, CryptoValue groupKey)
    {
        var traffic = suite.TrafficKey(groupKey, data.Header.Sender);
        return envelopes.Decrypt(data, traffic) is { } payload
            && ((CoseEnvelope)envelopes.Encrypt(data.Header, data.Sequence, data.KeyId, traffic, payload)).Content.Equals(((CoseEnvelope)data.Sealed).Content)
            ? payload.ToString()
            : null;
    }

    private bool SealedAnew(Message message)
    {
        var recipient = message.Header.Sender;
        var again = envelopes.Seal(message, recipient, new SeededEntropy("sealed anew", message.Header.Sender));
        return envelopes.Open(again, recipient, protocol.Messages).Message is { } opened && opened.Header == message.Header && MessageText.Of(opened) == MessageText.Of(message);
    }
}
