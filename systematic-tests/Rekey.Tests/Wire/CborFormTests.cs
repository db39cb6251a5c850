using System.Formats.Cbor;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.Wire.Cbor;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Wire;

/// <summary>The deterministic encoding, rule by rule (spec/wire/wire-format.md, section 2; W-02, W-03, W-04, W-05, W-06, W-07, W-08).</summary>
public sealed class CborFormTests
{
    private static readonly FieldNames Names = new("doc", (0, new FieldNames("zero")), (1, new FieldNames("one", (2, new FieldNames("two")))));

    [Theory]
    [InlineData("00")]
    [InlineData("17")]
    [InlineData("1818")]
    [InlineData("190100")]
    [InlineData("1a00010000")]
    [InlineData("1b0000000100000000")]
    [InlineData("3bffffffffffffffff")]
    [InlineData("40")]
    [InlineData("63e282ac")]
    [InlineData("a0")]
    [InlineData("a300000118182000")] // {0: 0, 1: 24, -1: 0}
    [InlineData("a21818002000")] // {24: 0, -1: 0}: bytewise order, where RFC 7049 would put -1 first (W-05).
    [InlineData("d28440a04040")]
    public void Deterministic_items_pass(string hex) => CborForm.Check(Convert.FromHexString(hex), Names).ShouldBeNull();

    [Theory]
    [InlineData("", RejectionKind.Truncated, "doc")] // W-02
    [InlineData("18", RejectionKind.Truncated, "doc")]
    [InlineData("19ff", RejectionKind.Truncated, "doc")]
    [InlineData("4401", RejectionKind.Truncated, "doc")]
    [InlineData("0000", RejectionKind.TrailingBytes, "doc")]
    [InlineData("820001ff", RejectionKind.TrailingBytes, "doc")]
    [InlineData("8200", RejectionKind.Truncated, "doc.one")]
    [InlineData("a2000001", RejectionKind.Truncated, "doc.one")]
    [InlineData("a101a10244", RejectionKind.Truncated, "doc.one.two")]
    [InlineData("a10ba10c44", RejectionKind.Truncated, "doc.11.12")]
    [InlineData("1800", RejectionKind.NonCanonical, "doc")] // W-03
    [InlineData("1817", RejectionKind.NonCanonical, "doc")]
    [InlineData("1900ff", RejectionKind.NonCanonical, "doc")]
    [InlineData("1a0000ffff", RejectionKind.NonCanonical, "doc")]
    [InlineData("1b00000000ffffffff", RejectionKind.NonCanonical, "doc")]
    [InlineData("580100", RejectionKind.NonCanonical, "doc")]
    [InlineData("d812840000", RejectionKind.NonCanonical, "doc")]
    [InlineData("a100590001ff", RejectionKind.NonCanonical, "doc.zero")]
    [InlineData("5f4100ff", RejectionKind.NonCanonical, "doc")] // W-04
    [InlineData("7f6161ff", RejectionKind.NonCanonical, "doc")]
    [InlineData("9f00ff", RejectionKind.NonCanonical, "doc")]
    [InlineData("bf0000ff", RejectionKind.NonCanonical, "doc")]
    [InlineData("a201000000", RejectionKind.NonCanonical, "doc.zero")] // W-05
    [InlineData("a22000181800", RejectionKind.NonCanonical, "doc.24")]
    [InlineData("a200000000", RejectionKind.DuplicateKey, "doc.zero")]
    [InlineData("a3000001000000", RejectionKind.DuplicateKey, "doc.zero")]
    [InlineData("a2616100616100", RejectionKind.DuplicateKey, "doc.key")]
    [InlineData("f4", RejectionKind.WrongType, "doc")] // W-06
    [InlineData("f6", RejectionKind.WrongType, "doc")]
    [InlineData("f93c00", RejectionKind.WrongType, "doc")]
    [InlineData("ff", RejectionKind.WrongType, "doc")]
    [InlineData("1c", RejectionKind.WrongType, "doc")]
    [InlineData("1f", RejectionKind.WrongType, "doc")]
    [InlineData("df00", RejectionKind.WrongType, "doc")]
    [InlineData("62c328", RejectionKind.WrongType, "doc")]
    [InlineData("a101f7", RejectionKind.WrongType, "doc.one")]
    [InlineData("818181818181818100", null, "doc")] // W-07: eight levels pass, nine do not.
    [InlineData("81818181818181818100", RejectionKind.Oversize, "doc.zero.0.0.0.0.0.0.0")]
    [InlineData("9bffffffffffffffff00", RejectionKind.Truncated, "doc.one")] // W-08
    [InlineData("bbffffffffffffffff0000", RejectionKind.Truncated, "doc")]
    [InlineData("5bffffffffffffffff00", RejectionKind.Truncated, "doc")]
    [InlineData("7b7fffffffffffffff00", RejectionKind.Truncated, "doc")]
    public void Every_fault_has_its_kind_and_its_place(string hex, RejectionKind? kind, string path)
    {
        var rejection = CborForm.Check(Convert.FromHexString(hex), Names);

        (rejection?.Kind).ShouldBe(kind);
        (rejection?.Field ?? "doc").ShouldBe(path);
    }

