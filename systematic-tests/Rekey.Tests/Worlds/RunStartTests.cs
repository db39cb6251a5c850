using Rekey.Core;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>From what a run begins (spec/model/virtual-synchrony.md).</summary>
public sealed class RunStartTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("counter=1")]
    [InlineData("counter=4294901759,draws=4294901759,names=long")]
    [InlineData("draws=65535,names=apart")]
    public void What_is_written_is_read(string text) => RunStart.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("", "start '' is unknown")]
    [InlineData("count=1", "start 'count=1' is unknown; expected plain")]
    [InlineData("counter", "start 'counter' is unknown")]
    [InlineData("counter=1,counter=2", "start 'counter' is given twice")]
    [InlineData("counter=-1", "start 'counter' is '-1'; expected a number from 0 to 4294901759")]
    [InlineData("draws=4294901760", "start 'draws' is '4294901760'")]
    [InlineData("names=short", "start 'names' is 'short'; expected plain, long or apart")]
    public void What_is_no_start_is_refused(string text, string problem) =>
        Should.Throw<FormatException>(() => RunStart.Parse(text)).Message.ShouldStartWith(problem);

    [Fact]
    public void Plain_names_are_in_the_order_of_their_numbers() =>
        Enumerable.Range(0, 12).Select(static i => RunStart.Plain.NameOf(i, 12).ToString()).ShouldBe([.. Enumerable.Range(1, 12).Select(static i => $"m{i:00}")]);

    [Fact]
    public void Names_apart_begin_each_other_and_are_not_in_order()
    {
        var names = Enumerable.Range(0, 10).Select(static i => RunStart.Parse("names=apart").NameOf(i, 10)).ToList();

        names.Select(static n => n.ToString()).ShouldBe(["m1", "m8", "m27", "m64", "m125", "m216", "m343", "m512", "m729", "m1000"]);
        names.SequenceEqual(names.Order()).ShouldBeFalse();
    }

    /// <summary>Every style has names for the largest group, all different, between those of processes that join; and they can come back.</summary>
    [Theory]
    [InlineData("names=plain", 3)]
    [InlineData("names=long", 15)]
    [InlineData("names=apart", 7)]
    public void There_are_names_for_the_largest_group(string start, int longest)
    {
        var names = Enumerable.Range(0, Scenario.MaxMembers).Select(i => RunStart.Parse(start).NameOf(i, Scenario.MaxMembers)).ToList();

        names.ShouldBeUnique();
        names.ShouldAllBe(static n => n > MemberId.Parse("a99") && n < MemberId.Parse("z1"));
        names.Max(static n => n.ToString().Length).ShouldBe(longest);
    }

    [Fact]
    public void The_first_view_is_one_more_than_what_the_first_members_heard_of()
    {
        var world = World("counter=2147483646,draws=65535,names=apart");
        Settle(world);

        world.Processes.Select(static p => p.Installed!.View.Id).Distinct().ShouldBe([new ViewId(2_147_483_647, MemberId.Parse("m1"))]);
        world.Processes[0].Entropy.Draws.ShouldBe(65_536u);
        world.Processes.ShouldAllBe(static p => p.State.Current!.Epoch.View.Counter == 2_147_483_647);
        world.Processes.Select(static p => p.Id.ToString()).ShouldBe(["m1", "m8", "m27"]);
    }

    [Fact]
    public void Who_joins_has_heard_of_no_view()
    {
        var world = World("counter=254", "join=1");
        Settle(world);
        world.Apply(new Rekey.Explorer.Choice((byte)Move.Join, 0, 0, 0));

        world.Processes[^1].Counter.ShouldBe(0u);
        Settle(world);
        world.Processes[^1].Installed!.View.Id.ShouldBe(new ViewId(256, MemberId.Parse("a1")));
    }

    [Fact]
    public void Exhaustive_search_begins_from_plain_alone() =>
        Should.Throw<NotSupportedException>(static () => new VsSpace(Of("counter=1", "none"))).Message.ShouldContain("expected start plain, got counter=1");

    private static Scenario Of(string start, string faults) => new(ProtocolRegistry.Find("P"), 3, FaultBudget.Parse(faults)) { Start = RunStart.Parse(start) };

    private static VsWorld World(string start, string faults = "none")
    {
        var world = new VsWorld(Of(start, faults), new SymbolicBinding(Anywhere.Group));
        world.Reset();
        return world;
    }

    private static void Settle(VsWorld world)
    {
        var offers = new List<Rekey.Explorer.Offer>();
        while (true)
        {
            offers.Clear();
            world.OfferObligations(offers);
            if (offers.Count == 0)
            {
                return;
            }

            world.Apply(new Rekey.Explorer.Choice(offers[0].Kind, offers[0].A, offers[0].B, 0));
        }
    }
}
