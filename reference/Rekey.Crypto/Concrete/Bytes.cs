using Rekey.Core;

namespace Rekey.Crypto.Concrete;

/// <summary>An immutable byte string: every value of a concrete suite that is no group element.</summary>
/// <remarks>
/// Equality is over the contents and takes time that depends on them. It compares public things (identifiers, messages) or, in tests,
/// anything; no decision of a protocol compares secrets.
/// </remarks>
public sealed class Bytes : CryptoValue, IEquatable<Bytes>
{
    private readonly byte[] content;

    private Bytes(byte[] content) => this.content = content;

    /// <summary>Copies a byte string.</summary>
    public Bytes(ReadOnlySpan<byte> content)
        : this(content.ToArray())
    {
    }

    /// <summary>The byte string of length 0.</summary>
    public static Bytes Empty { get; } = new([]);

    /// <summary>The contents.</summary>
    public ReadOnlySpan<byte> Span => content;

    /// <summary>The contents, for readers that keep them.</summary>
    public ReadOnlyMemory<byte> Memory => content;

    /// <summary>Length in bytes.</summary>
    public int Length => content.Length;

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            // FNV-1a over the bytes, then mixed with the length, as Core.Fingerprint.Of does for text.
            var hash = 0xCBF29CE484222325UL;
            foreach (var b in content)
            {
                hash = (hash ^ b) * 0x100000001B3UL;
            }

            return Core.Fingerprint.Mix(hash, (ulong)content.Length);
        }
    }

    /// <summary>Reads hexadecimal digits, two per byte.</summary>
    /// <exception cref="FormatException">An odd number of digits, or a character that is none.</exception>
    public static Bytes FromHex(string hex) => new(Convert.FromHexString(hex));

    /// <summary>Takes over an array that nobody else holds; saves the copy.</summary>
    internal static Bytes Own(byte[] content) => new(content);

    /// <inheritdoc/>
    public bool Equals(Bytes? other) => other is not null && Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Bytes);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Fingerprint;

    /// <summary>Lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(content);
}
