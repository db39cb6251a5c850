using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyAgreement;

/// <summary>Components and their order (A-02, A-03), and which lineups reports can give (A-05).</summary>
public sealed class LineupTests
{

    private static readonly View Five = ViewOf(5);

    /// <summary>A-02: members with one base are one component, and every newcomer is one of its own.</summary>
    [Fact]
    public void Members_of_one_base_are_a_component_and_each_newcomer_is_one() => Lineup.Of(Five, [Base(1), null, Base(2), Base(1), null])
        .Components.Select(Text).ShouldBe(["1: m1 m4", "new: m2", "2: m3", "new: m5"]);

    /// <summary>A-03: more members first, equals by their first name.</summary>
    [Fact]
    public void The_larger_component_comes_first_and_then_the_smaller_name() => Lineup.Of(Five, [Base(9), Base(3), Base(3), Base(7), Base(7)])
        .Components.Select(Text).ShouldBe(["3: m2 m3", "7: m4 m5", "9: m1"]);

    /// <summary>A-02, A-03: whatever is reported, the components are the view, each member once, in order; and the same reports give the same lineup.</summary>
    [Property(MaxTest = 300)]
    public Property Any_reports_give_an_ordered_partition_of_the_view() => Prop.ForAll<byte[]>(reports =>
    {
        var (view, bases) = (ViewOf(reports.Length + 2), Bases([.. reports, 1, 0]));
        var lineup = Lineup.Of(view, bases);
        lineup.Components.SelectMany(static c => c.Members).Order().ShouldBe(view.Members);
        lineup.Components.All(static c => c.Members.SequenceEqual(c.Members.Order()) && (c.Base is not null || c.Members.Length == 1)).ShouldBeTrue();
        lineup.Components.Where(static c => c.Base is not null).Select(static c => c.Base).ShouldBeUnique();
        lineup.Components.Zip(lineup.Components.Skip(1)).All(static p =>
            p.First.Members.Length > p.Second.Members.Length || (p.First.Members.Length == p.Second.Members.Length && p.First.Members[0].CompareTo(p.Second.Members[0]) < 0)).ShouldBeTrue();
        foreach (var (member, place) in view.Members.Select(static (m, i) => (m, i)))
        {
            lineup.ComponentOf(member)!.Base.ShouldBe(bases[place]);
        }

        lineup.Objection(view).ShouldBeNull();
        Lineup.Of(view, bases).ShouldBe(lineup);
    });

    /// <summary>A-05: of all lineups of these components, only the one in order is taken; and none of another view.</summary>
    [Property(MaxTest = 300)]
    public Property A_lineup_that_no_reports_give_is_objected_to() => Prop.ForAll<byte[], byte, byte>((reports, one, two) =>
    {
        var view = ViewOf(reports.Length + 2);
        var lineup = Lineup.Of(view, Bases([.. reports, 1, 0]));
        var (first, second) = (one % lineup.Components.Length, two % lineup.Components.Length);
        var (a, b) = (lineup.Components[first], lineup.Components[second]);
        (new Lineup(lineup.Components.SetItem(first, b).SetItem(second, a)).Objection(view) is null).ShouldBe(first == second);
        new Lineup(lineup.Components.RemoveAt(first)).Objection(view).ShouldNotBeNull();
        new Lineup(lineup.Components.Add(a)).Objection(view).ShouldNotBeNull();
        new Lineup(lineup.Components.SetItem(first, a with { Members = a.Members.Add(a.Members[0]) })).Objection(view).ShouldNotBeNull();
        new Lineup(lineup.Components.SetItem(first, a with { Members = [] })).Objection(view).ShouldNotBeNull();
        lineup.Objection(ViewOf(reports.Length + 1)).ShouldNotBeNull();
        lineup.Objection(ViewOf(reports.Length + 3)).ShouldNotBeNull();
    });

    [Fact]
    public void An_empty_lineup_is_of_no_view() => new Lineup([]).Objection(Five).ShouldNotBeNull();

    [Fact]
    public void Lineups_are_equal_when_their_components_are()
    {
        var bases = new Epoch?[] { Base(1), Base(1), null, null, Base(2) };
        Lineup.Of(Five, bases).GetHashCode().ShouldBe(Lineup.Of(Five, bases).GetHashCode());
        Lineup.Of(Five, bases).ShouldNotBe(Lineup.Of(Five, new Epoch?[5]));
        Lineup.Of(Five, bases).Equals(null).ShouldBeFalse();
        Lineup.Of(Five, bases).ComponentOf(MemberId.Parse("x9")).ShouldBeNull();
    }

    private static string Text(Component component) => $"{component.Base?.View.Counter.ToString() ?? "new"}: {string.Join(' ', component.Members)}";

    private static Epoch Base(uint counter) => new(Anywhere.Group, new ViewId(counter, MemberId.Parse("m1")), 1);

    /// <summary>Small numbers are bases; 0 is a newcomer.</summary>
    private static Epoch?[] Bases(byte[] reports) => [.. reports.Select(static r => r % 4 == 0 ? (Epoch?)null : Base((uint)(r % 4)))];

    private static View ViewOf(int size)
    {
        ImmutableArray<MemberId> members = [.. Enumerable.Range(1, size).Select(static i => MemberId.Parse($"m{i}")).Order()];
        return new View(new ViewId(10, members[0]), members);
    }
}
