using Rekey.Explorer;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Explorer;

/// <summary>The explorer's random numbers are the same everywhere and for ever.</summary>
public sealed class RngTests
{
    /// <summary>The reference outputs of SplitMix64.</summary>
    [Fact]
    public void The_numbers_are_those_of_SplitMix64()
    {
        Take(new Rng(0), 3).ShouldBe([0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL]);
        Take(new Rng(1_234_567), 3).ShouldBe([6_457_827_717_110_365_317UL, 3_203_168_211_198_807_973UL, 9_817_491_932_198_370_423UL]);
    }

    [Fact]
    public void A_schedules_numbers_are_pinned()
    {
        Take(Rng.For(1, 0), 2).ShouldBe([PinA, PinB]);
        Take(Rng.For(1, 0), 2).ShouldBe(Take(Rng.For(1, 0), 2));
    }

    [Fact]
    public void Schedules_and_seeds_have_numbers_of_their_own() =>
        (from seed in Enumerable.Range(0, 40) from schedule in Enumerable.Range(0, 40) select Take(Rng.For((ulong)seed, schedule), 1)[0]).ShouldBeUnique();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Numbers_below_a_bound_are_below_it_and_cover_it_evenly(int bound)
    {
        var rng = new Rng(99);
        var counts = new int[Math.Min(bound, 10)];
        for (var i = 0; i < 10_000; i++)
        {
            var number = rng.Below(bound);
            number.ShouldBeInRange(0, bound - 1);
            counts[(int)((long)number * counts.Length / bound)]++;
        }

        counts.ShouldAllBe(c => Math.Abs(c - (10_000 / counts.Length)) < 500);
    }

    private const ulong PinA = 5_329_007_965_198_167_923;
    private const ulong PinB = 16_671_562_345_559_092_627;

    private static ulong[] Take(Rng rng, int count)
    {
        var numbers = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = rng.Next();
        }

        return numbers;
    }
}
