using Rekey.Core;
using Rekey.Monitors;
using Rekey.Worlds;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of NoEarlyUse: (a) at every commit, (b) at every effect (spec/properties.md, "NoEarlyUse").</summary>
public sealed class NoEarlyUseTests
{
    private readonly PuppetStage stage = new(3, new NoEarlyUse());

    private MemberId M1 => MemberId.Parse("m1");

    private Epoch First => new(Anywhere.Group, stage.Bench["m1"].Installed!.View.Id, 1);

    [Fact]
    public void A_key_that_all_hold_may_be_used() => stage.HoldAll(1, stage.Key(), "m3", "m2").CommitAll(1, stage.Key(), "m1", "m2", "m3").Accepted();

    [Fact]
    public void A_key_that_a_member_of_the_view_does_not_hold_may_not_be_used()
    {
        stage.HoldAll(1, stage.Key(), "m1", "m2").Commit("m1", 1, stage.Key());

        stage.Rejected("m1 uses the key of 1.m1/1 while m3 of 1.m1{m1,m2,m3} does not hold it");
    }

    [Fact]
    public void Who_held_it_and_crashed_counts_as_holding_it()
    {
        stage.HoldAll(1, stage.Key(), "m1", "m2", "m3");
        stage.Bench.Do(Move.Crash, "m3");

        stage.CommitAll(1, stage.Key(), "m1", "m2").Accepted();
    }

    [Fact]
    public void Who_never_held_it_makes_the_use_wrong_crashed_or_not()
    {
        stage.HoldAll(1, stage.Key(), "m1", "m3");
        stage.Bench.Do(Move.Crash, "m2");
        stage.Commit("m1", 1, stage.Key());

        stage.Rejected("m1 uses the key of 1.m1/1 while m2 of 1.m1{m1,m2,m3} does not hold it");
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 0)]
    public void Holding_another_key_or_the_key_for_another_run_does_not_count(uint run, uint key)
    {
        stage.HoldAll(1, stage.Key(), "m1", "m2").Hold("m3", run, stage.Key(key)).Commit("m1", 1, stage.Key());

        stage.Rejected("m1 uses the key of 1.m1/1 while m3 of 1.m1{m1,m2,m3} does not hold it");
    }

    [Fact]
    public void Data_flows_under_the_newest_key_and_older_ones_of_the_view()
    {
        Keyed(1);
        Keyed(2);
        stage.Emit("m1", stage.Data("m1", 2, 1, stage.Key(2), stage.Store.Payload(M1, 0)))
            .Emit("m2", new DeliverData(M1, First, 1, stage.Store.Payload(M1, 0))).Accepted();
    }

    [Fact]
    public void Data_sent_under_a_key_that_is_only_held_is_rejected()
    {
        stage.HoldAll(1, stage.Key(), "m1", "m2", "m3").Emit("m1", stage.Data("m1", 1, 1, stage.Key(), stage.Store.Payload(M1, 0)));

        stage.Rejected("m1 uses epoch 1.m1/1, but has committed no key");
    }

    [Fact]
    public void Data_delivered_under_a_later_run_than_committed_is_rejected()
    {
        Keyed(1);
        stage.Emit("m2", new DeliverData(M1, First with { Run = 2 }, 1, stage.Store.Payload(M1, 0)));

        stage.Rejected("m2 uses epoch 1.m1/2, but has committed 1.m1/1");
    }

    [Fact]
    public void Data_delivered_under_an_earlier_view_is_rejected()
    {
        Keyed(1);
        var old = First;
        stage.Change(static b => b.Do(Move.Crash, "m3")).HoldAll(1, stage.Key(2), "m1", "m2").Commit("m2", 1, stage.Key(2))
            .Emit("m2", new DeliverData(M1, old, 1, stage.Store.Payload(M1, 0)));

        stage.Rejected("m2 uses epoch 1.m1/1, but has committed 2.m1/1");
    }

    [Fact]
    public void Messages_of_the_protocol_are_no_data() =>
        stage.Emit("m1", new Multicast(stage.KeyMessage("m1", 1, stage.Key(), null)), new Unicast(MemberId.Parse("m2"), stage.KeyMessage("m1", 1, stage.Key(), "m2"))).Accepted();

    [Fact]
    public void A_key_and_data_under_it_may_come_in_one_step()
    {
        var (key, used) = (stage.Key(), stage.EpochKey("m1", 1, stage.Key()));
        stage.HoldAll(1, key, "m1", "m2", "m3").Act("m1", m => (m with { Current = used, Staged = null }, [new KeyCommitted(used.Epoch, used.Key), stage.Data("m1", 1, 1, key, stage.Store.Payload(M1, 0))])).Accepted();
    }

    [Fact]
    public void Data_that_goes_before_its_key_in_one_step_is_rejected()
    {
        var (key, used) = (stage.Key(), stage.EpochKey("m1", 1, stage.Key()));
        stage.HoldAll(1, key, "m1", "m2", "m3").Act("m1", m => (m with { Current = used, Staged = null }, [stage.Data("m1", 1, 1, key, stage.Store.Payload(M1, 0)), new KeyCommitted(used.Epoch, used.Key)]));

        stage.Rejected("m1 uses epoch 1.m1/1, but has committed no key");
    }

    [Fact]
    public void What_counts_is_what_the_application_was_told_and_not_the_state()
    {
        var (key, used) = (stage.Key(), stage.EpochKey("m1", 1, stage.Key()));
        stage.HoldAll(1, key, "m1", "m2", "m3").Act("m1", m => (m with { Current = used, Staged = null }, [stage.Data("m1", 1, 1, key, stage.Store.Payload(M1, 0))]));

        stage.Rejected("m1 uses epoch 1.m1/1, but has committed no key");
    }

    private void Keyed(uint run) => stage.HoldAll(run, stage.Key(run), "m1", "m2", "m3").CommitAll(run, stage.Key(run), "m1", "m2", "m3");
}
