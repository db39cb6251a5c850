using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Paddings;
using Org.BouncyCastle.Crypto.Parameters;

namespace Rekey.Crypto.Concrete;

/// <summary>
/// Blowfish in CBC mode with the padding of PKCS #7 (B. Schneier, <i>Fast Software Encryption</i> 1993; padding of RFC 5652, section 6.3).
/// It authenticates nothing: <see cref="BlowfishCbcHmacSha1"/> does.
/// </summary>
/// <remarks>Historic: blocks of 64 bits repeat after some 2^32 of them under one key. For reproduction of paper B only, section 4.2.</remarks>
public static class BlowfishCbc
{
    /// <summary>Length in bytes of a block, and of the initialization vector.</summary>
    public const int BlockLength = 8;

    /// <summary>The ciphertext: the plaintext's length, rounded up to the next block; one block more where it is a multiple.</summary>
    /// <param name="key">4 to 56 bytes.</param>
    /// <param name="vector">The initialization vector, 8 bytes.</param>
    /// <param name="plaintext">Any bytes.</param>
    /// <exception cref="ArgumentException">A key or vector of another length.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> plaintext) =>
        Cipher(key, vector, forEncryption: true).DoFinal(plaintext.ToArray(), 0, plaintext.Length);

    /// <summary>The plaintext; null where the ciphertext is no multiple of a block, or is empty, or its padding is not one. Total in the ciphertext.</summary>
    /// <param name="key">4 to 56 bytes.</param>
    /// <param name="vector">The initialization vector, 8 bytes.</param>
    /// <param name="ciphertext">Any bytes.</param>
    /// <exception cref="ArgumentException">A key or vector of another length.</exception>
    public static byte[]? Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext)
    {
        var cipher = Cipher(key, vector, forEncryption: false);
        if (ciphertext.Length == 0 || ciphertext.Length % BlockLength != 0)
        {
            return null;
        }

        try
        {
            return cipher.DoFinal(ciphertext.ToArray(), 0, ciphertext.Length);
        }
        catch (InvalidCipherTextException)
        {
            return null;
        }
    }

    private static PaddedBufferedBlockCipher Cipher(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, bool forEncryption)
    {
        if (key.Length is < 4 or > 56 || vector.Length != BlockLength)
        {
            throw new ArgumentException("Blowfish-CBC takes a key of 4 to 56 bytes and a vector of 8");
        }

        var cipher = new PaddedBufferedBlockCipher(new CbcBlockCipher(new BlowfishEngine()), new Pkcs7Padding());
        cipher.Init(forEncryption, new ParametersWithIV(new KeyParameter(key.ToArray()), vector.ToArray()));
        return cipher;
    }
}
