using System.Numerics;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Crypto.Concrete;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Crypto;

/// <summary>The algebra of key agreement over real groups, toy groups among them (spec/wire/wire-format.md, section 9; W-20, W-22).</summary>
public sealed class ConcreteGroupTests
{
    private static readonly MemberId M1 = MemberId.Parse("m1");

    /// <summary>The squares modulo 23: 1, 2, 3, 4, 6, 8, 9, 12, 13, 16, 18. Small enough to do by hand.</summary>
    private static readonly ModPGroup Squares23 = new("squares modulo 23", 23, 11, 2);

    /// <summary>The squares modulo 11, where 11 is 3 modulo 8: the element 5 is the order, so 0 modulo it.</summary>
    private static readonly ModPGroup Squares11 = new("squares modulo 11", 11, 5, 3);

    /// <summary>A subgroup much smaller than its prime, as those of DSA are.</summary>
    private static readonly ModPGroup Small31 = new("order 5 modulo 31", 31, 5, 2);

    public static TheoryData<string> Names() => ["P-256", "Oakley 2", "squares modulo 23", "squares modulo 11", "order 5 modulo 31"];

    [Fact]
    public void W_22_the_scalar_of_an_element_modulo_p_is_the_element_modulo_q()
    {
        var algebra = Algebra(Squares23);

        // The powers of 2: 1, 2, 4, 8, 16, 9, 18, 13, 3, 6, 12.
        Elements(Squares23).Select(e => Value(algebra.ScalarOf(e))).ShouldBe([1, 2, 4, 8, 5, 9, 7, 2, 3, 6, 1]);
    }

    [Fact]
    public void W_22_an_element_that_is_0_modulo_q_counts_as_1()
    {
        // 1, 3, 9, 5, 4 modulo 5: the fourth is 0.
        Elements(Squares11).Select(e => Value(Algebra(Squares11).ScalarOf(e))).ShouldBe([1, 3, 4, 1, 4]);

        // 1, 2, 4, 8, 16 modulo 5.
        Elements(Small31).Select(e => Value(Algebra(Small31).ScalarOf(e))).ShouldBe([1, 2, 4, 3, 1]);
    }

    [Fact]
    public void W_22_no_element_is_0_modulo_q_where_p_is_a_safe_prime_7_modulo_8()
    {
        foreach (var group in new[] { ModPGroup.Oakley2, ModPGroup.Ffdhe2048 })
        {
            (group.Modulus % 8).ShouldBe(7);

            // The only multiples of q below p are q and 2q = p - 1; neither is a square.
            BigInteger.ModPow(group.Order, group.Order, group.Modulus).ShouldBe(group.Modulus - 1);
            BigInteger.ModPow(group.Modulus - 1, group.Order, group.Modulus).ShouldBe(group.Modulus - 1);
        }
    }

    [Fact]
    public void W_22_the_scalar_of_a_point_is_a_hash_of_its_encoding()
    {
        var point = P256Group.Instance.Exponentiate(P256Group.Instance.Generator, 5);
        var wide = Hkdf.Sha256.Expand(
            Hkdf.Sha256.Extract([], point.Encoded.Span), [0, 7, .. "rekey/1"u8, 0, 1, 1, 0, 14, .. "element scalar"u8], 48);

        Value(ConcreteSuite.Suite1.Agreement.ScalarOf(point))
            .ShouldBe((new BigInteger(wide, isUnsigned: true, isBigEndian: true) % (P256Group.Instance.Order - 1)) + 1);
    }

    [Fact]
    public void The_key_of_an_element_is_bound_to_the_suite()
    {
        var element = ModPGroup.Oakley2.Generator;
        var byHand = Hkdf.Sha1.Expand(Hkdf.Sha1.Extract([], element.Encoded.Span), [0, 7, .. "rekey/1"u8, 0, 1, 3, 0, 10, .. "agreed key"u8], 32);

        ConcreteSuite.Suite3.Agreement.KeyOf(element).ShouldBe(new Bytes(byHand));
        new ConcreteGroup(ModPGroup.Oakley2, 4, Hkdf.Sha1).KeyOf(element).ShouldNotBe(new Bytes(byHand));
        new ConcreteGroup(ModPGroup.Oakley2, 3, Hkdf.Sha256).KeyOf(element).ShouldNotBe(new Bytes(byHand));
    }

    [Fact]
    public void Keys_of_the_elements_of_a_toy_group_differ() =>
        Elements(Squares23).Select(e => Algebra(Squares23).KeyOf(e)).Distinct().Count().ShouldBe(11);

    [Theory]
    [MemberData(nameof(Names))]
    public void Scalars_are_never_0_take_one_draw_and_have_an_inverse(string name)
    {
        var (group, algebra) = (Group(name), Algebra(Group(name)));
        var entropy = new SeededEntropy("scalars", M1);
        for (var i = 0; i < 12; i++)
        {
            var scalar = algebra.NewScalar(entropy);
            Value(scalar).ShouldBeInRange(BigInteger.One, group.Order - 1);

            var raised = algebra.Raise(algebra.Generator, scalar);
            algebra.IsIdentity(raised).ShouldBeFalse();
            algebra.RaiseInverse(raised, scalar).ShouldBe(algebra.Generator);
            algebra.RaiseQuotient(raised, algebra.ScalarOf(raised), scalar).ShouldBe(algebra.Raise(algebra.Generator, algebra.ScalarOf(raised)));
            Value(algebra.ScalarOf(raised)).ShouldBeInRange(BigInteger.One, group.Order - 1);
        }

        entropy.Draws.ShouldBe(12u);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Powers_by_small_integers_are_repeated_products(string name)
    {
        var algebra = Algebra(Group(name));
        var element = algebra.Raise(algebra.Generator, algebra.NewScalar(new SeededEntropy("powers", M1)));
        var product = algebra.Power(element, 0);
        algebra.IsIdentity(product).ShouldBeTrue();
        for (var exponent = 1; exponent <= 200; exponent++)
        {
            product = algebra.Multiply(product, element);
            algebra.Power(element, exponent).ShouldBe(product);
            algebra.IsIdentity(algebra.Multiply(algebra.Power(element, -exponent), product)).ShouldBeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_parties_agree(string name)
    {
        var algebra = Algebra(Group(name));
        var entropy = new SeededEntropy("agreement", M1);
        var (x, y) = (algebra.NewScalar(entropy), algebra.NewScalar(entropy));
        var (fromX, fromY) = (algebra.Raise(algebra.Generator, x), algebra.Raise(algebra.Generator, y));

        algebra.KeyOf(algebra.Raise(fromY, x)).ShouldBe(algebra.KeyOf(algebra.Raise(fromX, y)));
        algebra.ScalarOf(algebra.Raise(fromY, x)).ShouldBe(algebra.ScalarOf(algebra.Raise(fromX, y)));
    }

    private static IPrimeOrderGroup Group(string name) =>
        new IPrimeOrderGroup[] { P256Group.Instance, ModPGroup.Oakley2, Squares23, Squares11, Small31 }.Single(g => g.Name == name);

    private static ConcreteGroup Algebra(IPrimeOrderGroup group) => new(group, 9, Hkdf.Sha256);

    private static IEnumerable<GroupElement> Elements(ModPGroup group) =>
        Enumerable.Range(0, (int)group.Order).Select(i => group.Exponentiate(group.Generator, i));

    private static BigInteger Value(CryptoValue scalar) => scalar.ShouldBeOfType<Scalar>().Value;
}
