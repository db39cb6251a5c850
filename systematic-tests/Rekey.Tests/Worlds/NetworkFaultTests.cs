using Rekey.Core;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>Partition, merge, and how deep faults may strike unfinished rekeys (spec/model/virtual-synchrony.md, "The fault grammar").</summary>
public sealed class NetworkFaultTests
{
    [Fact]
    public void The_parts_of_a_split_go_their_own_ways_under_names_of_their_own()
    {
        var bench = new WorldBench(4, "partition=1").Settle();
        bench.Split("m1 m3", "m2", "m4");
        bench.Parts.ShouldBe(["m1 m3", "m2", "m4"]);
        bench.Settle();

        bench.World.Components.Select(static c => c.Target!.View.ToString()).ShouldBe(["2.m1{m1,m3}", "2.m2{m2}", "2.m4{m4}"]);
        bench.World.Components.Select(static c => c.Processes[0].State.Current!.Key).ShouldBeUnique();
    }

    [Fact]
    public void Every_way_to_divide_a_component_is_an_option_and_one_alone_cannot_be_divided()
    {
        var bench = new WorldBench(4, "partition=2,depth=2").Settle();
        bench.Offers(Move.Partition).ShouldHaveSingleItem().Options.ShouldBe(14);
        bench.Split("m1 m2 m3", "m4");
        bench.Offers(Move.Partition).ShouldHaveSingleItem().ShouldBe(new((byte)Move.Partition, 0, 0, 4, 0, true));
    }

