using System.Buffers.Binary;
using System.Text.Unicode;
using Rekey.Core;

namespace Rekey.Wire.Cbor;

/// <summary>
/// Decides whether bytes are exactly one CBOR item in the core deterministic encoding (RFC 8949, section 4.2.1), and if not, which
/// rule they break first and where (W-02 to W-08). What passes can be read with the library without a surprise.
/// </summary>
/// <remarks>
/// System.Formats.Cbor has no mode for this form: its Canonical and Ctap2Canonical modes order map keys by length first (RFC 7049,
/// section 3.9), and it reports one exception type for all faults. The check allocates nothing unless it finds a fault, reads each
/// byte a bounded number of times, and recurses at most <see cref="MaxDepth"/> deep.
/// </remarks>
public static class CborForm
{
    /// <summary>Most bytes of a message, and so of any item in it (W-07).</summary>
    public const int MaxLength = 65_536;

    /// <summary>Most levels of arrays, maps and tags inside each other (W-07). The schema needs three.</summary>
    public const int MaxDepth = 8;

    /// <summary>The first fault; null where there is none. Total.</summary>
    public static Rejection? Check(ReadOnlySpan<byte> bytes, FieldNames root, string parent = "")
    {
        var path = parent + root.Name;
        if (bytes.Length > MaxLength)
        {
            return new Rejection(RejectionKind.Oversize, path, $"at most {MaxLength} bytes");
        }

        var scan = new Scan(bytes);
        if (!scan.Item(root, 0))
        {
            return new Rejection(scan.Kind, path + scan.Path, scan.Expected);
        }

        return scan.Position == bytes.Length
            ? null
            : new Rejection(RejectionKind.TrailingBytes, path, $"nothing after the first {scan.Position} bytes");
    }

    private ref struct Scan(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;

        public int Position { get; private set; } = 0;

        public RejectionKind Kind { get; private set; } = default;

        public string Path { get; private set; } = "";

        public string Expected { get; private set; } = "";

        public bool Item(FieldNames? names, int depth)
        {
            if (!Head(out var major, out var argument))
            {
                return false;
            }

            if (major >= 4 && depth == MaxDepth)
            {
                return Fail(RejectionKind.Oversize, $"at most {MaxDepth} levels");
            }

            return major switch
            {
                0 or 1 => true,
                2 or 3 => Text(major == 3, argument),
                4 => Array(names, argument, depth),
                5 => Map(names, argument, depth),
                6 => Item(names, depth + 1),
                _ => Fail(RejectionKind.WrongType, "no float and no simple value"), // W-06
            };
        }

        private bool Fail(RejectionKind kind, string expected)
        {
            (Kind, Expected) = (kind, expected);
            return false;
        }

        private bool Under(string segment)
        {
            Path = segment + Path;
            return false;
        }

        private bool Head(out int major, out ulong argument)
        {
            (major, argument) = (0, 0);
            if (Position == bytes.Length)
            {
                return Fail(RejectionKind.Truncated, "another item");
            }

            var initial = bytes[Position++];
            major = initial >> 5;
            argument = (ulong)(initial & 0x1F);
            if (argument < 24 || major == 7)
            {
                return true;
            }

            if (argument == 31)
            {
                // Major types 0, 1 and 6 have no indefinite form at all; the others have, but not in the deterministic encoding (W-04).
                return major is >= 2 and <= 5
                    ? Fail(RejectionKind.NonCanonical, "a definite length")
                    : Fail(RejectionKind.WrongType, "well-formed CBOR");
            }

            if (argument > 27)
            {
                return Fail(RejectionKind.WrongType, "well-formed CBOR (additional information 28 to 30 is reserved)");
            }

            var width = 1 << (int)(argument - 24);
            if (bytes.Length - Position < width)
            {
                return Fail(RejectionKind.Truncated, $"{width} bytes of argument");
            }

            var tail = bytes.Slice(Position, width);
            Position += width;
            var (value, least) = width switch
            {
                1 => (tail[0], 24UL),
                2 => (BinaryPrimitives.ReadUInt16BigEndian(tail), 1UL << 8),
                4 => (BinaryPrimitives.ReadUInt32BigEndian(tail), 1UL << 16),
                _ => (BinaryPrimitives.ReadUInt64BigEndian(tail), 1UL << 32),
            };
            argument = value;
            return value >= least || Fail(RejectionKind.NonCanonical, "the shortest form of the number"); // W-03
        }

        private bool Text(bool isText, ulong length)
        {
            if (length > (ulong)(bytes.Length - Position))
            {
                return Fail(RejectionKind.Truncated, $"{length} bytes of string");
            }

            var content = bytes.Slice(Position, (int)length);
            Position += (int)length;
            return !isText || Utf8.IsValid(content) || Fail(RejectionKind.WrongType, "valid UTF-8");
        }

        private bool Array(FieldNames? names, ulong count, int depth)
        {
            // Every item has at least one byte, so the loop ends with the input whatever the count says (W-08).
            for (var i = 0UL; i < count; i++)
            {
                var label = (long)i;
                if (!Item(names?.Find(label), depth + 1))
                {
                    return Under("." + (names?.NameOf(label) ?? $"{i}"));
                }
            }

            return true;
        }

        private bool Map(FieldNames? names, ulong count, int depth)
        {
            var first = Position;
            ReadOnlySpan<byte> previous = default;
            for (var i = 0UL; i < count; i++)
            {
                var start = Position;
                if (!Item(null, depth + 1))
                {
                    Path = "";
                    return false;
                }

                var key = bytes[start..Position];
                var label = Label(key);
                var segment = "." + (label is { } number ? names?.NameOf(number) ?? $"{number}" : "key");
                if (i > 0 && previous.SequenceCompareTo(key) >= 0)
                {
                    _ = HeldBefore(first, start, key, depth)
                        ? Fail(RejectionKind.DuplicateKey, "each key once") // W-05
                        : Fail(RejectionKind.NonCanonical, "keys in bytewise order"); // W-05
                    return Under(segment);
                }

                previous = key;
                if (!Item(label is { } known ? names?.Find(known) : null, depth + 1))
                {
                    return Under(segment);
                }
            }

            return true;
        }

        // Runs once per document at most: a key out of order ends the check.
        private readonly bool HeldBefore(int first, int end, ReadOnlySpan<byte> key, int depth)
        {
            var again = new Scan(bytes[..end]) { Position = first };
            while (again.Position < end)
            {
                var start = again.Position;
                _ = again.Item(null, depth + 1);
                if (bytes[start..again.Position].SequenceEqual(key))
                {
                    return true;
                }

                _ = again.Item(null, depth + 1);
            }

            return false;
        }

        private static long? Label(ReadOnlySpan<byte> key)
        {
            var scan = new Scan(key);
            return scan.Head(out var major, out var argument) && major <= 1 && argument <= long.MaxValue
                ? major == 0 ? (long)argument : -1 - (long)argument
                : null;
        }
    }
}
