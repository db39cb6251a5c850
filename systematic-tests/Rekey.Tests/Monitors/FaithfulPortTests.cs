using Rekey.Core;
using Rekey.Monitors;
using Rekey.Worlds;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of FaithfulPort (spec/properties.md, "FaithfulPort").</summary>
public sealed class FaithfulPortTests
{
    private readonly PuppetStage stage = new(2, new FaithfulPort());

    [Fact]
    public void Keys_that_are_told_as_they_are_committed_are_accepted() => stage
        .CommitAll(1, stage.Key(1), "m1", "m2").Commit("m1", 2, stage.Key(2))
        .Change(static b => b.Split("m1", "m2")).Commit("m1", 1, stage.Key(3)).Commit("m2", 1, stage.Key(4)).Accepted();

    [Fact]
    public void A_key_that_is_only_held_is_not_to_be_told() => stage.Hold("m1", 1, stage.Key()).Accepted();

    [Fact]
    public void A_key_that_is_not_told_is_rejected()
    {
        var used = stage.EpochKey("m1", 1, stage.Key());
        stage.Act("m1", m => (m with { Current = used }, []));

        stage.Rejected("m1 commits n(m1,100) for 1.m1/1, and does not tell its application");
    }

    [Fact]
    public void A_key_that_is_told_twice_in_its_step_is_rejected()
    {
        var used = stage.EpochKey("m1", 1, stage.Key());
        stage.Act("m1", m => (m with { Current = used }, [Told(used), Told(used)]));

        stage.Rejected("m1 tells its application of n(m1,100) for 1.m1/1, and commits nothing then");
    }

    [Fact]
    public void A_key_that_is_told_again_later_is_rejected()
    {
        stage.Commit("m1", 1, stage.Key()).Emit("m1", Told(stage.EpochKey("m1", 1, stage.Key())));

        stage.Rejected("m1 tells its application of n(m1,100) for 1.m1/1, and commits nothing then");
    }

    [Fact]
    public void Another_key_or_another_epoch_than_the_committed_one_is_rejected()
    {
        var used = stage.EpochKey("m1", 1, stage.Key());
        stage.Act("m1", m => (m with { Current = used }, [Told(used) with { Key = stage.Key(1) }]));
        stage.Rejected("m1 tells its application of n(m1,101) for 1.m1/1, and commits n(m1,100) for 1.m1/1");

        var other = new PuppetStage(2, new FaithfulPort());
        used = other.EpochKey("m1", 1, other.Key());
        other.Act("m1", m => (m with { Current = used }, [Told(other.EpochKey("m1", 2, other.Key()))]));
        other.Rejected("m1 tells its application of n(m1,100) for 1.m1/2, and commits n(m1,100) for 1.m1/1");
    }

    [Fact]
    public void To_go_back_to_an_older_epoch_is_rejected()
    {
        stage.Commit("m1", 1, stage.Key(1)).Commit("m1", 2, stage.Key(2)).Commit("m1", 1, stage.Key(1));

        stage.Rejected("m1 tells its application of 1.m1/1 after 1.m1/2");
    }

    private static KeyCommitted Told(EpochKey key) => new(key.Epoch, key.Key);
}
