using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Rekey.Crypto.Concrete;

/// <summary>
/// AES key wrap with a 128-bit key (RFC 3394; A128KW of RFC 9053, section 6.2.1). Deterministic: it needs no nonce, and shows when one
/// key is wrapped twice under the same key, which for fresh keys tells nothing (W-19). .NET has only the padded variant (RFC 5649).
/// </summary>
public static class KeyWrap
{
    /// <summary>Length in bytes of the wrapping key.</summary>
    public const int KeyLength = 16;

    /// <summary>A wrapped key is longer than the key by this many bytes.</summary>
    public const int Overhead = 8;

    /// <summary>Wraps a key (RFC 3394, section 2.2.1).</summary>
    /// <exception cref="ArgumentException">Another wrapping key than one of 16 bytes, or a key that is no multiple of 8 bytes, at least 16.</exception>
    public static byte[] Wrap(ReadOnlySpan<byte> wrappingKey, ReadOnlySpan<byte> key)
    {
        if (wrappingKey.Length != KeyLength || key.Length < 16 || key.Length % 8 != 0)
        {
            throw new ArgumentException("AES-128 key wrap takes a wrapping key of 16 bytes and a key of 16, 24, 32, ... bytes");
        }

        var engine = Engine(wrappingKey, forWrapping: true);
        return engine.Wrap(key.ToArray(), 0, key.Length);
    }

    /// <summary>Unwraps a key (RFC 3394, section 2.2.2); null where it does not authenticate or has an impossible length. Total.</summary>
    public static byte[]? Unwrap(ReadOnlySpan<byte> wrappingKey, ReadOnlySpan<byte> wrapped)
    {
        if (wrappingKey.Length != KeyLength || wrapped.Length < 16 + Overhead || wrapped.Length % 8 != 0)
        {
            return null;
        }

        var engine = Engine(wrappingKey, forWrapping: false);
        try
        {
            return engine.Unwrap(wrapped.ToArray(), 0, wrapped.Length);
        }
        catch (InvalidCipherTextException)
        {
            return null;
        }
    }

    private static AesWrapEngine Engine(ReadOnlySpan<byte> wrappingKey, bool forWrapping)
    {
        var engine = new AesWrapEngine();
        engine.Init(forWrapping, new KeyParameter(wrappingKey.ToArray()));
        return engine;
    }
}
