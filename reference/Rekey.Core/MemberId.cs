using System.Globalization;

namespace Rekey.Core;

/// <summary>
/// The name of one incarnation of a process: 1 to 16 printable ASCII characters without space. A process that recovers from a crash
/// is a new member with a new name.
/// </summary>
/// <remarks>
/// Members are numbered by the byte order of their names; the smallest one leads (paper A, section 2: "we number them
/// lexicographically"). The name is packed into an integer, most significant byte first, so that integer order is name order.
/// </remarks>
public readonly record struct MemberId : IComparable<MemberId>
{
    /// <summary>Longest name, in bytes.</summary>
    public const int MaxLength = 16;

    private readonly UInt128 packed;

    private MemberId(UInt128 packed) => this.packed = packed;

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">The text is empty, longer than 16 characters, or not printable ASCII without space.</exception>
    public static MemberId Parse(string name) =>
        TryParse(name, out var id)
            ? id
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{name}' is no member name: expected 1 to {MaxLength} printable ASCII characters without space"));

    /// <summary>Reads a name; false where <see cref="Parse"/> would throw.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out MemberId id)
    {
        id = default;
        if (name.Length is 0 or > MaxLength)
        {
            return false;
        }

        UInt128 packed = 0;
        for (var i = 0; i < MaxLength; i++)
        {
            var c = i < name.Length ? name[i] : '\0';
            if (i < name.Length && c is <= ' ' or > '~')
            {
                return false;
            }

            packed = (packed << 8) | c;
        }

        id = new MemberId(packed);
        return true;
    }

    /// <summary>Order by the bytes of the name.</summary>
    public int CompareTo(MemberId other) => packed.CompareTo(other.packed);

    /// <summary>True where <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(MemberId left, MemberId right) => left.packed < right.packed;

    /// <summary>True where <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(MemberId left, MemberId right) => left.packed > right.packed;

    /// <summary>True where <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(MemberId left, MemberId right) => left.packed <= right.packed;

    /// <summary>True where <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(MemberId left, MemberId right) => left.packed >= right.packed;

    /// <summary>A hash that is the same in every process and build, for fingerprints of states.</summary>
    public ulong Fingerprint => Core.Fingerprint.Mix((ulong)(packed >> 64), (ulong)packed);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Fingerprint;

    /// <summary>The name; empty for the default value, which names nobody.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[MaxLength];
        var length = 0;
        for (var shift = 120; shift >= 0 && (byte)(packed >> shift) != 0; shift -= 8)
        {
            text[length++] = (char)(byte)(packed >> shift);
        }

        return new string(text[..length]);
    }
}
