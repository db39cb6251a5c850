using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Explorer;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Wire;
using Rekey.Wire.Cbor;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>Report, TreeAnnouncement, SecretKeys and EncryptedKeys over bytes (W-08, W-09, W-15): what is written is read, nothing else is, and at no great cost.</summary>
public sealed class TreeMessageCodecTests
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");
    private static readonly ConcreteBinding Binding = new(Anywhere.Group, "codec", [M1, M2]);
    private static readonly Forger Forger = new(Binding.Suite, Binding.Directory, Anywhere.Group);
    private static readonly Header Head = new(Anywhere.Group, new ViewId(3, M1), 2, M1);

    public static TheoryData<int> Kinds() => [0, 1, 2, 3];

    [Property(MaxTest = 60)]
    public Property What_is_written_is_read() => Prop.ForAll<ulong>(seed => Each.Of(Kinds(), kind =>
    {
        var message = Random(kind, new Rng(seed));
        var read = Open(Protect(message, MessagePayload.Encode(ConcreteSuite.Suite1.Number, message)));
        return read.Rejection is null && read.Message!.Type == message.Type && read.Message.Header == message.Header && read.Message.Text == message.Text
            && MessagePayload.Encode(ConcreteSuite.Suite1.Number, read.Message).AsSpan().SequenceEqual(MessagePayload.Encode(ConcreteSuite.Suite1.Number, message));
    }));

    /// <summary>Whatever is accepted is in the one form that there is: written again, it is the same to the byte.</summary>
    [Property(MaxTest = 60)]
    public Property What_is_changed_is_rejected_or_is_another_message_in_its_one_form() => Prop.ForAll<ulong, byte>((seed, change) => Each.Of(Kinds(), kind =>
    {
        var rng = new Rng(seed);
        var message = Random(kind, rng);
        var payload = MessagePayload.Encode(ConcreteSuite.Suite1.Number, message);
        payload[rng.Below(payload.Length)] ^= change;
        var read = Open(Protect(message, payload));
        return read.Rejection is { Field.Length: > 0 } || MessagePayload.Encode(ConcreteSuite.Suite1.Number, read.Message!).AsSpan().SequenceEqual(payload);
    }));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_cut_off_is_rejected(int kind)
    {
        var message = Random(kind, new Rng(4));
        var payload = MessagePayload.Encode(ConcreteSuite.Suite1.Number, message);
        for (var length = 0; length < payload.Length; length++)
        {
            Open(Protect(message, payload[..length])).Rejection!.Kind.ShouldBe(RejectionKind.Truncated);
        }
    }

    /// <summary>W-09: a fault deep in a list is named by its place.</summary>
    [Fact]
    public void A_fault_in_a_list_is_named_by_its_place()
    {
        var bad = Nodes([Branch(2), Leaf("a"), [0xA2, 0, 0, 1, 0x20]]);

        Open(bad).Rejection.ShouldBe(new Rejection(RejectionKind.WrongType, "sign1.payload.nodes[2].member", "a text string"));
        Open(Nodes([Branch(2), Leaf("a"), [0xA1, 0, 0]])).Rejection!.Field.ShouldBe("sign1.payload.nodes[2].member");
        Open(Nodes([[0xA4, 0, 1, 2, 0, 3, 0x81, 1, 4, 1]])).Rejection!.Field.ShouldBe("sign1.payload.nodes[0].view.proposer");
    }

    /// <summary>W-08: a list that counts bytes which are no items buys nothing, and the widest and the highest tree take a small multiple of their size.</summary>
    [Theory]
    [InlineData("numbers", 3)]
    [InlineData("empty maps", 3)]
    [InlineData("wide", 60)]
    [InlineData("high", 60)]
    [InlineData("too high", 60)]
    [InlineData("full", 60)]
    public void Decoding_takes_a_small_multiple_of_the_input(string shape, int multiple)
    {
        byte[][] nodes = shape switch
        {
            "numbers" => [.. Enumerable.Repeat<byte[]>([0], 60_000)],
            "empty maps" => [.. Enumerable.Repeat<byte[]>([0xA0], 60_000)],
            "wide" => [Branch(9_000), .. Enumerable.Repeat(Leaf("a"), 9_000)],
            "high" => [.. Enumerable.Repeat(Branch(1), 1_024), Leaf("a")],
            "too high" => [.. Enumerable.Repeat(Branch(1), 3_500), Leaf("a")],
            _ => [.. Enumerable.Repeat(Branch(2), 900), .. Enumerable.Repeat(Leaf("a"), 901)],
        };
        var bytes = Nodes(nodes);
        var envelope = new CoseEnvelope(new Bytes(bytes));
        _ = Binding.Envelopes.Open(envelope, M2, TreeMessages.Catalogue);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var opened = Binding.Envelopes.Open(envelope, M2, TreeMessages.Catalogue);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        (opened.Message is not null).ShouldBe(shape is "wide" or "high" or "full");

        // Checking the signature takes some memory of its own, whatever is signed.
        allocated.ShouldBeLessThan((multiple * (long)bytes.Length) + 65_536, shape);
    }

    private static Opened Open(byte[] bytes) => Binding.Envelopes.Open(new CoseEnvelope(new Bytes(bytes)), M2, TreeMessages.Catalogue);

    private static byte[] Protect(Message message, byte[] payload) =>
        Forger.Sign1(message.Type.Protection == Protection.Sealed ? Forger.Seal(payload, M1, M2) : payload, M1);

    private static byte[] Nodes(byte[][] nodes) => Forger.Sign1(Forger.Map(
        (0, Forger.Int(1)), (1, Forger.Int(6)), (2, Forger.Text("g")), (3, Forger.View(3, "m1")), (4, Forger.Int(2)), (5, Forger.Text("m1")), (10, Forger.List(nodes))), M1);

    private static byte[] Leaf(string name) => Forger.Map((0, Forger.Int(0)), (1, Forger.Text(name)));

    private static byte[] Branch(int children) =>
        Forger.Map((0, Forger.Int(children)), (2, Forger.Int(0)), (3, Forger.View(1, "a")), (4, Forger.Int(1)), (5, Forger.Int(0)));

    private static Message Random(int kind, Rng rng) => kind switch
    {
        0 => new Report(Head, [.. Some(ref rng, 9, static (ref Rng r) =>
        {
            var arity = (uint)(1 + r.Below(5));
            return new PathStep(Name(ref r), (uint)r.Below((int)arity), arity);
        })]),
        1 => new TreeAnnouncement(Head, Tree(ref rng, 6)),
        2 => new SecretKeys(Head, Number(ref rng), [.. Some(ref rng, 6, static (ref Rng r) => (Number(ref r), (CryptoValue)Blob(ref r, ConcreteSuite.KeyLength)))]),
        _ => new EncryptedKeys(Head, Number(ref rng), [.. Some(ref rng, 6, static (ref Rng r) =>
            (new Wrap(Number(ref r), Name(ref r)), (CryptoValue)Blob(ref r, ConcreteSuite.WrappedKeyLength)))]),
    };

    private delegate T Make<out T>(ref Rng rng);

    private static List<T> Some<T>(ref Rng rng, int most, Make<T> make)
    {
        var (items, count) = (new List<T>(), rng.Below(most + 1));
        while (items.Count < count)
        {
            items.Add(make(ref rng));
        }

        return items;
    }

    private static KeyTree Tree(ref Rng rng, int height)
    {
        if (height == 0 || rng.Below(3) == 0)
        {
            return new Leaf(Member(ref rng));
        }

        var children = new List<KeyTree> { Tree(ref rng, height - 1) };
        while (children.Count < 4 && rng.Below(2) == 0)
        {
            children.Add(Tree(ref rng, height - 1));
        }

        return new Branch(Name(ref rng), [.. children], rng.Below(children.Count));
    }

    private static KeyName Name(ref Rng rng) => new(new Epoch(Anywhere.Group, new ViewId(Number(ref rng), Member(ref rng)), Math.Max(1, Number(ref rng))), Number(ref rng));

    private static MemberId Member(ref Rng rng) => MemberId.Parse(new string((char)('!' + rng.Below(94)), 1 + rng.Below(16)));

    // Of every length that CBOR has for it.
    private static uint Number(ref Rng rng) => (uint)(rng.Next() >> 32) >> rng.Below(32);

    private static Bytes Blob(ref Rng rng, int length)
    {
        var content = new byte[length];
        for (var i = 0; i < length; i++)
        {
            content[i] = (byte)rng.Next();
        }

        return new Bytes(content);
    }
}
