using System.Security.Cryptography;

namespace Rekey.Crypto.Concrete;

/// <summary>AES-128 in GCM with a tag of 16 bytes (NIST SP 800-38D; A128GCM of RFC 9053, section 4.1).</summary>
public static class AesGcm128
{
    /// <summary>Length in bytes of a key.</summary>
    public const int KeyLength = 16;

    /// <summary>Length in bytes of a nonce.</summary>
    public const int NonceLength = 12;

    /// <summary>Length in bytes of the tag at the end of a ciphertext.</summary>
    public const int TagLength = 16;

    /// <summary>Ciphertext and tag. A nonce must not be used twice with a key.</summary>
    /// <exception cref="CryptographicException">A key or nonce of another length.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        using var gcm = new AesGcm(key, TagLength);
        var sealedBytes = new byte[plaintext.Length + TagLength];
        gcm.Encrypt(nonce, plaintext, sealedBytes.AsSpan(0, plaintext.Length), sealedBytes.AsSpan(plaintext.Length), associated);
        return sealedBytes;
    }

    /// <summary>The plaintext; null where the ciphertext does not authenticate, or key or nonce have another length. Total.</summary>
    public static byte[]? Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> ciphertext)
    {
        if (key.Length != KeyLength || nonce.Length != NonceLength || ciphertext.Length < TagLength)
        {
            return null;
        }

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
