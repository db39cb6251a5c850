using System.Numerics;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Crypto;

/// <summary>The Jacobi symbol against its definition, and against Euler's criterion (rule W-14).</summary>
public sealed class JacobiSymbolTests
{
    [Fact]
    public void For_every_odd_number_below_200_it_is_the_product_of_the_Legendre_symbols_of_its_prime_factors()
    {
        for (var n = 1; n < 200; n += 2)
        {
            for (var a = -20; a < 2 * n; a++)
            {
                JacobiSymbol.Of(a, n).ShouldBe(PrimeFactors(n).Aggregate(1, (product, p) => product * Legendre(a, p)), $"({a}/{n})");
            }
        }
    }

    [Fact]
    public void Modulo_2_to_the_127_minus_1_it_agrees_with_Euler()
    {
        var prime = (BigInteger.One << 127) - 1;
        var seen = new HashSet<int>();
        foreach (var value in RandomNumbers(16, 300))
        {
            var euler = BigInteger.ModPow(value, (prime - 1) / 2, prime);
            var expected = euler.IsOne ? 1 : euler.IsZero ? 0 : -1;
            JacobiSymbol.Of(value, prime).ShouldBe(expected);
            seen.Add(expected);
        }

        seen.ShouldBe([1, -1], ignoreOrder: true);
        JacobiSymbol.Of(prime * 3, prime).ShouldBe(0);
    }

    [Fact]
    public void Modulo_the_prime_of_ffdhe2048_it_agrees_with_exponentiation()
    {
        var group = ModPGroup.Ffdhe2048;
        var seen = new HashSet<bool>();
        foreach (var value in RandomNumbers(256, 12))
        {
            var member = BigInteger.ModPow(value, group.Order, group.Modulus).IsOne;
            (JacobiSymbol.Of(value, group.Modulus) == 1).ShouldBe(member);
            seen.Add(member);
        }

        seen.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(-3)]
    public void The_lower_number_must_be_odd_and_positive(int n) => Should.Throw<ArgumentException>(() => JacobiSymbol.Of(2, n));

    private static IEnumerable<BigInteger> RandomNumbers(int length, int count)
    {
        var entropy = new SeededEntropy("jacobi", MemberId.Parse("m1"));
        for (var i = 0; i < count; i++)
        {
            var bytes = new byte[length];
            entropy.Fill(bytes);
            yield return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        }
    }

    // By counting squares, not by any formula.
    private static int Legendre(int a, int p)
    {
        var residue = ((a % p) + p) % p;
        return residue == 0 ? 0 : Enumerable.Range(1, p - 1).Any(x => x * x % p == residue) ? 1 : -1;
    }

    private static IEnumerable<int> PrimeFactors(int n)
    {
        for (var p = 3; n > 1; p += 2)
        {
            for (; n % p == 0; n /= p)
            {
                yield return p;
            }
        }
    }
}
