using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Shouldly;
using Xunit;
using static Rekey.Tests.Wire.WireFixture;

namespace Rekey.Tests.Wire;

/// <summary>
/// Decoding is total and cheap: no bytes throw, no damaged message is taken for another, no header buys memory (spec/wire/wire-format.md,
/// sections 7 and 8; W-08, W-09).
/// </summary>
public sealed class TotalityTests
{
    public static TheoryData<string> Kinds() => ["signed", "sealed", "data"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_proper_prefix_is_truncated(string kind)
    {
        var whole = Valid(kind);
        for (var length = 0; length < whole.Length; length++)
        {
            Fault(Open(whole[..length])).Kind.ShouldBe(RejectionKind.Truncated);
        }

        Accepted(whole).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_flipped_bit_is_noticed(string kind)
    {
        var whole = Valid(kind);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var flipped = whole.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Accepted(flipped).ShouldBeFalse($"bit {bit % 8} of byte {bit / 8}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_byte_left_out_or_doubled_is_noticed(string kind)
    {
        var whole = Valid(kind);
        for (var i = 0; i < whole.Length; i++)
        {
            Accepted([.. whole[..i], .. whole[(i + 1)..]]).ShouldBeFalse();
            Accepted([.. whole[..i], whole[i], .. whole[i..]]).ShouldBeFalse();
        }
    }

    [Property]
    public Property Random_bytes_give_a_reason_and_never_an_exception() => Prop.ForAll<byte[], byte>((bytes, start) =>
    {
        byte[] sign1 = [0xD2, 0x84, .. bytes];
        byte[] data = [0xD0, 0x83, .. bytes];
        return new[] { bytes, [start, .. bytes], sign1, data }.All(static b => Open(b).Rejection is not null);
    });

    [Property]
    public Property Random_payloads_with_good_signatures_give_a_reason_and_never_an_exception() => Prop.ForAll<byte[], byte>((bytes, fields) =>
        Open(Sign1([(byte)(0xA0 | (fields & 7)), .. bytes])).Rejection is not null
        && Open(Sign1(SealRaw(bytes))).Rejection is not null);

    [Property]
    public Property Splices_of_valid_messages_give_a_reason_or_the_message_itself() => Prop.ForAll<int, int, int>((from, to, which) =>
    {
        byte[][] all = [Signed, Sealed, Data];
        var (left, right) = (all[(uint)which % 3], all[(uint)(which / 3) % 3]);
        byte[] spliced = [.. left[..(int)((uint)from % left.Length)], .. right[(int)((uint)to % right.Length)..]];
        return !Accepted(spliced) || all.Any(m => m.AsSpan().SequenceEqual(spliced));
    });

    [Theory]
    [InlineData("D29BFFFFFFFFFFFFFFFF")]
    [InlineData("D2845BFFFFFFFFFFFFFFFF")]
    [InlineData("D2845A7FFFFFFF")]
    [InlineData("D28440BBFFFFFFFFFFFFFFFF")]
    [InlineData("D28440BA7FFFFFFF")]
    [InlineData("D083405A7FFFFFF0")]
    [InlineData("7B7FFFFFFFFFFFFFFF")]
    [InlineData("9A7FFFFFFF")]
    public void A_hostile_length_buys_no_memory(string hex)
    {
        var hostile = new CoseEnvelope(Bytes.FromHex(hex));
        Envelopes.Open(hostile, M2, Catalogue).Rejection!.Kind.ShouldBe(RejectionKind.Truncated);

        // W-08: the error report and the reader take a fixed amount, whatever the header claims.
        AllocatedBy(hostile).ShouldBeLessThan(4_096);
    }

    [Theory]
    [InlineData(0x81)] // arrays in arrays
    [InlineData(0xA1)] // maps in maps
    [InlineData(0xC1)] // tags on tags
    public void Nesting_buys_neither_stack_nor_memory(byte item)
    {
        var deep = Enumerable.Repeat(item, 65_000).ToArray();
        var envelope = new CoseEnvelope(new Bytes(deep));

        Envelopes.Open(envelope, M2, Catalogue).Rejection!.Kind.ShouldBe(RejectionKind.Oversize);
        AllocatedBy(envelope).ShouldBeLessThan(4_096);
    }

    [Fact]
    public void A_message_of_the_largest_size_takes_a_small_multiple_of_it()
    {
        // One byte string as payload of a COSE_Sign1: nothing of it may be copied before its type is seen to be wrong.
        const int Length = 65_000;
        byte[] big = [0xD2, 0x84, .. Blob(SignerHeader()), 0xA0, .. Blob([.. Blob(new byte[Length])]), .. Blob(new byte[64])];
        var envelope = new CoseEnvelope(new Bytes(big));
        Envelopes.Open(envelope, M2, Catalogue).Rejection!.Kind.ShouldBe(RejectionKind.WrongType);

        AllocatedBy(envelope).ShouldBeLessThan(8_192);

        // And a map of as many fields as fit, signed: the signature is checked over one copy.
        var wide = new CoseEnvelope(new Bytes(Sign1([0xB9, 0x75, 0x30, .. Enumerable.Range(0, 30_000).SelectMany(static i => Int(i).Concat(Int(0)))])[..65_536]));
        Envelopes.Open(wide, M2, Catalogue).Rejection.ShouldNotBeNull();
        AllocatedBy(wide).ShouldBeLessThan(3 * 65_536);
    }

    [Fact]
    public void An_envelope_of_another_suite_kind_is_our_own_bug() =>
        Should.Throw<SpecificationViolation>(() => Envelopes.Open(new NoEnvelope(), M2, Catalogue));

    private static byte[] Valid(string kind) => kind switch { "signed" => Signed, "sealed" => Sealed, _ => Data };

    // Whether a member ends up with anything: group data counts once it decrypts.
    private static bool Accepted(byte[] bytes) => Open(bytes).Message switch
    {
        null => false,
        GroupData data => Envelopes.Decrypt(data, TrafficKey) is not null,
        _ => true,
    };

    private static long AllocatedBy(CoseEnvelope envelope)
    {
        _ = Envelopes.Open(envelope, M2, Catalogue);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Envelopes.Open(envelope, M2, Catalogue);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class NoEnvelope : Envelope
    {
        public override ulong Fingerprint => 0;
    }
}
