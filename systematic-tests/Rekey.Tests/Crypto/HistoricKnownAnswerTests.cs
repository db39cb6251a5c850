using System.Text;
using Rekey.Crypto.Concrete;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Crypto;

/// <summary>The primitives of suite 3 against known answers (spec/wire/wire-format.md, section 10; W-23).</summary>
public sealed class HistoricKnownAnswerTests
{
    // Eric Young's vectors, as published by the cipher's author (vectors-2.txt). Under a vector of zeros the first block of CBC is the cipher itself.
    [Theory]
    [InlineData("0000000000000000", "0000000000000000", "4EF997456198DD78")]
    [InlineData("FFFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFF", "51866FD5B85ECB8A")]
    [InlineData("3000000000000000", "1000000000000001", "7D856F9A613063F2")]
    [InlineData("1111111111111111", "1111111111111111", "2466DD878B963C9D")]
    [InlineData("0123456789ABCDEF", "1111111111111111", "61F9C3802281B096")]
    [InlineData("1111111111111111", "0123456789ABCDEF", "7D0CC630AFDA1EC7")]
    [InlineData("FEDCBA9876543210", "0123456789ABCDEF", "0ACEAB0FC6A0A28D")]
    [InlineData("7CA110454A1A6E57", "01A1D6D039776742", "59C68245EB05282B")]
    [InlineData("0131D9619DC1376E", "5CD54CA83DEF57DA", "B1B8CC0B250F09A0")]
    [InlineData("07A1133E4A0B2686", "0248D43806F67172", "1730E5778BEA1DA4")]
    [InlineData("3849674C2602319E", "51454B582DDF440A", "A25E7856CF2651EB")]
    [InlineData("04B915BA43FEB5B6", "42FD443059577FA2", "353882B109CE8F1A")]
    [InlineData("0113B970FD34F2CE", "059B5E0851CF143A", "48F4D0884C379918")]
    [InlineData("0170F175468FB5E6", "0756D8E0774761D2", "432193B78951FC98")]
    [InlineData("0101010101010101", "0123456789ABCDEF", "FA34EC4847B268B2")]
    [InlineData("1F1F1F1F0E0E0E0E", "0123456789ABCDEF", "A790795108EA3CAE")]
    [InlineData("FFFFFFFFFFFFFFFF", "0000000000000000", "F21E9A77B71C49BC")]
    [InlineData("0123456789ABCDEF", "0000000000000000", "245946885754369A")]
    [InlineData("FEDCBA9876543210", "FFFFFFFFFFFFFFFF", "6B5C5A9C5D9E0A5A")]
    public void Blowfish_gives_the_answers_of_Eric_Young(string key, string plaintext, string ciphertext) =>
        Convert.ToHexString(BlowfishCbc.Encrypt(Hex(key), new byte[8], Hex(plaintext))[..8]).ShouldBe(ciphertext);

    [Fact]
    public void Blowfish_CBC_gives_the_answer_of_Eric_Young()
    {
        // The vector pads with zeros; PKCS #7 adds its own block after them.
        var (key, vector) = (Hex("0123456789ABCDEFF0E1D2C3B4A59687"), Hex("FEDCBA9876543210"));
        var plaintext = Encoding.ASCII.GetBytes("7654321 Now is the time for \0\0\0\0");

        var ciphertext = BlowfishCbc.Encrypt(key, vector, plaintext);

        Convert.ToHexString(ciphertext[..^8]).ShouldBe("6B77B4D63006DEE605B156E27403979358DEB9E7154616D959F1652BD5FF92CC");
        BlowfishCbc.Decrypt(key, vector, ciphertext).ShouldBe(plaintext);
    }

    // HKDF-Extract is HMAC with the salt as key (RFC 5869, section 2.2).
    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265", "b617318655057264e28bc0b6fb378c8ef146be00")] // case 1
    [InlineData("4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")] // case 2
    [InlineData( // case 3
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
        "125d7342b9ac11cd91a39af48aa17b4f63f175d3")]
    [InlineData( // case 4
        "0102030405060708090a0b0c0d0e0f10111213141516171819",
        "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
        "4c9007f4026250c6bc8414f9bf50c86c2d7235da")]
    [InlineData("0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c", "546573742057697468205472756e636174696f6e", "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04")] // case 5
    public void HMAC_SHA_1_gives_the_answers_of_RFC_2202(string key, string data, string mac) =>
        Convert.ToHexStringLower(Hkdf.Sha1.Extract(Hex(key), Hex(data))).ShouldBe(mac);

    [Theory]
    [InlineData("Test Using Larger Than Block-Size Key - Hash Key First", "aa4ae5e15272d00e95705637ce8a3b55ed402112")] // case 6
    [InlineData("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data", "e8e99d0f45237d786d6bbaa7965c7808bbff1a91")] // case 7
    public void HMAC_SHA_1_gives_the_answers_of_RFC_2202_for_a_long_key(string data, string mac) =>
        Convert.ToHexStringLower(Hkdf.Sha1.Extract(Enumerable.Repeat((byte)0xAA, 80).ToArray(), Encoding.ASCII.GetBytes(data))).ShouldBe(mac);

    [Theory]
    [InlineData( // RFC 5869, A.4
        "0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
        "9b6c18c432a7bf8f0e71c8eb88f4b30baa2ba243",
        "085a01ea1b10f36933068b56efa5ad81a4f14b822f5b091568a9cdd4f155fda2c22e422478d305f3f896")]
    [InlineData( // RFC 5869, A.6
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "",
        "da8c8a73c7fa77288ec6f5e7c297786aa0d32d01",
        "0ac1af7002b3d761d1e55298da9d0506b9ae52057220a306e07b6b87e8df21d0ea00033de03984d34918")]
    [InlineData( // RFC 5869, A.7
        "0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c", "", "",
        "2adccada18779e7c2077ad2eb19d3f3e731385dd",
        "2c91117204d745f3500d636a62f64f0ab3bae548aa53d423b0d1f27ebba6f5e5673a081d70cce7acfc48")]
    public void Hkdf_with_SHA_1_gives_the_answers_of_RFC_5869(string inputKey, string salt, string info, string pseudorandomKey, string output)
    {
        var extracted = Hkdf.Sha1.Extract(Hex(salt), Hex(inputKey));
        Convert.ToHexStringLower(extracted).ShouldBe(pseudorandomKey);
        Convert.ToHexStringLower(Hkdf.Sha1.Expand(extracted, Hex(info), output.Length / 2)).ShouldBe(output);
    }

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}