    [Fact]
    public void More_than_65536_bytes_are_too_many_whatever_they_are()
    {
        CborForm.Check(Blob(65_533), Names).ShouldBeNull();
        CborForm.Check(Blob(65_534), Names)!.Kind.ShouldBe(RejectionKind.Oversize);
        CborForm.Check(new byte[65_537], Names)!.Kind.ShouldBe(RejectionKind.Oversize);

        static byte[] Blob(int length) => [0x59, (byte)(length >> 8), (byte)length, .. new byte[length]];
    }

    [Property]
    public Property What_passes_is_what_the_library_takes_and_what_it_writes_again_alike() => Prop.ForAll<byte[]>(static bytes =>
    {
        if (CborForm.Check(bytes, Names) is not null)
        {
            return true;
        }

        var reader = new CborReader(bytes, CborConformanceMode.Strict);
        var writer = CborFieldWriter.Create();
        Copy(reader, writer);
        return reader.BytesRemaining == 0 && writer.Encode().AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void Short_documents_that_pass_are_written_again_alike()
    {
        // Every seventh document of three bytes: the library reads what passes, and rewriting it gives the same bytes (W-03, W-04).
        var accepted = 0;
        Span<byte> bytes = stackalloc byte[3];
        for (var document = 0; document < 1 << 24; document += 7)
        {
            (bytes[0], bytes[1], bytes[2]) = ((byte)(document >> 16), (byte)(document >> 8), (byte)document);
            if (CborForm.Check(bytes, Names) is null)
            {
                accepted++;
                var writer = CborFieldWriter.Create();
                Copy(new CborReader(bytes.ToArray(), CborConformanceMode.Strict), writer);
                writer.Encode().AsSpan().SequenceEqual(bytes).ShouldBeTrue(Convert.ToHexString(bytes));
            }
        }

        accepted.ShouldBeGreaterThan(1000);
    }

    private static void Copy(CborReader reader, CborWriter writer)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                writer.WriteUInt64(reader.ReadUInt64());
                break;
            case CborReaderState.NegativeInteger:
                writer.WriteCborNegativeIntegerRepresentation(reader.ReadCborNegativeIntegerRepresentation());
                break;
            case CborReaderState.ByteString:
                writer.WriteByteString(reader.ReadByteString());
                break;
            case CborReaderState.TextString:
                writer.WriteTextString(reader.ReadTextString());
                break;
            case CborReaderState.Tag:
                writer.WriteTag(reader.ReadTag());
                Copy(reader, writer);
                break;
            case CborReaderState.StartArray:
                var items = reader.ReadStartArray();
                writer.WriteStartArray(items);
                for (var i = 0; i < items; i++)
                {
                    Copy(reader, writer);
                }

                reader.ReadEndArray();
                writer.WriteEndArray();
                break;
            default:
                var pairs = reader.ReadStartMap();
                writer.WriteStartMap(pairs);
                for (var i = 0; i < 2 * pairs; i++)
                {
                    Copy(reader, writer);
                }

                reader.ReadEndMap();
                writer.WriteEndMap();
                break;
        }
    }
}
