using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Crypto.Concrete;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Crypto;

/// <summary>The ciphers of the suites: what goes in comes out, and whatever was changed comes out as nothing (spec/wire/wire-format.md, section 10; W-23).</summary>
public sealed class CipherTests
{
    private static readonly byte[] Nonce = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5];
    private static readonly byte[] Header = Encoding.ASCII.GetBytes("header");
    private static readonly byte[] Plaintext = Encoding.ASCII.GetBytes("hello, group");

    public static TheoryData<string> Names() => [.. Ciphers.Select(static c => c.Name)];

    private static AuthenticatedCipher[] Ciphers => [AesGcm128.Instance, ChaCha20Poly1305Cipher.Instance, BlowfishCbcHmacSha1.Instance];

    [Theory]
    [MemberData(nameof(Names))]
    public void Plaintexts_of_every_length_come_back_equal(string name)
    {
        var cipher = Cipher(name);
        for (var length = 0; length <= 40; length++)
        {
            var plaintext = Enumerable.Range(0, length).Select(static i => (byte)i).ToArray();
            var ciphertext = cipher.Encrypt(Key(cipher), Nonce, Header, plaintext);

            ciphertext.Length.ShouldBeGreaterThanOrEqualTo(cipher.LeastCiphertext);
            cipher.Decrypt(Key(cipher), Nonce, Header, ciphertext).ShouldBe(plaintext);
        }

        cipher.Encrypt(Key(cipher), Nonce, Header, []).Length.ShouldBe(cipher.LeastCiphertext);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_flipped_bit_of_key_nonce_header_or_ciphertext_is_noticed(string name)
    {
        var cipher = Cipher(name);
        byte[][] parts = [Key(cipher), Nonce, Header, cipher.Encrypt(Key(cipher), Nonce, Header, Plaintext)];
        cipher.Decrypt(parts[0], parts[1], parts[2], parts[3]).ShouldBe(Plaintext);
        for (var part = 0; part < parts.Length; part++)
        {
            for (var bit = 0; bit < parts[part].Length * 8; bit++)
            {
                var changed = parts.Select(static p => p.ToArray()).ToArray();
                changed[part][bit / 8] ^= (byte)(1 << (bit % 8));
                cipher.Decrypt(changed[0], changed[1], changed[2], changed[3]).ShouldBeNull($"part {part}, bit {bit}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Other_lengths_give_nothing_or_are_refused(string name)
    {
        var cipher = Cipher(name);
        var key = Key(cipher);
        var ciphertext = cipher.Encrypt(key, Nonce, Header, Plaintext);
        for (var length = 0; length < ciphertext.Length; length++)
        {
            cipher.Decrypt(key, Nonce, Header, ciphertext.AsSpan(0, length)).ShouldBeNull();
            cipher.Decrypt(key, Nonce, Header, ciphertext.AsSpan(ciphertext.Length - length)).ShouldBeNull();
        }

        cipher.Decrypt([.. key, 0], Nonce, Header, ciphertext).ShouldBeNull();
        cipher.Decrypt(key, [.. Nonce, 0], Header, ciphertext).ShouldBeNull();
        Should.Throw<ArgumentException>(() => cipher.Encrypt([.. key, 0], Nonce, Header, Plaintext));
        Should.Throw<ArgumentException>(() => cipher.Encrypt(key, [.. Nonce, 0], Header, Plaintext));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_cannot_wander_between_header_and_ciphertext(string name)
    {
        var cipher = Cipher(name);
        var ciphertext = cipher.Encrypt(Key(cipher), Nonce, Header, Plaintext);

        cipher.Decrypt(Key(cipher), Nonce, [.. Header, ciphertext[0]], ciphertext.AsSpan(1)).ShouldBeNull();
        cipher.Decrypt(Key(cipher), Nonce, Header[..^1], [Header[^1], .. ciphertext]).ShouldBeNull();
    }

    [Property]
    public Property Random_ciphertexts_give_nothing_and_never_an_exception() => Prop.ForAll<byte[]>(static bytes =>
        Ciphers.All(c => c.Decrypt(Key(c), Nonce, Header, bytes) is null
            && c.Decrypt(Key(c), Nonce, Header, [.. new byte[c.LeastCiphertext], .. bytes]) is null));

    [Fact]
    public void COSE_numbers_and_key_lengths_are_those_of_the_specification() =>
        Ciphers.Select(static c => (c.CoseAlgorithm, c.KeyLength, c.LeastCiphertext)).ShouldBe([(1, 16, 16), (24, 32, 16), (-66003, 56, 28)]);

    [Fact]
    public void W_23_Blowfish_then_HMAC_gives_what_other_tools_give()
    {
        // Made with `openssl enc -bf-cbc` and Python's hmac, from the same 56 bytes of key.
        var cipher = BlowfishCbcHmacSha1.Instance;

        Convert.ToHexStringLower(cipher.Encrypt(Key(cipher), Nonce, Header, Plaintext)).ShouldBe("6efcc66d5efb4dced44be360ea7ced5254409e7e882d9791ac21da92fbbdf248b8c820fe");
    }

    [Fact]
    public void W_23_is_put_together_from_three_keys()
    {
        var key = Key(BlowfishCbcHmacSha1.Instance);
        var vector = HMACSHA1.HashData(key[36..], Nonce)[..8];
        var encrypted = BlowfishCbc.Encrypt(key[..16], vector, Plaintext);
        var tag = HMACSHA1.HashData(key[16..36], (byte[])[.. Header, .. Nonce, .. vector, .. encrypted, 0, 0, 0, 0, 0, 0, 0, 48]);

        BlowfishCbcHmacSha1.Instance.Encrypt(key, Nonce, Header, Plaintext).ShouldBe([.. encrypted, .. tag]);
    }

    [Fact]
    public void W_23_the_vector_differs_from_nonce_to_nonce_and_from_key_to_key()
    {
        var cipher = BlowfishCbcHmacSha1.Instance;
        var otherKey = Key(cipher);
        otherKey[55] ^= 1; // A bit of the key from which the vector comes, and of no other.
        byte[][] ciphertexts =
        [
            cipher.Encrypt(Key(cipher), Nonce, Header, Plaintext),
            cipher.Encrypt(Key(cipher), [.. Nonce[..11], 6], Header, Plaintext),
            cipher.Encrypt(otherKey, Nonce, Header, Plaintext),
        ];

        ciphertexts.Select(static c => Convert.ToHexString(c[..8])).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Blowfish_CBC_refuses_what_is_no_ciphertext()
    {
        BlowfishCbc.Decrypt(new byte[16], new byte[8], []).ShouldBeNull();
        BlowfishCbc.Decrypt(new byte[16], new byte[8], new byte[9]).ShouldBeNull();
        BlowfishCbc.Decrypt(new byte[16], new byte[8], new byte[8]).ShouldBeNull(); // Its padding is none.
        Should.Throw<ArgumentException>(() => BlowfishCbc.Encrypt(new byte[3], new byte[8], []));
        Should.Throw<ArgumentException>(() => BlowfishCbc.Encrypt(new byte[57], new byte[8], []));
        Should.Throw<ArgumentException>(() => BlowfishCbc.Encrypt(new byte[16], new byte[7], []));
    }

    private static AuthenticatedCipher Cipher(string name) => Ciphers.Single(c => c.Name == name);

    private static byte[] Key(AuthenticatedCipher cipher) => [.. Enumerable.Range(0, cipher.KeyLength).Select(static i => (byte)i)];
}
