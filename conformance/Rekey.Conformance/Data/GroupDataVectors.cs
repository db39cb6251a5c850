using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Runs.P;
using Rekey.Wire;
using Rekey.Wire.Cose;

namespace Rekey.Conformance.Data;

/// <summary>
/// Group data under the first and the second run of a view, with numbers where something could be cut off: <c>vectors/suite1/group-data.json</c>.
/// The protocol is P; group data is the same in all.
/// </summary>
public sealed class GroupDataVectors : VectorSet
{
    private const string Seed = "group data vectors";

    /// <summary>The numbers: the first, and those around which 16, 24, 31 and 32 bits end.</summary>
    private static readonly uint[] Numbers = [1, 65_535, 65_536, 65_537, 1u << 24, 1u << 31, uint.MaxValue];

    /// <summary>What stands before the IV: an unprotected header of one entry, label 5, a byte string of 12.</summary>
    private static ReadOnlySpan<byte> IvMark => [0xA1, 0x05, 0x4C];

    private static readonly GroupId Group = new("g");
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");
    private static readonly MemberId M3 = MemberId.Parse("m3");

    private readonly ConcreteBinding binding = new(Group, Seed, [M1, M2, M3]);
    private readonly SortedDictionary<string, VectorSituation> situations = new(StringComparer.Ordinal);
    private readonly List<VectorCase> cases = [];
    private readonly List<VectorSend> sends = [];

    /// <inheritdoc/>
    public override IEnumerable<(string Path, string Content)> Files()
    {
        situations.Clear();
        cases.Clear();
        sends.Clear();
        foreach (var run in new[] { 1u, 2u })
        {
            foreach (var number in Numbers)
            {
                Send(run, number);
                Receive($"data-run{run}-{number}", "D-03", $"number {number} under run {run}", After(run, number - 1), Data(run, number));
            }
        }

        Switching();
        Rejected();
        var document = new VectorDocument(
            VectorDocument.CurrentFormat, "P", binding.Suite.Number, Group.Name, Seed, [.. new[] { M1, M2, M3 }.Select(binding.MemberOf)], situations, cases)
        {
            Sends = sends,
        };
        yield return ("vectors/suite1/group-data.json", document.ToJson());
    }

    /// <summary>All are keyed; for run 2, after a refresh.</summary>
    private Stage Keyed(uint run)
    {
        var stage = new Stage(PDefinition.Value, Group, binding, M1, M2, M3).Install().Settle();
        for (var next = 2u; next <= run; next++)
        {
            stage.Feed(M1, RefreshRequested.Instance);
            stage.Settle();
        }

        return stage;
    }

    /// <summary>m2 has delivered the payloads of m1 under a run up to a number.</summary>
    private Stage After(uint run, uint number) =>
        number == 0 ? Keyed(run) : Keyed(run).Put(M2, m => (PMember)m with { Traffic = ((PMember)m).Traffic.Hear(0, 3, run, number) });

    /// <summary>A payload of m1 as it must be sent, under the key of a run.</summary>
    private byte[] Data(uint run, uint number) => Data(run, run, number);

    /// <summary>The same, with the traffic key of another run than the header names.</summary>
    private byte[] Data(uint run, uint keyOf, uint number)
    {
        var (right, other) = (Keyed(run)[M1].Current!, Keyed(keyOf)[M1].Current!);
        var header = new Header(Group, right.Epoch.View, run, M1);
        return Content(binding.Envelopes.Encrypt(header, number, right.KeyId, binding.Suite.TrafficKey(other.Key, M1), Payload(number)));
    }

    private static Bytes Payload(uint number) => new(System.Text.Encoding.ASCII.GetBytes($"payload {number}"));

    private static byte[] Content(Envelope envelope) => ((CoseEnvelope)envelope).Content.Span.ToArray();

