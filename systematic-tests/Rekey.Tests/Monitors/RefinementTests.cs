using Rekey.Monitors;
using Rekey.Worlds;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of Refinement: which steps of members the abstract service has (spec/properties.md, "Refinement").</summary>
public sealed class RefinementTests
{
    private readonly PuppetStage stage = new(3, new Refinement());

    [Fact]
    public void Views_keys_and_refreshes_in_order_are_accepted()
    {
        Keyed(1, 1);
        Keyed(2, 2);
        stage.Change(static b => b.Do(Move.Crash, "m3")).HoldAll(1, stage.Key(3), "m1", "m2").CommitAll(1, stage.Key(3), "m2", "m1").Accepted();
    }

    [Fact]
    public void Parts_that_key_themselves_are_accepted() => stage
        .Change(static b => b.Split("m1 m3", "m2"))
        .HoldAll(1, stage.Key(1), "m1", "m3").CommitAll(1, stage.Key(1), "m1", "m3").Commit("m2", 1, stage.Key(2)).Accepted();

    [Fact]
    public void A_late_member_may_commit_an_older_run() =>
        stage.HoldAll(1, stage.Key(1), "m1", "m2", "m3").CommitAll(1, stage.Key(1), "m1", "m2").HoldAll(2, stage.Key(2), "m1", "m2", "m3").Commit("m1", 2, stage.Key(2))
            .Commit("m3", 1, stage.Key(1)).Accepted();

    [Fact]
    public void A_key_that_is_not_held_by_all_is_rejected()
    {
        stage.HoldAll(1, stage.Key(), "m1", "m3").Commit("m1", 1, stage.Key());

        stage.Rejected("m1 uses the key of 1.m1/1 while m2 does not hold it");
    }

    [Fact]
    public void Another_key_for_the_same_run_is_rejected()
    {
        Keyed(1, 1);
        stage.Commit("m2", 1, stage.Key(2));

        stage.Rejected("m2 uses another key for 1.m1/1 than the view agreed on");
    }

    [Fact]
    public void A_run_that_is_skipped_is_rejected()
    {
        Keyed(1, 1);
        stage.HoldAll(3, stage.Key(3), "m1", "m2", "m3").Commit("m1", 3, stage.Key(3));

        stage.Rejected("m1 uses 1.m1/3, but the view has had 1 keys");
    }

    [Fact]
    public void A_key_that_was_in_use_before_is_rejected_in_the_same_view_and_in_another()
    {
        Keyed(1, 1);
        stage.HoldAll(2, stage.Key(1), "m1", "m2", "m3").Commit("m1", 2, stage.Key(1));
        stage.Rejected("the key of 1.m1/2 was a group key before");

        var parted = new PuppetStage(2, new Refinement()).Change(static b => b.Split("m1", "m2"));
        parted.Commit("m1", 1, parted.Key()).Commit("m2", 1, parted.Key());
        parted.Rejected("the key of 2.m2/1 was a group key before");
    }

    [Fact]
    public void A_key_for_a_view_that_nobody_has_installed_is_rejected()
    {
        var key = stage.EpochKey("m1", 1, stage.Key());
        stage.Act("m1", m => (m with { Staged = key with { Epoch = key.Epoch with { View = new(9, m.Self) } } }, []));

        stage.Rejected("m1 holds a key for the unknown view 9.m1");
    }

    private void Keyed(uint run, uint key) => stage.HoldAll(run, stage.Key(key), "m1", "m2", "m3").CommitAll(run, stage.Key(key), "m1", "m2", "m3");
}
