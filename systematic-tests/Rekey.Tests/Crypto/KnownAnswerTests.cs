using System.Numerics;
using System.Text;
using Rekey.Crypto.Concrete;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Crypto;

/// <summary>The primitives of suites 1 and 2 against the known answers of their standards (spec/wire/wire-format.md, section 9; W-17, W-19).</summary>
public sealed class KnownAnswerTests
{
    private static readonly BigInteger Rfc6979Key = Scalar("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");

    [Theory]
    [InlineData( // RFC 5869, A.1
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
        "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")]
    [InlineData( // RFC 5869, A.2
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f",
        "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
        "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
        "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87")]
    [InlineData( // RFC 5869, A.3
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "",
        "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")]
    public void Hkdf_gives_the_answers_of_RFC_5869(string inputKey, string salt, string info, string pseudorandomKey, string output)
    {
        var extracted = Hkdf.Sha256.Extract(Hex(salt), Hex(inputKey));
        Convert.ToHexStringLower(extracted).ShouldBe(pseudorandomKey);
        Convert.ToHexStringLower(Hkdf.Sha256.Expand(extracted, Hex(info), output.Length / 2)).ShouldBe(output);
    }

    // HKDF-Extract is HMAC with the salt as key (RFC 5869, section 2.2).
    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
    [InlineData(
        "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData(
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe")]
    [InlineData(
        "0102030405060708090a0b0c0d0e0f10111213141516171819",
        "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b")]
    public void HMAC_SHA_256_gives_the_answers_of_RFC_4231(string key, string data, string mac) =>
        Convert.ToHexStringLower(Hkdf.Sha256.Extract(Hex(key), Hex(data))).ShouldBe(mac);

    [Theory]
    [InlineData("Test Using Larger Than Block-Size Key - Hash Key First", "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")]
    [InlineData(
        "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.",
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2")]
    public void HMAC_SHA_256_gives_the_answers_of_RFC_4231_for_a_long_key(string data, string mac) =>
        Convert.ToHexStringLower(Hkdf.Sha256.Extract(Enumerable.Repeat((byte)0xAA, 131).ToArray(), Encoding.ASCII.GetBytes(data))).ShouldBe(mac);

    [Fact]
    public void Hkdf_refuses_short_keys_and_impossible_lengths()
    {
        Should.Throw<ArgumentException>(() => Hkdf.Sha256.Expand(new byte[31], [], 16));
        Should.Throw<ArgumentException>(() => Hkdf.Sha256.Expand(new byte[32], [], 0));
        Should.Throw<ArgumentException>(() => Hkdf.Sha256.Expand(new byte[32], [], Hkdf.Sha256.MaxLength + 1));
    }

    [Fact]
    public void AES_GCM_gives_the_answer_of_test_case_4_of_its_submission_to_NIST()
    {
        var key = Hex("feffe9928665731c6d6a8f9467308308");
        var nonce = Hex("cafebabefacedbaddecaf888");
        var associated = Hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        var plaintext = Hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        var expected = Hex("42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
            + "5bc94fbc3221a5db94fae95ae7121a47");

        var ciphertext = AesGcm128.Instance.Encrypt(key, nonce, associated, plaintext);

        ciphertext.ShouldBe(expected);
        AesGcm128.Instance.Decrypt(key, nonce, associated, ciphertext).ShouldBe(plaintext);
        AesGcm128.Instance.Decrypt(key, nonce, associated.AsSpan(1), ciphertext).ShouldBeNull();
        AesGcm128.Instance.Decrypt(key, nonce, associated, ciphertext.AsSpan(1)).ShouldBeNull();
        AesGcm128.Instance.Decrypt(key, nonce, associated, ciphertext.AsSpan(0, 15)).ShouldBeNull();
        AesGcm128.Instance.Decrypt(key, nonce.AsSpan(1), associated, ciphertext).ShouldBeNull();
        AesGcm128.Instance.Decrypt(key.AsSpan(1), nonce, associated, ciphertext).ShouldBeNull();
    }

    [Fact]
    public void ChaCha20_Poly1305_gives_the_answer_of_RFC_8439_section_2_8_2()
    {
        var key = Hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
        var nonce = Hex("070000004041424344454647");
        var associated = Hex("50515253c0c1c2c3c4c5c6c7");
        var plaintext = Encoding.ASCII.GetBytes(
            "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");
        var expected = Hex("d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
            + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b6116"
            + "1ae10b594f09e26a7e902ecbd0600691");

        ChaCha20Poly1305Cipher.Instance.Encrypt(key, nonce, associated, plaintext).ShouldBe(expected);
        ChaCha20Poly1305Cipher.Instance.Decrypt(key, nonce, associated, expected).ShouldBe(plaintext);
    }

    [Fact]
    public void Key_wrap_gives_the_answer_of_RFC_3394_section_4_1()
    {
        var wrappingKey = Hex("000102030405060708090a0b0c0d0e0f");
        var key = Hex("00112233445566778899aabbccddeeff");

        var wrapped = KeyWrap.Wrap(wrappingKey, key);

        wrapped.ShouldBe(Hex("1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5"));
        KeyWrap.Unwrap(wrappingKey, wrapped).ShouldBe(key);
    }

    [Fact]
    public void Key_wrap_notices_every_flipped_bit_and_every_other_length()
    {
        var wrappingKey = Hex("000102030405060708090a0b0c0d0e0f");
        var wrapped = KeyWrap.Wrap(wrappingKey, new byte[32]);
        for (var bit = 0; bit < wrapped.Length * 8; bit++)
        {
            var flipped = wrapped.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            KeyWrap.Unwrap(wrappingKey, flipped).ShouldBeNull();
        }

        for (var length = 0; length < wrapped.Length; length++)
        {
            KeyWrap.Unwrap(wrappingKey, wrapped.AsSpan(0, length)).ShouldBeNull();
        }

        KeyWrap.Unwrap(wrappingKey.AsSpan(1), wrapped).ShouldBeNull();
        Should.Throw<ArgumentException>(() => KeyWrap.Wrap(wrappingKey, new byte[20]));
    }

    [Theory]
    [InlineData(
        "sample",
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")]
    [InlineData(
        "test",
        "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083")]
    public void ECDSA_gives_the_answers_of_RFC_6979_A_2_5(string message, string signature)
    {
        var text = Encoding.ASCII.GetBytes(message);

        Convert.ToHexString(EcdsaP256.Sign(Rfc6979Key, text)).ShouldBe(signature);
        EcdsaP256.Verify(Public(Rfc6979Key), text, Hex(signature)).ShouldBeTrue();
    }

    [Fact]
    public void The_public_key_of_RFC_6979_A_2_5_is_the_power_of_the_private_one() =>
        Public(Rfc6979Key).ToString().ShouldBe("0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");

    [Fact]
    public void ECDSA_verification_answers_no_to_every_wrong_input_and_never_throws()
    {
        var text = Encoding.ASCII.GetBytes("sample");
        var key = Public(Rfc6979Key);
        var signature = EcdsaP256.Sign(Rfc6979Key, text);
        for (var bit = 0; bit < signature.Length * 8; bit += 5)
        {
            var flipped = signature.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            EcdsaP256.Verify(key, text, flipped).ShouldBeFalse();
        }

        var order = Hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        EcdsaP256.Verify(key, text, [.. order, .. signature[32..]]).ShouldBeFalse();
        EcdsaP256.Verify(key, text, [.. signature[..32], .. order]).ShouldBeFalse();
        EcdsaP256.Verify(key, text, new byte[64]).ShouldBeFalse();
        EcdsaP256.Verify(key, text, signature.AsSpan(1)).ShouldBeFalse();
        EcdsaP256.Verify(key, text, []).ShouldBeFalse();
        EcdsaP256.Verify(key, Encoding.ASCII.GetBytes("Sample"), signature).ShouldBeFalse();
        EcdsaP256.Verify(P256Group.Instance.Generator, text, signature).ShouldBeFalse();
    }

    [Fact]
    public void The_mirrored_signature_verifies_too_as_W_11_warns()
    {
        var text = Encoding.ASCII.GetBytes("sample");
        var signature = EcdsaP256.Sign(Rfc6979Key, text);
        var mirrored = P256Group.Instance.Order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var bytes = mirrored.ToByteArray(isUnsigned: true, isBigEndian: true);

        EcdsaP256.Verify(Public(Rfc6979Key), text, [.. signature[..32], .. new byte[32 - bytes.Length], .. bytes]).ShouldBeTrue();
    }

    private static GroupElement Public(BigInteger scalar) => P256Group.Instance.Exponentiate(P256Group.Instance.Generator, scalar);

    private static BigInteger Scalar(string hex) => new(Hex(hex), isUnsigned: true, isBigEndian: true);

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}
