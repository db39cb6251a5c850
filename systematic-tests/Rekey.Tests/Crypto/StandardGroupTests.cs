using System.Numerics;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Crypto;

/// <summary>The groups modulo p of suites 2 and 3, against their standards and against another implementation (spec/wire/wire-format.md, W-14, W-17).</summary>
public sealed class StandardGroupTests
{
    // RFC 7919, appendix A.1.
    private const string Ffdhe2048 =
        "ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695a9e13641146433fbcc939dce249b3ef97d2fe363630c75d8f681b202aec4617a"
        + "d3df1ed5d5fd65612433f51f5f066ed0856365553ded1af3b557135e7f57c935984f0c70e0e68b77e2a689daf3efe8721df158a136ade73530acca4f483a797a"
        + "bc0ab182b324fb61d108a94bb2c8e3fbb96adab760d7f4681d4f42a3de394df4ae56ede76372bb190b07a7c8ee0a6d709e02fce1cdf7e2ecc03404cd28342f61"
        + "9172fe9ce98583ff8e4f1232eef28183c3fe3b1b4c6fad733bb5fcbc2ec22005c58ef1837d1683b2c6f34a26c1b2effa886b423861285c97ffffffffffffffff";

    // RFC 2409, section 6.2.
    private const string Oakley2 =
        "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437"
        + "4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff";

    [Theory]
    [InlineData("ffdhe2048", Ffdhe2048)]
    [InlineData("Oakley 2", Oakley2)]
    public void The_parameters_are_those_of_the_standard(string name, string p)
    {
        var group = Group(name);

        group.Modulus.ShouldBe(Number(p));
        group.Order.ShouldBe((Number(p) - 1) / 2);
        group.Generator.Encoded.ToString().ShouldBe(new string('0', p.Length - 1) + "2");
        (group.Name, group.EncodedLength).ShouldBe((name, p.Length / 2));
    }

    [Fact]
    public void Diffie_Hellman_over_ffdhe2048_gives_what_OpenSSL_gives()
    {
        // Keys ffdhe2048-1 and ffdhe2048-2 of OpenSSL's tests (evppkey_ffdhe.txt); the shared value begins with two zero bytes, which stay.
        var group = ModPGroup.Ffdhe2048;
        var (x, y) = (Number("1946b9886505f6b1af0e3bfd3c314622fb52f4e22a6db8bcaea9b86fa"), Number("11835922d87efc468880a2b681cc45bad56351359809a45ec9328cbcf"));
        var (first, second) = (group.Exponentiate(group.Generator, x), group.Exponentiate(group.Generator, y));

        first.ToString().ShouldBe(
            "e611ca0bc719429a2172df51ab5cd98918726f44c3ae47d21c298835c6e971c06008c96e328d2717454638de0b0b491001a5c94b63487ae46ba7470dfce441f0"
            + "caeaed7767edd79a1fa708c6703ce1c3351dc8129e6fcb7aae53bb2e0f70030eb8f05f7b157ec5de9ec821f89a5ec5bad1fa57870137fc697d60f234287c5762"
            + "d569fb09b13a55c894e1bdf62fc1cfc0ed5e3e924689bef4126e3956eae651f0b0357804527bb537a2d84408c7f6f9e3079dbd0b7052a79f2b2670366ac95a70"
            + "2d02158e9854241f2d374def2f85e50946add19deb04267f71573cb7fd8984a2b8bae68d6fd60c598f9f0027e40ed312088d78dbbca70b1228f819a9d5be972c");
        group.Exponentiate(second, x).ToString().ToUpperInvariant().ShouldBe(
            "00006620DD85B56EE8540C8040CAC46B7385344A164E4DBDF521F7D99F88FA68EDD295A45E36E0BBD5FF5DE84598824E2CA52ED82ACA918CAECC6B22846D0FC6"
            + "F0203E8B6963964D11E9E704F83AF1D60E9B1931139E9E9967C4665A831A75D99359A8BA80DD5921E74379AF4CA8DB453EDBC5E669AB17A5254CA6C96794CD51"
            + "96BE90AF37742C8F6812515FFCC45B08F4158EFF9559F1AEF3665B3D91519DCBC6DF22CD6DA521B86613558602E73D2CA4666972F7D2CB6B46299B1DF2DA29A2"
            + "A2D99D105E10CB553D6738A9B1DB2A0314C3CF30642D5C44695623D8B95C4426BEA830FB51816B4F086945E9B12A445F42DD68610E3F378A6E69A383D13D85BF");
        group.Exponentiate(first, y).ShouldBe(group.Exponentiate(second, x));
    }

    [Theory]
    [InlineData("ffdhe2048")]
    [InlineData("Oakley 2")]
    public void What_is_no_element_is_told_apart(string name)
    {
        var group = Group(name);
        var length = group.EncodedLength;

        Fault(Encoded(BigInteger.Zero)).ShouldBe(ElementFault.NotInGroup);
        Fault(Encoded(BigInteger.One)).ShouldBe(ElementFault.Identity);
        Fault(Encoded(2)).ShouldBe(ElementFault.None);
        Fault(Encoded(group.Modulus - 2)).ShouldBe(ElementFault.NotInGroup); // -1 is no square, so of x and -x one alone is an element.
        Fault(Encoded(group.Modulus - 1)).ShouldBe(ElementFault.NotInGroup);
        Fault(Encoded(group.Modulus)).ShouldBe(ElementFault.NonCanonical);
        Fault(Encoded(group.Modulus + 2)).ShouldBe(ElementFault.NonCanonical);
        Fault(Encoded(2)[1..]).ShouldBe(ElementFault.WrongLength);
        Fault([0, .. Encoded(2)]).ShouldBe(ElementFault.WrongLength);

        ElementFault Fault(byte[] encoded)
        {
            group.TryDecode(encoded, out var element, out var fault).ShouldBe(fault == ElementFault.None);
            element.IsIdentity.ShouldBe(fault != ElementFault.None);
            return fault;
        }

        byte[] Encoded(BigInteger value)
        {
            var minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
            return [.. new byte[length - minimal.Length], .. minimal];
        }
    }

    [Theory]
    [InlineData("ffdhe2048")]
    [InlineData("Oakley 2")]
    public void Exponents_of_either_sign_agree_with_plain_arithmetic(string name)
    {
        var group = Group(name);
        var scalar = group.RandomScalar(new SeededEntropy("signs", MemberId.Parse("m1")));
        var element = group.Exponentiate(group.Generator, scalar);

        group.IntegerOf(element).ShouldBe(BigInteger.ModPow(2, scalar, group.Modulus));
        group.Multiply(element, group.Exponentiate(group.Generator, -scalar)).IsIdentity.ShouldBeTrue();
        group.Exponentiate(element, -200).ShouldBe(group.Exponentiate(group.Inverse(element), 200));
        group.Exponentiate(element, group.Order - 3).ShouldBe(group.Exponentiate(element, -3));
        group.Exponentiate(element, -group.Order).IsIdentity.ShouldBeTrue();
    }

    private static ModPGroup Group(string name) => name == "ffdhe2048" ? ModPGroup.Ffdhe2048 : ModPGroup.Oakley2;

    private static BigInteger Number(string hex) =>
        new(Convert.FromHexString(hex.Length % 2 == 0 ? hex : "0" + hex), isUnsigned: true, isBigEndian: true);
}
