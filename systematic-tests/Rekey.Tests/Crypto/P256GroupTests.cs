using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Crypto;

/// <summary>P-256 is a group of prime order, and its elements have one encoding each (spec/wire/wire-format.md, W-14).</summary>
public sealed class P256GroupTests
{
    private static readonly P256Group Curve = P256Group.Instance;

    [Fact]
    public void Twice_the_generator_is_the_known_point() =>
        Curve.Multiply(Curve.Generator, Curve.Generator).ToString()
            .ShouldBe("037cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978");

    [Fact]
    public void Diffie_Hellman_gives_the_answer_of_RFC_5903_section_8_1()
    {
        var i = Scalar("C88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433");
        var r = Scalar("C6EF9C5D78AE012A011164ACB397CE2088685D8F06BF9BE0B283AB46476BEE53");
        var fromI = Curve.Exponentiate(Curve.Generator, i);
        var fromR = Curve.Exponentiate(Curve.Generator, r);

        Curve.XCoordinate(fromI).ToString().ShouldBe("dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180");
        Curve.XCoordinate(fromR).ToString().ShouldBe("d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63");
        Curve.XCoordinate(Curve.Exponentiate(fromR, i)).ToString()
            .ShouldBe("d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de");
        Curve.Exponentiate(fromI, r).ShouldBe(Curve.Exponentiate(fromR, i));
    }

    [Property]
    public Property The_laws_of_a_group_of_prime_order_hold() => Prop.ForAll<int, int>((a, b) =>
    {
        var (x, y) = (Power(a), Power(b));
        return Curve.Multiply(x, y).Equals(Power((BigInteger)a + b))
            && Curve.Multiply(x, y).Equals(Curve.Multiply(y, x))
            && Curve.Exponentiate(x, b).Equals(Power((BigInteger)a * b))
            && Curve.Multiply(x, Curve.Inverse(x)).IsIdentity
            && Curve.Multiply(x, Curve.Identity).Equals(x)
            && Curve.Exponentiate(x, Curve.Order).IsIdentity
            && Curve.Exponentiate(x, -1).Equals(Curve.Inverse(x));
    });

    [Fact]
    public void Results_of_calculation_have_the_encoding_of_their_point_however_they_were_reached()
    {
        // Points are normalised when they are asked for their encoding, not before.
        var five = Power(5);
        var sum = Curve.Multiply(Curve.Multiply(Power(7), Curve.Inverse(Power(4))), Power(2));

        (sum.Equals(five), sum.GetHashCode() == five.GetHashCode(), sum.Fingerprint == five.Fingerprint).ShouldBe((true, true, true));
        Curve.XCoordinate(sum).ShouldBe(Curve.XCoordinate(five));
        Curve.Exponentiate(sum, -1).ShouldBe(Power(-5));
        Curve.Multiply(sum, Power(-5)).IsIdentity.ShouldBeTrue();
        Curve.IntegerOf(sum).ShouldBeNull();
    }

    [Property]
    public Property Every_element_but_the_identity_decodes_to_itself() => Prop.ForAll<int>(a =>
    {
        var element = Power(a);
        return Curve.TryDecode(Curve.Encode(element).Span, out var decoded, out var fault)
            ? decoded.Equals(element) && fault == ElementFault.None
            : element.IsIdentity && fault == ElementFault.Identity;
    });

    [Theory]
    [InlineData("", ElementFault.WrongLength)]
    [InlineData("00", ElementFault.Identity)]
    [InlineData("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2", ElementFault.WrongLength)]
    [InlineData("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c29600", ElementFault.WrongLength)]
    [InlineData("046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", ElementFault.NonCanonical)]
    [InlineData("006b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", ElementFault.NonCanonical)]
    [InlineData("02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", ElementFault.NonCanonical)] // x = p
    [InlineData("02ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", ElementFault.NonCanonical)]
    [InlineData("020000000000000000000000000000000000000000000000000000000000000001", ElementFault.NotInGroup)]
    [InlineData( // The uncompressed generator: a second spelling, and not 33 bytes.
        "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
        ElementFault.WrongLength)]
    public void Bad_encodings_are_told_apart(string hex, ElementFault expected)
    {
        Curve.TryDecode(Convert.FromHexString(hex), out var element, out var fault).ShouldBeFalse();
        fault.ShouldBe(expected);
        element.IsIdentity.ShouldBeTrue();
    }

    [Fact]
    public void Half_of_all_x_coordinates_are_on_the_curve_and_the_check_agrees_with_Euler()
    {
        var p = Scalar("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
        var b = Scalar("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
        var seen = new HashSet<bool>();
        for (var x = 0; x < 64; x++)
        {
            var encoded = new byte[33];
            (encoded[0], encoded[32]) = (2, (byte)x);
            var square = (BigInteger.Pow(x, 3) - (3 * x) + b) % p;
            var expected = BigInteger.ModPow(square, (p - 1) / 2, p).IsOne;
            Curve.TryDecode(encoded, out _, out _).ShouldBe(expected);
            seen.Add(expected);
        }

        seen.Count.ShouldBe(2);
    }

    [Fact]
    public void Random_scalars_are_in_range_and_take_one_draw()
    {
        var entropy = new SeededEntropy("scalars", MemberId.Parse("m1"));
        var seen = new HashSet<BigInteger>();
        for (var i = 0; i < 50; i++)
        {
            var scalar = Curve.RandomScalar(entropy);
            scalar.ShouldBeGreaterThan(BigInteger.Zero);
            scalar.ShouldBeLessThan(Curve.Order);
            seen.Add(scalar).ShouldBeTrue();
        }

        entropy.Draws.ShouldBe(50u);
    }

    [Fact]
    public void The_identity_has_no_x_coordinate() => Should.Throw<SpecificationViolation>(() => Curve.XCoordinate(Curve.Identity));

    private static GroupElement Power(BigInteger scalar) => Curve.Exponentiate(Curve.Generator, scalar);

    private static BigInteger Scalar(string hex) => new(Convert.FromHexString(hex), isUnsigned: true, isBigEndian: true);
}
