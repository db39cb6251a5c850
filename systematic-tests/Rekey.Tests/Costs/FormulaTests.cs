using Rekey.Costs.Agreements;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Costs;

/// <summary>Formulas of the cost tables: the text is what is evaluated.</summary>
public sealed class FormulaTests
{
    private static readonly AgreementSize Size = new(Before: 9, Merging: 4, Leaving: 3, After: 10, Height: 5);

    [Theory]
    [InlineData("4", 4)]
    [InlineData("n+2m-1", 16)]
    [InlineData("3h/2", 7.5)]
    [InlineData("3n/2+2", 15.5)]
    [InlineData("2(n-1)", 16)]
    [InlineData("(n-1)(n-2)/2", 28)]
    [InlineData("n - m - p", 2)]
    [InlineData("max(n, 2m, 1)", 9)]
    [InlineData("min(n,2m)", 8)]
    [InlineData("ceil(n/2) + floor(n/2)", 9)]
    [InlineData("lg(N)", 4)]
    [InlineData("n^2-1", 80)]
    [InlineData("2^(h+1)", 64)]
    [InlineData("2n^2/4", 40.5)]
    [InlineData("<= 2n", 18)]
    [InlineData("2; N=2: 1", 2)]
    [InlineData("2; N=10: 1", 1)]
    [InlineData("2; N>9: 1; n=9: 7", 1)]
    [InlineData("2; N<9: 1; n=2m+1: n+N", 19)]
    public void Is_evaluated_as_it_is_written(string text, double value) => new Formula(text).Of(Size).ShouldBe(value);

    [Fact]
    public void A_bound_admits_what_is_not_above_it_and_anything_else_only_itself()
    {
        var formula = new Formula("<= 2n; N=2: 3");
        formula.IsBound(Size).ShouldBeTrue();
        formula.Admits(Size, 17).ShouldBeTrue();
        formula.Admits(Size, 19).ShouldBeFalse();
        formula.IsBound(Size with { After = 2 }).ShouldBeFalse();
        formula.Admits(Size with { After = 2 }, 3).ShouldBeTrue();
        formula.Admits(Size with { After = 2 }, 2).ShouldBeFalse();
        new Formula("3h/2").Admits(Size, 7).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("n+")]
    [InlineData("2x")]
    [InlineData("(n")]
    [InlineData("n)")]
    [InlineData("(n, m)")]
    [InlineData("2; N=2")]
    public void Bad_text_is_refused(string text) => Should.Throw<FormatException>(() => new Formula(text));

    [Fact]
    public void A_height_is_asked_of_trees_only() => Should.Throw<FormatException>(static () => new Formula("3h").Of(Size with { Height = null })).Message.ShouldContain("height");
}
