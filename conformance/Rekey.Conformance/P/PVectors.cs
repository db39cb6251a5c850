using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Wire.Cose;
using static Rekey.Conformance.Forger;

namespace Rekey.Conformance.P;

/// <summary>Messages of protocol P that a member accepts, ignores, defers or rejects: <c>vectors/suite1/p-messages.json</c>.</summary>
public sealed class PVectors : VectorSet
{
    private const string Seed = "p vectors";
    private static readonly GroupId Group = new("g");
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");
    private static readonly MemberId M3 = MemberId.Parse("m3");
    private static readonly MemberId Outsider = MemberId.Parse("x1");

    private readonly List<VectorCase> cases = [];
    private readonly SortedDictionary<string, VectorSituation> situations = new(StringComparer.Ordinal);
    private readonly ConcreteBinding binding = new(Group, Seed, [M1, M2, M3, Outsider]);
    private readonly Forger forger;

    /// <summary>An empty set; <see cref="Files"/> fills it.</summary>
    public PVectors() => forger = new Forger(binding.Suite, binding.Directory, Group);

    /// <inheritdoc/>
    public override IEnumerable<(string Path, string Content)> Files()
    {
        cases.Clear();
        situations.Clear();
        Accepted();
        RejectedForm();
        RejectedProtection();
        RejectedMeaning();
        var document = new VectorDocument(
            VectorDocument.CurrentFormat, "P", binding.Suite.Number, Group.Name, Seed, [.. new[] { M1, M2, M3, Outsider }.Select(binding.MemberOf)], situations, cases);
        yield return ("vectors/suite1/p-messages.json", document.ToJson());
    }

    // The stages. Sent messages, by number: 0 and 1 are the keys to m2 and m3, 2 and 3 their acks, 4 ProtoDone, 5 data of m1.
    private Stage Installed() => new Stage(PDefinition.Value, Group, binding, M1, M2, M3).Install();

    private Stage KeySent()
    {
        var stage = Installed();
        stage.Deliver(0, M2);
        stage.Deliver(1, M3);
        return stage;
    }

    private Stage OneAck()
    {
        var stage = KeySent();
        stage.Deliver(2, M1);
        return stage;
    }

    private Stage LeaderKeyed()
    {
        var stage = OneAck();
        stage.Deliver(3, M1);
        stage.Feed(M1, new SendRequested(new Bytes("hello"u8)));
        return stage;
    }

    private Stage AllKeyed()
    {
        var stage = LeaderKeyed();
        stage.Deliver(4, M2);
        stage.Deliver(4, M3);
        return stage;
    }

    private Stage MemberBlocked()
    {
        var stage = Installed();
        stage.Feed(M2, BlockRequested.Instance);
        return stage;
    }

    private void Accepted()
    {
        Add("p-key", "P-04", "the leader's key, sealed to m2", "m2-awaits-key", Installed(), M2, M1, Installed().BytesOf(0));
        Add("p-key-blocked", "P-05", "a key that comes while blocked is ignored", "m2-blocked", MemberBlocked(), M2, M1, Installed().BytesOf(0));
        Add("p-ack-first", "T-03", "the first of two acks", "m1-collects", KeySent(), M1, M2, KeySent().BytesOf(2));
        Add("p-ack-last", "T-04", "the last ack: ProtoDone goes out", "m1-lacks-one-ack", OneAck(), M1, M3, KeySent().BytesOf(3));
        Add("p-done", "T-05", "ProtoDone commits the staged key", "m2-awaits-done", LeaderKeyed(), M2, M1, LeaderKeyed().BytesOf(4));
        Add("p-data", "D-03", "data under the committed key", "m2-keyed", AllKeyed(), M2, M1, LeaderKeyed().BytesOf(5));
        Add("p-data-early", "D-04", "data under the staged key waits for ProtoDone", "m2-awaits-done", LeaderKeyed(), M2, M1, LeaderKeyed().BytesOf(5));
        var asked = AllKeyed();
        asked.Feed(M2, RefreshRequested.Instance);
        Add("p-refresh-request", "P-06", "a member asks for a refresh; the leader opens run 2", "m1-keyed", AllKeyed(), M1, M2, asked.BytesOf(6));
        Add("p-refresh-request-moot", "P-08", "a request that crosses an open run is ignored", "m1-refreshes", Refreshing(), M1, M2, asked.BytesOf(6));
    }

    private Stage Refreshing()
    {
        var stage = AllKeyed();
        stage.Feed(M1, RefreshRequested.Instance);
        return stage;
    }

    private byte[] AckMap(params (long Label, byte[]? Value)[] changes)
    {
        var keyId = ((Bytes)KeySent()[M2].Staged!.KeyId).Span.ToArray();
        var fields = new SortedDictionary<long, byte[]>
        {
            [0] = Int(1), [1] = Int(2), [2] = Text("g"), [3] = View(1, "m1"), [4] = Int(1), [5] = Text("m2"), [10] = Blob(keyId),
        };
        return Map([.. Change(fields, changes)]);
    }

