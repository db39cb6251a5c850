namespace Rekey.Crypto.Concrete;

/// <summary>
/// A suite's authenticated encryption with associated data, for group data and for the secure channel (spec/wire/wire-format.md,
/// sections 5, 6 and 10). Ciphers are immutable and hold no key.
/// </summary>
public abstract class AuthenticatedCipher
{
    /// <summary>Length in bytes of a nonce, the same for all ciphers: the format has one form of IV (W-16).</summary>
    public const int NonceLength = 12;

    /// <summary>The cipher's name.</summary>
    public abstract string Name { get; }

    /// <summary>Its number among COSE's algorithms (RFC 9053; below -65536 for private use).</summary>
    public abstract int CoseAlgorithm { get; }

    /// <summary>Length in bytes of a key.</summary>
    public abstract int KeyLength { get; }

    /// <summary>Length in bytes of the shortest ciphertext there is, that of an empty plaintext.</summary>
    public abstract int LeastCiphertext { get; }

    /// <summary>Ciphertext and what authenticates it. A nonce must not be used twice with a key.</summary>
    /// <exception cref="ArgumentException">A key or nonce of another length.</exception>
    public byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext) =>
        key.Length == KeyLength && nonce.Length == NonceLength
            ? Seal(key, nonce, associated, plaintext)
            : throw new ArgumentException($"{Name} takes a key of {KeyLength} bytes and a nonce of {NonceLength}");

    /// <summary>The plaintext; null where the ciphertext does not authenticate, or key or nonce have another length. Total.</summary>
    public byte[]? Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> ciphertext) =>
        key.Length == KeyLength && nonce.Length == NonceLength && ciphertext.Length >= LeastCiphertext
            ? Open(key, nonce, associated, ciphertext)
            : null;

    /// <summary>Encrypts; key and nonce have their lengths.</summary>
    protected abstract byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext);

    /// <summary>Decrypts, or gives null; key and nonce have their lengths, and the ciphertext has at least <see cref="LeastCiphertext"/>.</summary>
    protected abstract byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> ciphertext);
}
