using System.Security.Cryptography;

namespace Rekey.Crypto.Concrete;

/// <summary>HKDF (RFC 5869) with one hash.</summary>
public sealed class Hkdf
{
    private readonly HashAlgorithmName hash;

    private Hkdf(HashAlgorithmName hash, int hashLength) => (this.hash, HashLength) = (hash, hashLength);

    /// <summary>HKDF-SHA-256.</summary>
    public static Hkdf Sha256 { get; } = new(HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);

    /// <summary>HKDF-SHA-1. Historic, for suite 3.</summary>
    public static Hkdf Sha1 { get; } = new(HashAlgorithmName.SHA1, SHA1.HashSizeInBytes);

    /// <summary>Length in bytes of the hash, and of what <see cref="Extract"/> gives.</summary>
    public int HashLength { get; }

    /// <summary>Most bytes that <see cref="Expand"/> gives: 255 hashes (RFC 5869, section 2.3).</summary>
    public int MaxLength => 255 * HashLength;

    /// <summary>HKDF-Extract (RFC 5869, section 2.2).</summary>
    public byte[] Extract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> inputKey)
    {
        var pseudorandomKey = new byte[HashLength];
        HKDF.Extract(hash, inputKey, salt, pseudorandomKey);
        return pseudorandomKey;
    }

    /// <summary>HKDF-Expand (RFC 5869, section 2.3); <paramref name="length"/> in bytes.</summary>
    /// <exception cref="ArgumentException">A key shorter than <see cref="HashLength"/>, or a length outside 1..<see cref="MaxLength"/>.</exception>
    public byte[] Expand(ReadOnlySpan<byte> pseudorandomKey, ReadOnlySpan<byte> info, int length)
    {
        if (pseudorandomKey.Length < HashLength || length < 1 || length > MaxLength)
        {
            throw new ArgumentException($"HKDF-Expand takes a key of {HashLength} bytes or more and gives 1 to {MaxLength} bytes");
        }

        var output = new byte[length];
        HKDF.Expand(hash, pseudorandomKey, output, info);
        return output;
    }
}