    private byte[] KeyMap(params (long Label, byte[]? Value)[] changes)
    {
        var key = ((Bytes)Installed()[M1].Staged!.Key).Span.ToArray();
        var fields = new SortedDictionary<long, byte[]>
        {
            [0] = Int(1), [1] = Int(1), [2] = Text("g"), [3] = View(1, "m1"), [4] = Int(1), [5] = Text("m1"), [10] = Blob(key),
        };
        return Map([.. Change(fields, changes)]);
    }

    private static IEnumerable<(long, byte[])> Change(SortedDictionary<long, byte[]> fields, (long Label, byte[]? Value)[] changes)
    {
        foreach (var (label, value) in changes)
        {
            if (value is null)
            {
                fields.Remove(label);
            }
            else
            {
                fields[label] = value;
            }
        }

        return fields.Select(f => (f.Key, f.Value));
    }

    private void AckCase(string id, string rule, string note, byte[] message, MemberId? from = null) =>
        Add(id, rule, note, "m1-collects", KeySent(), M1, from ?? M2, message);

    private void RejectedForm()
    {
        var ack = KeySent().BytesOf(2);
        AckCase("p-truncated", "W-02", "the last byte is missing", ack[..^1]);
        AckCase("p-empty", "W-02", "no bytes at all", []);
        AckCase("p-trailing", "W-02", "a byte follows the message", [.. ack, 0]);
        AckCase("p-non-canonical-length", "W-03", "the array's length in two bytes where one does", [ack[0], 0x98, 0x04, .. ack[2..]]);
        AckCase("p-non-canonical-number", "W-03", "run 1 written in two bytes", forger.Sign1(AckMap((4, [0x18, 0x01])), M2));
        AckCase("p-indefinite-length", "W-04", "an array of indefinite length", [ack[0], 0x9F, .. ack[2..], 0xFF]);
        AckCase("p-key-order", "W-05", "run before view", forger.Sign1([0xA7, .. AckFields(0, 1, 2, 4, 3, 5, 10)], M2));
        AckCase("p-duplicate-key", "W-05", "run twice", forger.Sign1([0xA8, .. AckFields(0, 1, 2, 3, 4, 4, 5, 10)], M2));
        AckCase("p-float", "W-06", "a floating-point run", forger.Sign1(AckMap((4, [0xF9, 0x3C, 0x00])), M2));
        AckCase("p-oversize", "W-07", "a message of 65,537 bytes", [0xD2, 0x84, .. Blob(new byte[65_532])]);
        AckCase("p-unknown-type", "W-10", "type 9", forger.Sign1(AckMap((1, Int(9))), M2));
        AckCase("p-missing-field", "W-15", "no key identifier", forger.Sign1(AckMap((10, null)), M2));
        AckCase("p-unknown-field", "W-15", "a field 11", forger.Sign1(AckMap((11, Int(0))), M2));
        AckCase("p-run-zero", "W-15", "run 0", forger.Sign1(AckMap((4, Int(0))), M2));
        AckCase("p-key-id-length", "W-15", "a key identifier of 15 bytes", forger.Sign1(AckMap((10, Blob(new byte[15]))), M2));
        Add("p-key-length", "W-15", "a group key of 31 bytes", "m2-awaits-key", Installed(), M2, M1,
            forger.Sign1(forger.Seal(KeyMap((10, Blob(new byte[31]))), M1, M2), M1));
    }

    private byte[] AckFields(params int[] labels)
    {
        var keyId = ((Bytes)KeySent()[M2].Staged!.KeyId).Span.ToArray();
        var values = new Dictionary<int, byte[]>
        {
            [0] = Int(1), [1] = Int(2), [2] = Text("g"), [3] = View(1, "m1"), [4] = Int(1), [5] = Text("m2"), [10] = Blob(keyId),
        };
        return [.. labels.SelectMany(l => (byte[])[.. Int(l), .. values[l]])];
    }