    [Fact]
    public void A_component_too_large_to_number_its_divisions_stays_whole()
    {
        new WorldBench(SetPartitions.MaxSize, "partition=1,depth=1").Offers(Move.Partition).ShouldHaveSingleItem().Options.ShouldBe(190_899_321);
        new WorldBench(SetPartitions.MaxSize + 1, "partition=1,depth=1").Offers(Move.Partition).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_goes_from_one_part_to_another()
    {
        var bench = new WorldBench(3, "partition=1,send=1").Settle();
        bench.Do(Move.Send, "m1");
        bench.Split("m1 m2", "m3");

        (bench.CanDeliver("m1", "m2"), bench.CanDeliver("m1", "m3")).ShouldBe((true, false));
    }

    [Theory]
    [InlineData(0, "m1 m2|m3|m4")]
    [InlineData(1, "m1 m3|m2|m4")]
    [InlineData(2, "m1|m2 m3|m4")]
    [InlineData(3, "m1 m2 m3|m4")]
    [InlineData(10, "m1 m2 m3 m4")]
    public void Any_two_or_more_components_become_one(int option, string parts)
    {
        var bench = new WorldBench(4, "partition=1,merge=1").Settle();
        bench.Offers(Move.Merge).ShouldBeEmpty("there is only one component");
        bench.Split("m1", "m2", "m3", "m4");
        bench.Settle();
        bench.Offers(Move.Merge).ShouldHaveSingleItem().Options.ShouldBe(11, "subsets of four with two or more");
        bench.Do(Move.Merge, 0, 0, option);

        string.Join('|', bench.Parts).ShouldBe(parts);
        bench.Settle();
        bench.World.Components.ShouldAllBe(static c => c.Target!.View.Members.SequenceEqual(c.Processes.Select(p => p.Id)));
    }

    [Fact]
    public void Without_depth_faults_strike_only_what_is_settled()
    {
        var bench = new WorldBench(3, "crash=2");
        bench.Offers(Move.Crash).ShouldBeEmpty("the first view is not formed");
        bench.Settle();
        bench.Who(Move.Crash).ShouldBe("m1 m2 m3");
        bench.Do(Move.Crash, "m3");
        bench.Offers(Move.Crash).ShouldBeEmpty();
        bench.Settle();
        bench.Who(Move.Crash).ShouldBe("m1 m2");
        (bench.World.DeepestCascade, bench.World.Components[0].Depth).ShouldBe((0, 0));
    }

    [Fact]
    public void As_many_faults_as_the_depth_may_strike_an_unfinished_rekey_and_settling_ends_the_cascade()
    {
        var bench = new WorldBench(3, "join=4,depth=2");
        bench.Join("m1");
        bench.Join("m1");
        bench.Offers(Move.Join).ShouldBeEmpty();
        (bench.World.Components[0].Depth, bench.World.DeepestCascade).ShouldBe((2, 2));
        bench.Settle();
        bench.World.Components[0].Depth.ShouldBe(0);
        bench.Join("m1");
        bench.World.Components[0].Depth.ShouldBe(0, "it struck a settled component");
        bench.Join("m1");
        (bench.World.Components[0].Depth, bench.World.DeepestCascade).ShouldBe((1, 2));
    }

    [Fact]
    public void A_fault_that_is_spent_does_not_come_again()
    {
        var bench = new WorldBench(3, "crash=1,leave=1").Settle();
        bench.Do(Move.Crash, "m3");
        bench.Settle();

        (bench.Who(Move.Crash), bench.Who(Move.Leave)).ShouldBe(("", "m1 m2"));
    }

    [Fact]
    public void Parts_inherit_the_depth_and_a_merge_keeps_the_largest()
    {
        var bench = new WorldBench(3, "partition=1,join=1,merge=1,crash=1,depth=4").Settle();
        bench.Join("m1");
        bench.Split("m1 m2", "m3 a1");
        bench.World.Components.Select(static c => c.Depth).ShouldBe([1, 1]);
        bench.Do(Move.Crash, "m3");
        bench.World.Components.Select(static c => c.Depth).ShouldBe([1, 2]);
        bench.Do(Move.Merge, 0);

        bench.World.Components.ShouldHaveSingleItem().Depth.ShouldBe(3, "a merge strikes both, and 2 was the larger");
    }

    [Theory]
    [InlineData("merge")]
    [InlineData("recover")]
    public void One_unsettled_component_at_the_bound_keeps_merge_and_recover_away(string fault)
    {
        var bench = new WorldBench(4, $"partition=1,crash=1,join=1,{fault}=1").Settle();
        var move = Fault.All.Single(f => f.Word == fault);
        bench.Do(Move.Crash, "m4");
        bench.Settle();
        bench.Split("m1 m2", "m3");
        bench.Settle();
        bench.Join("m3");

        bench.Offers(move).ShouldBeEmpty();
        bench.Who(Move.Crash).ShouldBe("");
        bench.Settle().Offers(move).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_refresh_unsettles_without_counting_as_a_fault()
    {
        var bench = new WorldBench(3, "refresh=1,crash=2,depth=1").Settle();
        bench.Do(Move.Refresh, "m1");
        (bench.World.Components[0].IsSettled, bench.World.Components[0].Depth).ShouldBe((false, 0));
        bench.World.Components[0].Target.ShouldNotBeNull("the view stands");
        bench.Do(Move.Crash, "m3");

        bench.World.Components[0].Depth.ShouldBe(1, "the first of a new cascade");
        bench.Offers(Move.Crash).ShouldBeEmpty();
    }

    [Fact]
    public void A_request_reaches_a_member_in_whatever_state_it_is()
    {
        var bench = new WorldBench(2, "refresh=1,send=1");
        bench.Who(Move.Send).ShouldBe("m1 m2");
        bench.Do(Move.Send, "m1");
        bench.World.Steps.ShouldHaveSingleItem().Outcome.ShouldBeOfType<Deferred>();
        bench.Settle();

        bench.World.Processes.Sum(static p => p.Payloads).ShouldBe(1L);
        bench["m1"].Box.Deferred.ShouldBeEmpty("it was sent once there was a key");
        bench.Who(Move.Refresh).ShouldBe("m1 m2");
    }
}
