using System.Security.Cryptography;

namespace Rekey.Crypto.Concrete;

/// <summary>ChaCha20 with Poly1305, a tag of 16 bytes (RFC 8439, section 2.8; ChaCha20/Poly1305 of RFC 9053, section 4.3).</summary>
/// <remarks>.NET has it where the platform's library does; where not, encrypting and decrypting throw <see cref="PlatformNotSupportedException"/>.</remarks>
public sealed class ChaCha20Poly1305Cipher : AuthenticatedCipher
{
    private const int TagLength = 16;

    private ChaCha20Poly1305Cipher()
    {
    }

    /// <summary>The one value.</summary>
    public static ChaCha20Poly1305Cipher Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "ChaCha20-Poly1305";

    /// <inheritdoc/>
    public override int CoseAlgorithm => 24;

    /// <inheritdoc/>
    public override int KeyLength => 32;

    /// <inheritdoc/>
    public override int LeastCiphertext => TagLength;

    /// <inheritdoc/>
    protected override byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        using var cipher = new ChaCha20Poly1305(key);
        var sealedBytes = new byte[plaintext.Length + TagLength];
        cipher.Encrypt(nonce, plaintext, sealedBytes.AsSpan(0, plaintext.Length), sealedBytes.AsSpan(plaintext.Length), associated);
        return sealedBytes;
    }

    /// <inheritdoc/>
    protected override byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> ciphertext)
    {
        using var cipher = new ChaCha20Poly1305(key);
        var plaintext = new byte[ciphertext.Length - TagLength];
        try
        {
            cipher.Decrypt(nonce, ciphertext[..plaintext.Length], ciphertext[plaintext.Length..], plaintext, associated);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