    private void RejectedProtection()
    {
        var ack = KeySent().BytesOf(2);
        AckCase("p-bad-signature", "W-11", "the signature's last bit is flipped", [.. ack[..^1], (byte)(ack[^1] ^ 1)]);
        AckCase("p-unknown-signer", "W-11", "signed by somebody whom nobody knows", forger.Sign1(
            AckMap((5, Text("nobody"))), M2, Map((1, Int(-7)), (4, Blob("nobody"u8)))));
        AckCase("p-signer-not-sender", "W-11", "m3 signs in the name of m2", forger.Sign1(AckMap(), M3));
        AckCase("p-wrong-algorithm", "W-17", "signature algorithm -35", forger.Sign1(AckMap(), M2, Map((1, Int(-35)), (4, Blob("m2"u8)))));
        AckCase("p-wrong-suite", "W-17", "suite 2", forger.Sign1(AckMap((0, Int(2))), M2));
        AckCase("p-wrong-group", "W-18", "group h", forger.Sign1(AckMap((2, Text("h"))), M2));
        AckCase("p-ack-sealed", "W-12", "an ack on the secure channel", forger.Sign1(forger.Seal(AckMap(), M2, M1), M2));
        void KeyCase(string id, string rule, string note, byte[] message) => Add(id, rule, note, "m2-awaits-key", Installed(), M2, M1, message);
        KeyCase("p-key-in-clear", "W-12", "a key that is signed but not sealed", forger.Sign1(KeyMap(), M1));
        KeyCase("p-key-for-m3", "W-18", "the key that was sealed to m3", Installed().BytesOf(1));
        KeyCase("p-bad-element", "W-14", "an ephemeral element that is on no point of the curve",
            forger.Sign1(forger.Seal(KeyMap(), M1, M2, [2, .. new byte[31], 7]), M1));
        KeyCase("p-bad-ciphertext", "W-13", "m3 passes m1's sealed key on under its own signature",
            forger.Sign1(forger.Seal(KeyMap(), M1, M2), M3));
        var data = LeaderKeyed().BytesOf(5);
        Add("p-data-forged", "D-05", "a flipped bit in the ciphertext", "m2-keyed", AllKeyed(), M2, M1, [.. data[..^1], (byte)(data[^1] ^ 1)]);
    }

    private void RejectedMeaning()
    {
        AckCase("p-wrong-view", "T-09", "an ack of view 2", forger.Sign1(AckMap((3, View(2, "m1"))), M2));
        AckCase("p-wrong-run", "T-11", "an ack of run 2", forger.Sign1(AckMap((4, Int(2))), M2));
        AckCase("p-wrong-key", "T-03", "an ack that names another key", forger.Sign1(AckMap((10, Blob(new byte[16]))), M2));
        AckCase("p-not-member", "T-10", "an ack of a process that is known, but not in the view", forger.Sign1(AckMap((5, Text("x1"))), Outsider), Outsider);
        Add("p-ack-twice", "T-11", "m2's ack again", "m1-lacks-one-ack", OneAck(), M1, M2, KeySent().BytesOf(2));
        Add("p-ack-at-member", "T-10", "an ack that reaches a member that does not lead", "m2-awaits-done", KeySent(), M2, M3, KeySent().BytesOf(3));
        Add("p-key-not-leader", "T-10", "a key from a member that does not lead", "m2-awaits-key", Installed(), M2, M3,
            forger.Sign1(forger.Seal(KeyMap((5, Text("m3"))), M3, M2), M3));
        Add("p-key-again", "T-11", "the key of this run again", "m2-awaits-done", KeySent(), M2, M1, Installed().BytesOf(0));
        Add("p-done-early", "T-11", "ProtoDone before the key", "m2-awaits-key", Installed(), M2, M1, LeaderKeyed().BytesOf(4));
        Add("p-done-not-leader", "T-10", "ProtoDone from a member that does not lead", "m2-awaits-done", KeySent(), M2, M3,
            forger.Sign1(AckMap((1, Int(3)), (5, Text("m3"))), M3));
        var heard = AllKeyed();
        heard.Deliver(5, M2);
        Add("p-data-again", "D-06", "data that was delivered before", "m2-heard-data", heard, M2, M1, LeaderKeyed().BytesOf(5));
        Add("p-data-unknown-epoch", "D-05", "data under a key that is not held", "m2-awaits-key", Installed(), M2, M1, LeaderKeyed().BytesOf(5));
    }

    /// <summary>Runs a case through the machine and writes down what it did. The rule that the case is about is the author's; the outcome is not.</summary>
    private void Add(string id, string rule, string note, string situation, Stage stage, MemberId member, MemberId from, byte[] message)
    {
        var states = PDefinition.Value.Spec.Table.States;
        var state = (PMember)stage[member];
        situations.TryAdd(situation, new VectorSituation(
            member.ToString(), states[state.Control], stage.View.Id.ToString(), [.. stage.View.Members.Select(m => m.ToString())],
            VectorKey.Of(state.Current), VectorKey.Of(state.Staged),
            state.Leads ? [.. stage.View.Members.Where((_, i) => state.Acked.Contains(i)).Select(m => m.ToString())] : null));
        var outcome = stage.Feed(member, new Received(from, new CoseEnvelope(new Bytes(message))));
        cases.Add(new VectorCase(id, rule, note, situation, from.ToString(), Convert.ToHexStringLower(message), Stage.Expect(outcome, states)));
    }
}
