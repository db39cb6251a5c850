using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Crypto.Concrete;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Crypto;

/// <summary>Subgroups of prime order modulo p: parameters are checked, and elements have one encoding each.</summary>
public sealed class ModPGroupTests
{
    /// <summary>p = 23, q = 11: small enough to do by hand.</summary>
    private static readonly ModPGroup Toy = new("toy", 23, 11, 4);

    [Fact]
    public void The_toy_group_has_eleven_elements()
    {
        var elements = Enumerable.Range(0, 11).Select(i => Toy.Exponentiate(Toy.Generator, i)).ToList();

        elements.Select(static e => e.ToString()).ShouldBe(["01", "04", "10", "12", "03", "0c", "02", "08", "09", "0d", "06"]);
        Toy.Exponentiate(Toy.Generator, 11).IsIdentity.ShouldBeTrue();
        Toy.Exponentiate(Toy.Generator, -1).ShouldBe(Toy.Inverse(Toy.Generator));
    }

    [Fact]
    public void A_hand_checked_agreement_over_the_toy_group()
    {
        // 4^3 = 18, 4^5 = 12; 12^3 = 18^5 = 3 modulo 23.
        var (a, b) = (Toy.Exponentiate(Toy.Generator, 3), Toy.Exponentiate(Toy.Generator, 5));

        (a.ToString(), b.ToString()).ShouldBe(("12", "0c"));
        Toy.Exponentiate(b, 3).ToString().ShouldBe("03");
        Toy.Exponentiate(a, 5).ShouldBe(Toy.Exponentiate(b, 3));
    }

    [Theory]
    [InlineData("", ElementFault.WrongLength)]
    [InlineData("0004", ElementFault.WrongLength)]
    [InlineData("00", ElementFault.NotInGroup)]
    [InlineData("01", ElementFault.Identity)]
    [InlineData("05", ElementFault.NotInGroup)]
    [InlineData("16", ElementFault.NotInGroup)]
    [InlineData("17", ElementFault.NonCanonical)]
    [InlineData("1b", ElementFault.NonCanonical)]
    [InlineData("04", ElementFault.None)]
    public void Only_elements_of_the_subgroup_other_than_the_identity_are_accepted(string encoded, ElementFault expected)
    {
        Toy.TryDecode(Convert.FromHexString(encoded), out _, out var fault).ShouldBe(expected == ElementFault.None);
        fault.ShouldBe(expected);
    }

    [Theory]
    [InlineData(21, 5, 4, "p")]
    [InlineData(23, 7, 4, "q")]
    [InlineData(23, 22, 4, "q")]
    [InlineData(23, 11, 1, "g")]
    [InlineData(23, 11, 5, "g")]
    [InlineData(23, 11, 27, "g")]
    public void Parameters_that_are_no_group_are_refused_by_name(int p, int q, int g, string parameter) =>
        Should.Throw<ArgumentException>(() => new ModPGroup("bad", p, q, g)).ParamName.ShouldBe(parameter);

    [Theory]
    [InlineData(23, 11, 2)]
    [InlineData(11, 5, 3)]
    [InlineData(31, 5, 2)]
    [InlineData(7, 2, 6)]
    public void Decoding_and_multiplication_agree_everywhere_on_what_is_in_a_toy_group(int p, int q, int g)
    {
        var group = new ModPGroup("toy", p, q, g);
        var powers = Enumerable.Range(0, q).Select(i => (byte)(int)BigInteger.ModPow(g, i, p)).ToHashSet();

        powers.Count.ShouldBe(q);
        for (var value = 0; value < 256; value++)
        {
            var expected = value >= p ? ElementFault.NonCanonical
                : value == 1 ? ElementFault.Identity
                : powers.Contains((byte)value) ? ElementFault.None : ElementFault.NotInGroup;
            group.TryDecode([(byte)value], out var element, out var fault).ShouldBe(expected == ElementFault.None);
            fault.ShouldBe(expected, $"{value}");
            group.Multiply(element, group.Inverse(element)).IsIdentity.ShouldBeTrue();
        }
    }

    [Fact]
    public void The_modulus_of_RFC_7919_is_the_one_that_its_formula_gives()
    {
        // 2^2048 - 2^1984 + (floor(2^1918 e) + 560316) 2^64 - 1, with e as the sum of 1/k!.
        var (e, term) = (BigInteger.Zero, BigInteger.One << 2200);
        for (var k = 1; !term.IsZero; k++)
        {
            e += term;
            term /= k;
        }

        var p = (BigInteger.One << 2048) - (BigInteger.One << 1984) + (((e >> (2200 - 1918)) + 560316) << 64) - 1;
        ModPGroup.Ffdhe2048.Modulus.ShouldBe(p);
        (ModPGroup.Ffdhe2048.Order, ModPGroup.Ffdhe2048.EncodedLength).ShouldBe(((p - 1) / 2, 256));
    }

    [Property(MaxTest = 3)]
    public Property The_laws_of_a_group_of_prime_order_hold_in_ffdhe2048()
    {
        var group = ModPGroup.Ffdhe2048;
        return Prop.ForAll<int, int>((a, b) =>
        {
            var (x, y) = (group.Exponentiate(group.Generator, a), group.Exponentiate(group.Generator, b));
            return group.Multiply(x, y).Equals(group.Exponentiate(group.Generator, (BigInteger)a + b))
                && group.Exponentiate(x, b).Equals(group.Exponentiate(y, a))
                && group.Multiply(x, group.Inverse(x)).IsIdentity
                && (x.IsIdentity || (group.TryDecode(group.Encode(x).Span, out var read, out _) && read.Equals(x)));
        });
    }
}
