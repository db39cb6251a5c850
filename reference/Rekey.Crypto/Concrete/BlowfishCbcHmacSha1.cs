using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rekey.Crypto.Concrete;

/// <summary>
/// Blowfish-CBC and then HMAC-SHA-1 over all of it (rule W-23): the cipher of paper B, section 4.2, made into authenticated encryption the
/// way RFC 7518, section 5.2.2, does it for AES. Historic, for reproduction only: blocks of 64 bits, and SHA-1.
/// </summary>
/// <remarks>
/// The key is three keys, one after the other: 16 bytes for Blowfish, 20 that authenticate, 20 from which the vector comes. The vector is
/// not sent: it is the first 8 bytes of HMAC-SHA-1(third key, nonce), which a nonce determines and nobody without the key predicts, as CBC
/// wants it.
/// </remarks>
public sealed class BlowfishCbcHmacSha1 : AuthenticatedCipher
{
    private const int EncryptionKeyLength = 16;
    private const int MacLength = HMACSHA1.HashSizeInBytes;

    private BlowfishCbcHmacSha1()
    {
    }

    /// <summary>The one value.</summary>
    public static BlowfishCbcHmacSha1 Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "Blowfish-CBC with HMAC-SHA-1";

    /// <summary>-66003, in COSE's range for private use: nobody registered this cipher, and nobody should.</summary>
    public override int CoseAlgorithm => -66003;

    /// <inheritdoc/>
    public override int KeyLength => EncryptionKeyLength + (2 * MacLength);

    /// <inheritdoc/>
    public override int LeastCiphertext => BlowfishCbc.BlockLength + MacLength;

    /// <inheritdoc/>
    protected override byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        var vector = Vector(key, nonce);
        var encrypted = BlowfishCbc.Encrypt(key[..EncryptionKeyLength], vector, plaintext);
        return [.. encrypted, .. Mac(key, [.. associated, .. nonce, .. vector, .. encrypted], associated.Length)];
    }

    /// <inheritdoc/>
    protected override byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> ciphertext)
    {
        // Nothing is decrypted, and no padding looked at, before the whole is authenticated.
        var vector = Vector(key, nonce);
        var encrypted = ciphertext[..^MacLength];
        var mac = Mac(key, [.. associated, .. nonce, .. vector, .. encrypted], associated.Length);
        return CryptographicOperations.FixedTimeEquals(mac, ciphertext[^MacLength..])
            ? BlowfishCbc.Decrypt(key[..EncryptionKeyLength], vector, encrypted)
            : null;
    }

    private static byte[] Vector(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce) =>
        HMACSHA1.HashData(key[(EncryptionKeyLength + MacLength)..], nonce)[..BlowfishCbc.BlockLength];

    // The length at the end, in bits as in RFC 7518, says where the associated data ends: two splits of the same bytes differ.
    private static byte[] Mac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content, int associatedLength)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)associatedLength * 8);
        return HMACSHA1.HashData(key.Slice(EncryptionKeyLength, MacLength), [.. content, .. length]);
    }
}
