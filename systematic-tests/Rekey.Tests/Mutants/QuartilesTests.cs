using Rekey.Mutants;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Mutants;

/// <summary>Order statistics of samples in which some values are only known to be large.</summary>
public sealed class QuartilesTests
{
    [Fact]
    public void They_are_values_of_the_sample()
    {
        Quartiles<long>.Of([7]).ShouldBe(new Quartiles<long>(7, 7, 7));
        Quartiles<long>.Of([9, 1]).ShouldBe(new Quartiles<long>(1, 9, 9));
        Quartiles<long>.Of([5, 4, 3, 2, 1]).ShouldBe(new Quartiles<long>(2, 3, 4));
        Quartiles<long>.Of([.. Enumerable.Range(1, 50).Select(static i => (long?)i)]).ShouldBe(new Quartiles<long>(13, 26, 38));
    }

    [Fact]
    public void A_censored_value_is_larger_than_every_other()
    {
        Quartiles<long>.Of([null, 3, null, 1]).ShouldBe(new Quartiles<long>(3, null, null));
        Quartiles<long>.Of([null, 3, 2, 1]).ShouldBe(new Quartiles<long>(2, 3, null));
        Quartiles<long>.Of([null, long.MaxValue, 1]).ShouldBe(new Quartiles<long>(1, long.MaxValue, null));
        Quartiles<double>.Of([null, null]).ShouldBe(new Quartiles<double>());
    }

    [Fact]
    public void A_sample_of_nothing_has_none() => Should.Throw<ArgumentException>(static () => Quartiles<long>.Of([]));

    /// <summary>Whatever a censored hunt would have come to beyond the bound, an order statistic that is not censored would be the same.</summary>
    [Fact]
    public void What_is_not_censored_does_not_depend_on_what_is()
    {
        var random = new Random(5);
        for (var n = 1; n < 40; n++)
        {
            long?[] whole = [.. Enumerable.Range(0, n).Select(_ => (long?)random.Next(1, 100))];
            var (all, cut) = (Quartiles<long>.Of(whole), Quartiles<long>.Of(whole.Select(static v => v <= 50 ? v : null)));
            foreach (var (known, censored) in new[] { (all.Lower, cut.Lower), (all.Median, cut.Median), (all.Upper, cut.Upper) })
            {
                censored.ShouldBe(known <= 50 ? known : null);
            }
        }
    }
}
