using System.Collections.Immutable;
using Rekey.Core;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Core;

/// <summary>Views, epochs and groups (spec/model/system.md).</summary>
public sealed class ViewTests
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");
    private static readonly MemberId M3 = MemberId.Parse("m3");

    [Fact]
    public void A_view_knows_its_members_by_place_and_its_smallest_leads()
    {
        var view = new View(new ViewId(2, M1), [M1, M3]);

        (view.Leader, view.IndexOf(M1), view.IndexOf(M3), view.IndexOf(M2)).ShouldBe((M1, 0, 1, -1));
        view.Contains(M3).ShouldBeTrue();
        view.Contains(M2).ShouldBeFalse();
        view.ToString().ShouldBe("2.m1{m1,m3}");
        new Epoch(Anywhere.Group, view.Id, 4).ToString().ShouldBe("2.m1/4");
    }

    [Fact]
    public void A_view_without_members_is_refused()
    {
        Should.Throw<ArgumentException>(() => new View(new ViewId(1, M1), []));
        Should.Throw<ArgumentException>(() => new View(new ViewId(1, M1), default));
    }

    [Fact]
    public void Members_out_of_order_or_twice_are_refused_by_name()
    {
        Should.Throw<ArgumentException>(() => new View(new ViewId(1, M1), [M2, M1])).Message.ShouldContain("m2 before m1");
        Should.Throw<ArgumentException>(() => new View(new ViewId(1, M1), [M1, M2, M2])).Message.ShouldContain("m2 before m2");
    }

    [Fact]
    public void Fingerprints_tell_views_and_epochs_apart()
    {
        var ids = ImmutableArray.Create(new ViewId(1, M1), new ViewId(1, M2), new ViewId(2, M1));
        var epochs = ids.SelectMany(static v => new[] { new Epoch(Anywhere.Group, v, 1), new Epoch(Anywhere.Group, v, 2) }).ToList();

        ids.Select(static v => v.Fingerprint).ShouldBeUnique();
        epochs.Select(static e => e.Fingerprint).ShouldBeUnique();
        new Epoch(Anywhere.Group, new ViewId(1, M1), 1).Fingerprint.ShouldBe(epochs[0].Fingerprint);
    }

    [Theory]
    [InlineData("g")]
    [InlineData("a-group/of#32~characters!!!!!!!!")]
    public void A_group_name_comes_back(string name)
    {
        new GroupId(name).Name.ShouldBe(name);
        new GroupId(name).ShouldBe(new GroupId(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a-group-name-of-thirty-three-chars")]
    [InlineData("gr\u00FCn")]
    public void A_bad_group_name_is_refused_and_quoted(string name) =>
        Should.Throw<FormatException>(() => new GroupId(name)).Message.ShouldContain($"'{name}'");
}