    private static byte[] NonceOf(uint number) => [0, 0, 0, 0, 0, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    private void Send(uint run, uint number)
    {
        var stage = Keyed(run).Put(M1, m => (PMember)m with { Traffic = ((PMember)m).Traffic with { Sent = number - 1 } });
        var situation = Situation($"m1-sent-{number - 1}-in-run{run}", stage, M1);
        var outcome = (Moved)stage.Feed(M1, new SendRequested(Payload(number)));
        var message = Content(((Multicast)outcome.Effects.Single()).Envelope);
        sends.Add(new VectorSend(
            $"send-run{run}-{number}", "D-01", $"number {number} under run {run}", situation, Payload(number).ToString(), run, number,
            binding.Suite.TrafficKey(stage[M1].Current!.Key, M1).ToString()!, Convert.ToHexStringLower(NonceIn(message)), Convert.ToHexStringLower(message)));
    }

    private static byte[] NonceIn(byte[] message)
    {
        var at = message.AsSpan().IndexOf(IvMark) + 3;
        return message[at..(at + AuthenticatedCipher.NonceLength)];
    }

    /// <summary>Around the moment at which members take a new key into use.</summary>
    private void Switching()
    {
        Receive("data-older-run", "D-03", "number 65,536 under run 1, after run 2 was committed: its sender is behind", Behind(65_535), Data(1, 65_536));
        Receive("data-newer-run", "D-03", "the first payload under run 2, after 65,535 under run 1", Behind(65_535), Data(2, 1));
        var staged = Keyed(1);
        staged.Feed(M1, RefreshRequested.Instance);
        staged.Settle(static (message, to) => message is Rekey.Runs.ProtoDone && to == M2);
        Receive("data-staged-run", "D-04", "a payload under run 2 before ProtoDone of run 2", staged, Data(2, 1));
        Receive("data-older-after-newer", "D-06", "number 1 under run 1, after a payload under run 2 was delivered", After(2, 1), Data(1, 1));
    }

    /// <summary>m2 has committed run 2, and delivered payloads of m1 under run 1 up to a number.</summary>
    private Stage Behind(uint number) => Keyed(2).Put(M2, m => (PMember)m with { Traffic = ((PMember)m).Traffic.Hear(0, 3, 1, number) });

    private void Rejected()
    {
        Receive("data-key-of-first-run", "D-05", "the header names run 2, the traffic key is that of run 1", Keyed(2), Data(2, 1, 1));
        Receive("data-gap-65537", "D-06", "number 65,537 after 65,535", After(1, 65_535), Data(1, 65_537));
        Receive("data-low-bits-65537", "W-16", "number 65,537 with the nonce of number 1", After(1, 65_536), WithNonce(65_537, 1));
        Receive("data-low-bits-16777216", "W-16", "number 2^24 with a nonce that keeps 24 bits of it", After(1, (1u << 24) - 1), WithNonce(1u << 24, 0));
        Receive("data-sign-2147483648", "W-16", "number 2^31 with a nonce that extends its sign", After(1, (1u << 31) - 1), WithNonce(1u << 31, 1u << 31, 0xFF));
        Receive("data-wrapped", "D-06", "number 1 after number 2^32 - 1", After(1, uint.MaxValue), Data(1, 1));
    }

    private byte[] WithNonce(uint number, uint other, byte before = 0)
    {
        var message = Data(1, number);
        var nonce = NonceOf(other);
        nonce.AsSpan(0, 8).Fill(before);
        nonce.CopyTo(message, message.AsSpan().IndexOf(IvMark) + 3);
        return message;
    }

    private void Receive(string id, string rule, string note, Stage stage, byte[] message)
    {
        var state = (PMember)stage[M2];
        var (run, number) = state.Traffic.Heard.IsEmpty ? default : state.Traffic.Heard[0];
        var name = $"m2-{(state.Staged is null ? "in" : "before")}-run{(state.Staged ?? state.Current)!.Epoch.Run}" + (number == 0 ? "" : $"-heard-{run}-{number}");
        var situation = Situation(name, stage, M2);
        var outcome = stage.Feed(M2, new Received(M1, new CoseEnvelope(new Bytes(message))));
        cases.Add(new VectorCase(id, rule, note, situation, M1.ToString(), Convert.ToHexStringLower(message), Stage.Expect(outcome, PDefinition.Value.Spec.Table.States)));
    }

    private string Situation(string name, Stage stage, MemberId member)
    {
        var state = (PMember)stage[member];
        var heard = stage.View.Members.Zip(state.Traffic.Heard).Where(static h => h.Second.Sequence > 0).ToDictionary(static h => h.First.ToString(), static h => $"{h.Second.Run}/{h.Second.Sequence}");
        situations.TryAdd(name, new VectorSituation(
            member.ToString(), PDefinition.Value.Spec.Table.States[state.Control], stage.View.Id.ToString(), [.. stage.View.Members.Select(static m => m.ToString())],
            VectorKey.Of(state.Current), VectorKey.Of(state.Staged), null)
        {
            Older = state.Traffic.Keys.Length > 1 ? [.. state.Traffic.Keys[..^1].Select(static k => VectorKey.Of(k)!)] : null,
            Sent = state.Traffic.Sent == 0 ? null : state.Traffic.Sent,
            Heard = heard.Count == 0 ? null : heard,
        });
        return name;
    }
}
