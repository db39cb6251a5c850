using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Core;

/// <summary>Sets of members by place, against the set of the library.</summary>
public sealed class MemberSetTests
{
    private static readonly Arbitrary<int[]> Places = Gen.Frequency((3, Gen.Choose(0, 70)), (1, Gen.Choose(0, 300))).ArrayOf().ToArbitrary();

    [Property]
    public Property It_holds_what_was_added_and_counts_it_once() => Prop.ForAll(Places, static places =>
    {
        var (set, twin) = (Of(places), new HashSet<int>(places));
        return set.Count == twin.Count && Enumerable.Range(0, 400).All(i => set.Contains(i) == twin.Contains(i));
    });

    [Property]
    public Property Equality_and_fingerprints_do_not_depend_on_the_order_of_adding() => Prop.ForAll(Places, Places, static (left, right) =>
    {
        var (a, b) = (Of(left), Of(right));
        var same = new HashSet<int>(left).SetEquals(right);
        return Of([.. left.Reverse()]) == a && Of([.. left.Reverse()]).Fingerprint == a.Fingerprint
            && a == b == same && a != b == !same && a.Equals((object)b) == same && (!same || a.GetHashCode() == b.GetHashCode());
    });

    [Property]
    public Property Adding_leaves_the_old_set_as_it_was() => Prop.ForAll(Places, Gen.Choose(0, 300).ToArbitrary(), static (places, one) =>
    {
        var before = Of(places);
        var (count, had) = (before.Count, before.Contains(one));
        var after = before.Add(one);
        return before.Count == count && before.Contains(one) == had && after.Contains(one) && after.Count == count + (had ? 0 : 1);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(191)]
    [InlineData(192)]
    public void The_edges_of_words_are_members_of_their_own(int place)
    {
        var set = default(MemberSet).Add(place);

        set.Count.ShouldBe(1);
        Enumerable.Range(0, 300).Where(set.Contains).ShouldBe([place]);
        set.ShouldNotBe(default);
        set.Fingerprint.ShouldNotBe(default(MemberSet).Fingerprint);
    }

    /// <summary>A set of all members below a size has that size, and each edge is in it once.</summary>
    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(129)]
    public void A_full_set_counts_its_members_across_words(int size)
    {
        var full = Of([.. Enumerable.Range(0, size)]);

        (full.Count, full.Contains(size - 1), full.Contains(size)).ShouldBe((size, true, false));
        full.Add(size - 1).ShouldBe(full);
        full.Add(size).ShouldNotBe(full);
        full.Add(size).Count.ShouldBe(size + 1);
    }

    private static MemberSet Of(int[] places) => places.Aggregate(default(MemberSet), static (set, place) => set.Add(place));
}
