using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Crypto.Symbolic.DiffieHellman;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Adversary;

/// <summary>Numbers modulo 2^61 - 1, against arbitrary integers.</summary>
public sealed class PrimeFieldTests
{
    private static readonly BigInteger Prime = (BigInteger.One << 61) - 1;

    private static Gen<ulong> Numbers => Gen.Frequency(
        (4, ArbMap.Default.GeneratorFor<ulong>().Select(static seed => PrimeField.NonZero(seed))),
        (1, Gen.Elements(0UL, 1UL, 2UL, PrimeField.Prime / 2, PrimeField.Prime - 2, PrimeField.Prime - 1)));

    [Property]
    public Property Sums_differences_and_products_are_those_of_integers() => Prop.ForAll(Numbers.ToArbitrary(), Numbers.ToArbitrary(), static (a, b) =>
        PrimeField.Add(a, b) == ((BigInteger)a + b) % Prime
        && PrimeField.Subtract(a, b) == ((BigInteger)a - b + Prime) % Prime
        && PrimeField.Multiply(a, b) == (BigInteger)a * b % Prime);

    [Fact]
    public void The_largest_product_is_reduced_too() => PrimeField.Multiply(PrimeField.Prime - 1, PrimeField.Prime - 1).ShouldBe(1UL);

    [Property]
    public Property Powers_are_those_of_integers_and_negative_ones_undo_them() => Prop.ForAll(Numbers.Where(static n => n != 0).ToArbitrary(), static number =>
        Enumerable.Range(0, 9).All(e => PrimeField.Power(number, e) == BigInteger.ModPow(number, e, Prime)
            && PrimeField.Multiply(PrimeField.Power(number, e), PrimeField.Power(number, -e)) == 1));

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-7)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Integers_have_their_numbers(long value) => ((BigInteger)PrimeField.Of(value)).ShouldBe(((value % Prime) + Prime) % Prime);
}
