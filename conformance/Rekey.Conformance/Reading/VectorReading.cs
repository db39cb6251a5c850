using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Rekey.Worlds;

namespace Rekey.Conformance.Reading;

/// <summary>
/// Reads a committed file of vectors as another implementation would: keys from the file, bytes through the decoder, what they hold against what the file
/// says of them, and the same bytes from what they hold. How the vectors were made plays no part.
/// </summary>
internal sealed class VectorReading
{
    /// <summary>Bytes that are no message of the group are turned away by this rule, and by no other.</summary>
    private const string Form = "W-01";

    private static readonly JsonSerializerOptions Strict = new(VectorDocument.Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly VectorDocument document;
    private readonly ConcreteSuite suite;
    private readonly FileDecoder decoder;
    private readonly MemberId[] everybody;

    private VectorReading(VectorDocument document)
    {
        this.document = document;
        suite = FileDecoder.SuiteOf(document.Suite);
        everybody = [.. document.Members.Select(static m => MemberId.Parse(m.Name))];
        var keys = document.Members.Select(static m => new LongTermKeys(MemberId.Parse(m.Name), Scalar(m.SigningPrivate), Scalar(m.ChannelPrivate)));
        decoder = new FileDecoder(ProtocolRegistry.Find(document.Protocol), suite, new GroupId(document.Group), new KeyDirectory([], keys));
    }

    /// <summary>What is wrong in a file, one line for each. A text that is no file of vectors is for whoever compares texts.</summary>
    public static IEnumerable<string> Of(string text)
    {
        VectorReading reading;
        try
        {
            reading = new VectorReading(JsonSerializer.Deserialize<VectorDocument>(text, Strict)!);
        }
        catch (JsonException)
        {
            return [];
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return [$"cannot be read: {e.Message}"];
        }

        return reading.All();
    }

    private IEnumerable<string> All() =>
    [
        .. document.Members.SelectMany(m => Said($"member {m.Name}", () => Member(m))),
        .. document.Situations.SelectMany(s => Said($"situation {s.Key}", () => Keys(s.Value).Where(k => suite.KeyId(Value(k.Key)).ToString() != k.KeyId)
            .Select(static k => $"{k.KeyId} is not the identifier of key {k.Key}").FirstOrDefault())),
        .. (document.Messages ?? new Dictionary<string, string>()).SelectMany(m => Said($"message {m.Key}", () => Genuine(m.Value, everybody, null))),
        .. document.Cases.SelectMany(c => Said($"case {c.Id}", () => Case(c) ?? Effects(c))),
        .. (document.Sends ?? []).SelectMany(s => Said($"send {s.Id}", () => Send(s))),
    ];

    private static IEnumerable<string> Said(string what, Func<string?> check)
    {
        string? wrong;
        try
        {
            wrong = check();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or KeyNotFoundException)
        {
            wrong = e.Message;
        }

        return wrong is null ? [] : [$"{what}: {wrong}"];
    }

    private static string? Member(VectorMember member)
    {
        var keys = new LongTermKeys(MemberId.Parse(member.Name), Scalar(member.SigningPrivate), Scalar(member.ChannelPrivate)).Public;
        return keys.Signing.Encoded.ToString() == member.SigningPublic && keys.Channel.Encoded.ToString() == member.ChannelPublic ? null : "a public key is not that of the private one";
    }

    private string? Case(VectorCase vector)
    {
        var (situation, envelope) = (document.Situations[vector.Situation], FileDecoder.Envelope(vector.Message));
        var (to, expect) = (MemberId.Parse(situation.Member), vector.Expect);
        var rejection = decoder.RejectionOf(envelope, to);
        if (expect.Rule == Form)
        {
            return (rejection?.Kind.ToString(), rejection?.Field) == (expect.Reason, expect.Field)
                ? null
                : $"the decoder says {rejection?.ToString() ?? "that it is a message"}; expected {expect.Reason} at {expect.Field}";
        }

        return Genuine(vector.Message, [to], message =>
            expect.Outcome == "Rejected" ? null
            : message.Header.Sender.ToString() != vector.From ? $"is of {message.Header.Sender}; expected {vector.From}"
            : expect.Outcome == "Moved" && message.Header.View.ToString() != situation.View ? $"is of view {message.Header.View}; expected {situation.View}"
            : expect.Effects?.FirstOrDefault(static e => e.Effect == "deliver") is { } delivery ? Delivered((GroupData)message, situation, delivery)
            : null);
    }

    private string? Delivered(GroupData data, VectorSituation situation, VectorEffect delivery)
    {
        var key = Keys(situation).FirstOrDefault(k => k.Run == data.Header.Run) ?? throw new FormatException($"the situation has no key of run {data.Header.Run}");
        var found = (decoder.PayloadOf(data, Value(key.Key)), data.Sequence, data.Header.Epoch.ToString(), data.Header.Sender.ToString());
        return found == (delivery.Payload, delivery.Sequence, delivery.Epoch, delivery.Sender) ? null : $"holds {found}; expected {(delivery.Payload, delivery.Sequence, delivery.Epoch, delivery.Sender)}";
    }

    private string? Effects(VectorCase vector)
    {
        var situation = document.Situations[vector.Situation];
        return (vector.Expect.Effects ?? []).Where(static e => e.Message is not null).Select(e => Genuine(
            e.Message!,
            e.To is { } to ? [MemberId.Parse(to)] : everybody.Where(m => m.ToString() != situation.Member),
            message => message.Header.Sender.ToString() == situation.Member ? null : $"is of {message.Header.Sender}; expected {situation.Member}"))
            .FirstOrDefault(static wrong => wrong is not null) is { } found ? $"an effect {found}" : null;
    }

    private string? Send(VectorSend send)
    {
        var situation = document.Situations[send.Situation];
        return Genuine(send.Message, everybody, message =>
        {
            var data = (GroupData)message;
            var key = Value(Keys(situation).Single(k => k.Run == send.Run).Key);
            var found = (data.Header.Run, data.Sequence, decoder.PayloadOf(data, key), suite.TrafficKey(key, data.Header.Sender).ToString());
            return found != (send.Run, send.Sequence, send.Payload, send.TrafficKey) ? $"holds {found}; expected {(send.Run, send.Sequence, send.Payload, send.TrafficKey)}"
                : send.Message.Contains($"054c{send.Nonce}", StringComparison.Ordinal) && send.Nonce == data.Sequence.ToString("x24", CultureInfo.InvariantCulture) ? null
                : $"has another nonce than {send.Nonce}";
        });
    }

    /// <summary>Bytes that must be a message, the same bytes again when it is encoded anew, and hold what is said of it.</summary>
    private string? Genuine(string hex, IEnumerable<MemberId> recipients, Func<Message, string?>? holds)
    {
        var envelope = FileDecoder.Envelope(hex);
        return decoder.Open(envelope, recipients, out var message) ?? decoder.EncodedAnew(envelope, message!) ?? holds?.Invoke(message!);
    }

    private static IEnumerable<VectorKey> Keys(VectorSituation situation) => new[] { situation.Current, situation.Staged }.OfType<VectorKey>().Concat(situation.Older ?? []);

    private static Bytes Value(string hex) => new(Convert.FromHexString(hex));

    private static BigInteger Scalar(string hex) => new(Convert.FromHexString(hex), isUnsigned: true, isBigEndian: true);
}
