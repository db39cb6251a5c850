using System.Security.Cryptography;

namespace Rekey.Crypto.Concrete;

/// <summary>AES-128 in GCM with a tag of 16 bytes (NIST SP 800-38D; A128GCM of RFC 9053, section 4.1).</summary>
public sealed class AesGcm128 : AuthenticatedCipher
{
    private const int TagLength = 16;

    private AesGcm128()
    {
    }

    /// <summary>The one value.</summary>
    public static AesGcm128 Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "AES-128-GCM";

    /// <inheritdoc/>
    public override int CoseAlgorithm => 1;

    /// <inheritdoc/>
    public override int KeyLength => 16;

    /// <inheritdoc/>
    public override int LeastCiphertext => TagLength;

    /// <inheritdoc/>
    protected override byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        using var gcm = new AesGcm(key, TagLength);
        var sealedBytes = new byte[plaintext.Length + TagLength];
        gcm.Encrypt(nonce, plaintext, sealedBytes.AsSpan(0, plaintext.Length), sealedBytes.AsSpan(plaintext.Length), associated);
        return sealedBytes;
    }

    /// <inheritdoc/>
    protected override byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> ciphertext)
    {
        using var gcm = new AesGcm(key, TagLength);
        var plaintext = new byte[ciphertext.Length - TagLength];
        try
        {
            gcm.Decrypt(nonce, ciphertext[..plaintext.Length], ciphertext[plaintext.Length..], plaintext, associated);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
