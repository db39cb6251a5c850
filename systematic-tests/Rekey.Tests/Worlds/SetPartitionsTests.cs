using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>The ways to divide a component (spec/model/virtual-synchrony.md, fault <c>partition</c>).</summary>
public sealed class SetPartitionsTests
{
    /// <summary>Bell numbers less one: OEIS A000110.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 4)]
    [InlineData(4, 14)]
    [InlineData(5, 51)]
    [InlineData(8, 4_139)]
    [InlineData(10, 115_974)]
    [InlineData(SetPartitions.MaxSize, 190_899_321)]
    public void Their_number_is_the_Bell_number_without_the_undivided_one(int size, int count) => SetPartitions.Count(size).ShouldBe(count);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    public void Every_number_names_another_way_with_at_least_two_parts(int size)
    {
        var all = Enumerable.Range(0, SetPartitions.Count(size)).Select(r => SetPartitions.Unrank(size, r)).ToList();

        all.Select(static p => string.Join(',', p)).ShouldBeUnique();
        all.ShouldAllBe(p => p.Length == size && p.Max() >= 1);
        all.ShouldAllBe(static p => IsCanonical(p));
    }

    [Fact]
    public void The_numbers_go_in_lexicographic_order() =>
        Enumerable.Range(0, 4).Select(static r => string.Join("", SetPartitions.Unrank(3, r))).ShouldBe(["001", "010", "011", "012"]);

    [Fact]
    public void The_last_number_of_the_largest_set_puts_each_alone() =>
        SetPartitions.Unrank(SetPartitions.MaxSize, SetPartitions.Count(SetPartitions.MaxSize) - 1).ShouldBe(Enumerable.Range(0, SetPartitions.MaxSize));

    /// <summary>Parts are numbered in the order of their first elements, so that one partition has one numbering.</summary>
    private static bool IsCanonical(int[] parts)
    {
        var used = 0;
        foreach (var part in parts)
        {
            if (part > used)
            {
                return false;
            }

            used = Math.Max(used, part + 1);
        }

        return true;
    }
}
