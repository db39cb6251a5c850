using Rekey.Core;
using Rekey.Monitors;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of Agreement (spec/properties.md, "Agreement").</summary>
public sealed class AgreementTests
{
    private readonly PuppetStage stage = new(3, new Agreement());

    [Fact]
    public void One_key_for_each_epoch_is_accepted() =>
        stage.CommitAll(1, stage.Key(1), "m1", "m2", "m3").CommitAll(2, stage.Key(2), "m3", "m1").Accepted();

    [Fact]
    public void Components_that_parted_have_keys_of_their_own() => stage
        .CommitAll(1, stage.Key(1), "m1", "m2", "m3")
        .Change(static b => b.Split("m1 m2", "m3"))
        .CommitAll(1, stage.Key(2), "m1", "m2").Commit("m3", 1, stage.Key(3)).Accepted();

    [Fact]
    public void Two_keys_for_one_epoch_are_rejected()
    {
        stage.Commit("m1", 1, stage.Key(1)).Commit("m3", 1, stage.Key(2));

        stage.Rejected("in epoch 1.m1/1 m1 uses n(m1,101) and m3 uses n(m1,102)");
    }

    [Fact]
    public void What_counts_is_what_applications_are_told()
    {
        stage.Commit("m1", 1, stage.Key(1));
        var right = stage.EpochKey("m3", 1, stage.Key(1));
        stage.Act("m3", m => (m with { Staged = null, Current = right }, [new KeyCommitted(right.Epoch, stage.Key(2))]));

        stage.Rejected("in epoch 1.m1/1 m1 uses n(m1,101) and m3 uses n(m1,102)");
    }

    [Fact]
    public void A_member_that_crashed_since_counts_as_well()
    {
        stage.Commit("m3", 1, stage.Key(1)).Change(static b => b.Do(Rekey.Worlds.Move.Of<Rekey.Worlds.Faults.Crash>(), "m3"));
        stage.Accepted();
        var other = new PuppetStage(3, new Agreement());
        other.Commit("m3", 1, other.Key(1));
        other.Bench.Do(Rekey.Worlds.Move.Of<Rekey.Worlds.Faults.Crash>(), "m3");
        other.Commit("m2", 1, other.Key(2));

        other.Rejected("in epoch 1.m1/1 m3 uses n(m1,101) and m2 uses n(m1,102)");
    }

    [Fact]
    public void Components_that_parted_in_the_middle_still_agree_on_the_old_epoch()
    {
        stage.Bench.Split("m1", "m2 m3");
        stage.Commit("m1", 1, stage.Key(1)).Commit("m2", 1, stage.Key(2));

        stage.Rejected("in epoch 1.m1/1 m1 uses n(m1,101) and m2 uses n(m1,102)");
    }

    [Fact]
    public void A_key_that_is_only_held_does_not_count() => stage.Hold("m1", 1, stage.Key(1)).Hold("m2", 1, stage.Key(2)).Accepted();
}
