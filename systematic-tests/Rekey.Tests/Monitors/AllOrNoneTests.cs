using Rekey.Monitors;
using Rekey.Worlds;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of AllOrNone (spec/properties.md, "AllOrNone").</summary>
public sealed class AllOrNoneTests
{
    private readonly PuppetStage stage = new(4, new AllOrNone());

    [Fact]
    public void Members_that_committed_the_same_runs_move_together() => stage
        .CommitAll(1, stage.Key(1), "m1", "m2", "m3").CommitAll(2, stage.Key(2), "m1", "m2", "m3")
        .Change(static b => b.Do(Move.Crash, "m4")).Accepted();

    [Fact]
    public void Members_that_committed_nothing_move_together() => stage.Commit("m4", 1, stage.Key(1)).Change(static b => b.Do(Move.Crash, "m4")).Accepted();

    [Fact]
    public void Members_that_part_may_differ() =>
        stage.CommitAll(1, stage.Key(1), "m1", "m2").Change(static b => b.Split("m1 m2", "m3 m4")).Accepted();

    [Fact]
    public void Members_that_part_and_come_together_again_may_differ() => stage
        .CommitAll(1, stage.Key(1), "m1", "m2").Change(static b => b.Split("m1 m2", "m3 m4"))
        .CommitAll(1, stage.Key(2), "m3", "m4").Change(static b => b.Do(Move.Merge, 0)).Accepted();

    [Fact]
    public void A_member_that_committed_beside_one_that_did_not_is_rejected()
    {
        stage.Commit("m1", 1, stage.Key()).Commit("m2", 1, stage.Key());
        stage.Bench.Do(Move.Crash, "m4");
        stage.Bench.Block("m1", "m2", "m3");
        stage.Bench.Agree("m1");
        stage.Bench.Install("m1", "m2");
        stage.Accepted();
        stage.Bench.Install("m3");

        stage.Rejected("m1 and m3 move together from 1.m1{m1,m2,m3,m4} to 2.m1{m1,m2,m3}, but committed 1 key and no key in it");
    }

    [Fact]
    public void A_member_that_committed_fewer_is_rejected()
    {
        stage.CommitAll(1, stage.Key(1), "m1", "m2", "m3").CommitAll(2, stage.Key(2), "m1", "m3");
        stage.Bench.Do(Move.Crash, "m4");
        stage.Bench.Block("m1", "m2", "m3");
        stage.Bench.Agree("m1");
        stage.Bench.Install("m3", "m2");

        stage.Rejected("m3 and m2 move together from 1.m1{m1,m2,m3,m4} to 2.m1{m1,m2,m3}, but committed 2 keys and 1 key in it");
    }

    [Fact]
    public void Of_a_member_from_whom_something_was_withheld_nothing_is_asked()
    {
        Multicast("m1");
        stage.CommitAll(1, stage.Key(), "m1", "m3", "m4");
        stage.Bench.Do(Move.Withhold, "m2");

        stage.Change(static b => b.Join("m1")).Accepted();
    }

    [Fact]
    public void Of_the_others_in_the_same_view_all_is_asked()
    {
        Multicast("m1");
        stage.Bench.Do(Move.Withhold, "m2");
        stage.CommitAll(1, stage.Key(), "m1", "m3").Change(static b => b.Join("m1"));

        stage.Rejected("m1 and m4 move together from 1.m1{m1,m2,m3,m4} to 2.a1{a1,m1,m2,m3,m4}, but committed 1 key and no key in it");
    }

    [Fact]
    public void In_the_next_view_all_is_asked_of_all()
    {
        Multicast("m1");
        stage.Bench.Do(Move.Withhold, "m2");
        stage.Change(static b => b.Join("m1")).CommitAll(1, stage.Key(), "a1", "m1", "m3", "m4").Change(static b => b.Join("m1", last: true));

        stage.Rejected("m1 and m2 move together from 2.a1{a1,m1,m2,m3,m4} to 3.a1{a1,m1,m2,m3,m4,z2}, but committed 1 key and no key in it");
    }

    private void Multicast(string name) => stage.Emit(name, new Rekey.Core.Multicast(stage.KeyMessage(name, 1, stage.Key(), null)));

    [Fact]
    public void What_is_committed_between_block_and_view_counts()
    {
        stage.CommitAll(1, stage.Key(), "m1", "m2");
        stage.Bench.Do(Move.Crash, "m4");
        stage.Bench.Block("m1", "m2", "m3");
        stage.Bench.Agree("m1");
        stage.Bench.Install("m1");
        stage.Commit("m3", 1, stage.Key());
        stage.Bench.Settle();

        stage.Accepted();
    }

    [Fact]
    public void What_was_committed_in_views_before_does_not_count() => stage
        .CommitAll(1, stage.Key(1), "m1", "m2").Change(static b => b.Split("m1 m2", "m3 m4")).Change(static b => b.Do(Move.Merge, 0))
        .Change(static b => b.Do(Move.Crash, "m4")).Accepted();
}
