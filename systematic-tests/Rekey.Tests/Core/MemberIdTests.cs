using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Core;

/// <summary>Names of members (spec/model/system.md).</summary>
public sealed class MemberIdTests
{
    private static readonly Gen<string> Names = Gen.Choose('!', '~').Select(static c => (char)c).NonEmptyListOf()
        .Select(static c => new string([.. c.Take(MemberId.MaxLength)]));

    [Property]
    public Property A_name_comes_back_as_it_was_given() =>
        Prop.ForAll(Names.ToArbitrary(), static name => MemberId.Parse(name).ToString() == name);

    [Property]
    public Property Members_are_ordered_by_the_bytes_of_their_names() => Prop.ForAll(Names.ToArbitrary(), Names.ToArbitrary(), static (a, b) =>
    {
        var (left, right) = (MemberId.Parse(a), MemberId.Parse(b));
        var order = Math.Sign(Encoding.ASCII.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.ASCII.GetBytes(b)));
        return Math.Sign(left.CompareTo(right)) == order
            && left < right == order < 0 && left > right == order > 0 && left <= right == order <= 0 && left >= right == order >= 0
            && left == right == (order == 0) && (order != 0 || left.Fingerprint == right.Fingerprint);
    });

    [Theory]
    [InlineData("m1", "m2")]
    [InlineData("m1", "m10")]
    [InlineData("m10", "m2")]
    [InlineData("M2", "m1")]
    [InlineData("m", "m!")]
    [InlineData("a1", "m1")]
    [InlineData("m1", "m1'")]
    [InlineData("zzzzzzzzzzzzzzzz", "~")]
    public void The_smaller_name_comes_first(string smaller, string larger)
    {
        (MemberId.Parse(smaller) < MemberId.Parse(larger)).ShouldBeTrue();
        (MemberId.Parse(larger) < MemberId.Parse(smaller)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("abcdefghijklmnopq")]
    [InlineData("tab\t")]
    [InlineData("nul\0")]
    [InlineData("\0nul")]
    [InlineData("del\u007F")]
    [InlineData("umlaut\u00E4")]
    [InlineData("wide\u0141")]
    public void A_bad_name_is_refused_and_quoted(string name)
    {
        MemberId.TryParse(name, out var id).ShouldBeFalse();
        id.ShouldBe(default);
        Should.Throw<FormatException>(() => MemberId.Parse(name)).Message.ShouldContain($"'{name}'");
    }

    [Fact]
    public void Nobody_is_called_by_the_default_value()
    {
        default(MemberId).ToString().ShouldBeEmpty();
        (default(MemberId) < MemberId.Parse("!")).ShouldBeTrue();
    }

    [Fact]
    public void Fingerprints_are_pinned_so_that_they_agree_between_processes()
    {
        Fingerprint.Of("").ShouldBe(Fingerprint.Mix(0xCBF29CE484222325UL, 0));
        Fingerprint.Mix(0, 0).ShouldBe(0xE220A8397B1DCDAFUL, "SplitMix64's first output from seed 0");
        Fingerprint.Of("ab").ShouldNotBe(Fingerprint.Of("ba"));
        MemberId.Parse("m1").Fingerprint.ShouldNotBe(MemberId.Parse("m2").Fingerprint);
    }
}
