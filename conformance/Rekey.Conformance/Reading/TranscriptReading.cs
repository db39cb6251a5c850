using System.Text.RegularExpressions;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.Conformance.Reading;

/// <summary>
/// Reads the messages of a committed transcript: the bytes below an effect must decode to what the line above them says, and be the same bytes when that is
/// encoded anew. Keys are those of the seed in the first line (W-21).
/// </summary>
internal sealed partial class TranscriptReading
{
    private readonly FileDecoder decoder;
    private readonly MemberId[] everybody;
    private readonly Dictionary<string, CryptoValue> groupKeys = new(StringComparer.Ordinal);
    private MemberId stepping;

    private TranscriptReading(Match first, string text)
    {
        everybody = [.. Views().Matches(text).SelectMany(static m => m.Groups[1].Value.Split(',')).Distinct().Select(MemberId.Parse)];
        decoder = new FileDecoder(
            ProtocolRegistry.Find(first.Groups[1].Value), FileDecoder.SuiteOf(int.Parse(first.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)),
            new GroupId(first.Groups[3].Value), KeyDirectory.ForVectors(first.Groups[4].Value, everybody));
    }

    /// <summary>What is wrong in a transcript, one line for each message; one without bytes has none.</summary>
    public static IEnumerable<string> Of(string text)
    {
        if (FirstLine().Match(text) is not { Success: true } first)
        {
            yield break;
        }

        var (reading, lines) = (new TranscriptReading(first, text), text.Split('\n'));
        for (var i = 1; i < lines.Length; i++)
        {
            reading.Note(lines[i]);
            if (Content().Match(lines[i]) is { Success: true } bytes && reading.Wrong(lines[i - 1].Trim(), bytes.Groups[1].Value) is { } wrong)
            {
                yield return $"line {i + 1}: {wrong}";
            }
        }
    }

    private void Note(string line)
    {
        if (Step().Match(line) is { Success: true } step)
        {
            stepping = MemberId.Parse(step.Groups[1].Value);
        }
        else if (Use().Match(line) is { Success: true } use)
        {
            groupKeys[use.Groups[2].Value] = new Bytes(Convert.FromHexString(use.Groups[1].Value));
        }
    }

    private string? Wrong(string effect, string hex)
    {
        var to = Sent().Match(effect) is { Success: true } send ? send.Groups[1].Value : null;
        var envelope = FileDecoder.Envelope(hex);
        if (decoder.Open(envelope, to is null ? everybody.Where(m => m != stepping) : [MemberId.Parse(to)], out var message) is { } reason)
        {
            return reason;
        }

        var told = message is GroupData data ? $"Data[{data.Header.Epoch}] sequence {data.Sequence} {PayloadOf(data)}"
            : MessageText.Of(message!) + (message!.Type.Protection == Protection.Sealed ? $" (sealed for {to})" : "");
        var said = to is null ? $"multicast {told}" : $"send {told} to {to}";
        return said != effect ? $"the bytes are {said}; expected {effect}"
            : message!.Header.Sender != stepping ? $"is of {message.Header.Sender}; expected {stepping}"
            : decoder.EncodedAnew(envelope, message);
    }

    private string? PayloadOf(GroupData data) => groupKeys.TryGetValue(data.Header.Epoch.ToString(), out var key) ? decoder.PayloadOf(data, key) : "under a key that nobody uses";

    [GeneratedRegex(@"^protocol (\S+), suite (\d+), group (\S+), \d+ members?, seed ""([^""]*)""")]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"\{([a-z0-9',]+)\}")]
    private static partial Regex Views();

    [GeneratedRegex(@"^     (\S+): \S+ -> ")]
    private static partial Regex Step();

    [GeneratedRegex(@"^       use ([0-9a-f]+) for (\S+)$")]
    private static partial Regex Use();

    [GeneratedRegex(@"^         ([0-9a-f]+)$")]
    private static partial Regex Content();

    [GeneratedRegex(@"^send .* to (\S+)$")]
    private static partial Regex Sent();
}
