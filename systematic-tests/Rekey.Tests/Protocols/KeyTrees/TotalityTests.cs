using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.KeyTrees.Runs;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Cbor;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Shouldly;
using Xunit;
using Outcome = Rekey.Core.Outcome;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>
/// The key-tree protocols over bytes: any bytes give an outcome in every state (W-01, W-08); bytes that nobody signed change nothing, and bytes that an
/// insider signed, whatever they say, are judged and never throw.
/// </summary>
public sealed class TotalityTests
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M3 = MemberId.Parse("m3");
    private static readonly MemberId M4 = MemberId.Parse("m4");
    private static readonly Dictionary<string, Situation[]> Made = [];

    public static TheoryData<string> Protocols() => TreeBench.WithPaperTrees;

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_state_in_which_messages_matter_is_met(string protocol)
    {
        var states = Situations(protocol).Select(static s => ((TreeMember)s.Stage[s.Member]).State).ToHashSet();

        states.ShouldBe(Enum.GetValues<RunState>().Where(static s => s != RunState.Left), ignoreOrder: true);
    }

    [Property(MaxTest = 12)]
    public Property Random_bytes_are_rejected() => Prop.ForAll<byte[], byte>((bytes, kind) => Each.Of(Protocols(), protocol =>
    {
        byte[][] inputs = [bytes, [0xD2, 0x84, .. bytes], [0xD0, 0x83, .. bytes], [kind, .. bytes]];
        return Situations(protocol).All(s => inputs.All(b => Step(s, b) is Rejected { Reason.Field.Length: > 0 }));
    }));

    [Property(MaxTest = 12)]
    public Property A_message_with_a_byte_changed_or_a_piece_cut_out_is_rejected() => Prop.ForAll<uint, byte, uint>((at, change, length) => Each.Of(Protocols(), protocol =>
        Situations(protocol).All(s =>
        {
            var start = Place(at, s.Message.Length);
            var end = start + 1 + Place(length, s.Message.Length - start);
            byte[] changed = [.. s.Message[..start], (byte)(s.Message[start] ^ Math.Max((byte)1, change)), .. s.Message[(start + 1)..]];
            return Step(s, changed) is Rejected && Step(s, [.. s.Message[..start], .. s.Message[end..]]) is Rejected;
        })));

    /// <summary>Fields changed before they are signed: an insider can do that.</summary>
    [Property(MaxTest = 12)]
    public Property A_message_that_is_changed_and_signed_anew_has_an_outcome() => Prop.ForAll<uint, byte, uint>((at, change, length) => Each.Of(Protocols(), protocol =>
        Situations(protocol).All(s =>
        {
            var start = Place(at, s.Payload.Length);
            var end = start + 1 + Place(length, s.Payload.Length - start);
            byte[][] payloads =
            [
                [.. s.Payload[..start], (byte)(s.Payload[start] ^ change), .. s.Payload[(start + 1)..]],
                [.. s.Payload[..start], change, .. s.Payload[start..]],
                [.. s.Payload[..start], .. s.Payload[end..]],
            ];
            return payloads.All(p => Step(s, s.Protect(p)) is not null);
        })));

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_message_given_to_every_member_has_an_outcome(string protocol)
    {
        var all = Situations(protocol);
        foreach (var situation in all)
        {
            foreach (var other in all)
            {
                Step(situation, other.Message).ShouldNotBeNull();
            }
        }
    }

    /// <summary>Spreads the small numbers of the generator over the whole length.</summary>
    private static int Place(uint number, int length) => (int)(number * 2_654_435_761u % (uint)Math.Max(1, length));

    /// <summary>A step; whatever does not move leaves the very same state.</summary>
    private static Outcome Step(Situation situation, byte[] bytes)
    {
        var stage = situation.Stage.Fork();
        var before = stage[situation.Member];
        var outcome = stage.Feed(situation.Member, new Received(M1, new CoseEnvelope(new Bytes(bytes))));
        if (outcome is not Moved)
        {
            stage[situation.Member].ShouldBeSameAs(before);
        }

        return outcome;
    }

    private static Situation[] Situations(string protocol)
    {
        lock (Made)
        {
            return Made.TryGetValue(protocol, out var made) ? made : Made[protocol] = Make(protocol);
        }
    }

    /// <summary>Members in every state, each with a message that says something to it.</summary>
    private static Situation[] Make(string protocol)
    {
        var members = new[] { M1, MemberId.Parse("m2"), M3, M4 };
        var binding = new ConcreteBinding(Anywhere.Group, "totality", members);
        var outside = new Stage(TreeBench.Find(protocol).Definition, Anywhere.Group, binding, members);
        var installed = outside.Fork().Install();
        var gathered = installed.Fork().Settle(static (m, _) => m is not Report);
        var others = gathered.Fork().Settle(static (m, to) => to == M4 && m is SecretKeys or EncryptedKeys);
        var opened = others.Fork().Settle(static (m, to) => to == M4 && m is EncryptedKeys);
        var acked = opened.Fork().Settle(static (m, _) => m is Ack);
        var done = acked.Fork().Settle(static (m, to) => to == M4 && m is ProtoDone);
        var keyed = done.Fork().Settle();
        var asked = keyed.Fork();
        asked.Feed(M3, RefreshRequested.Instance);
        var refreshed = keyed.Fork();
        refreshed.Feed(M1, RefreshRequested.Instance);
        var (blocked, staged) = (others.Fork(), acked.Fork());
        blocked.Feed(M4, BlockRequested.Instance);
        staged.Feed(M4, BlockRequested.Instance);
        var (report, tree, secret) = (First(installed, M1, static m => m is Report), First(gathered, M4, static m => m is TreeAnnouncement), First(others, M4, static m => m is SecretKeys));
        var (encrypted, ack, protoDone) = (First(others, M4, static m => m is EncryptedKeys), First(acked, M1, static m => m is Ack), First(done, M4, static m => m is ProtoDone));
        return
        [
            new(outside, M4, tree, binding), new(installed, M1, report, binding), new(gathered, M4, tree, binding), new(gathered, M4, secret, binding),
            new(others, M4, secret, binding), new(opened, M4, encrypted, binding), new(acked, M1, ack, binding), new(acked, M4, encrypted, binding),
            new(done, M4, protoDone, binding), new(keyed, M1, First(asked, M1, static m => m is RefreshRequest), binding),
            new(keyed, M4, First(refreshed, M4, static m => m is TreeAnnouncement { Header.Run: 2 }), binding),
            new(blocked, M4, secret, binding), new(staged, M4, protoDone, binding), new(staged, M4, encrypted, binding),
        ];
    }

    private static (Message Message, byte[] Bytes) First(Stage stage, MemberId to, Predicate<Message> wanted)
    {
        var at = stage.Find(to, wanted);
        return (stage.MessageOf(at, to), stage.BytesOf(at));
    }

    private sealed record Situation(Stage Stage, MemberId Member, byte[] Message, byte[] Payload, Func<byte[], byte[]> Protect)
    {
        public Situation(Stage stage, MemberId member, (Message Message, byte[] Bytes) sent, ConcreteBinding binding)
            : this(stage, member, sent.Bytes, MessagePayload.Encode(ConcreteSuite.Suite1.Number, sent.Message), payload =>
            {
                var (forger, sender) = (new Forger(binding.Suite, binding.Directory, Anywhere.Group), sent.Message.Header.Sender);
                return forger.Sign1(sent.Message.Type.Protection == Protection.Sealed ? forger.Seal(payload, sender, member) : payload, sender);
            })
        {
        }
    }
}
