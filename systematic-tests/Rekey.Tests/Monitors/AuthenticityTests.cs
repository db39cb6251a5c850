using Rekey.Monitors;
using Rekey.Worlds;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of Authenticity: for P, the leader of the view chooses (spec/properties.md, "Authenticity").</summary>
public sealed class AuthenticityTests
{
    private readonly PuppetStage stage = new(3, new Authenticity());

    [Fact]
    public void A_key_that_the_leader_chose_in_this_view_is_accepted() =>
        stage.HoldAll(1, stage.Key(1), "m1", "m2").CommitAll(1, stage.Key(1), "m1", "m2").Hold("m1", 2, stage.Key(2)).Commit("m2", 2, stage.Key(2)).Accepted();

    [Fact]
    public void A_leader_may_commit_what_it_chose_in_one_step() => stage.CommitAll(1, stage.Key(), "m1", "m2").Accepted();

    [Fact]
    public void A_key_that_another_member_chose_is_rejected()
    {
        stage.HoldAll(1, stage.Key(), "m2", "m1").Commit("m1", 1, stage.Key());

        stage.Rejected("m1 uses for 1.m1/1 a key first held by m2 in view 1.m1; m1 had to choose it in 1.m1");
    }

    [Fact]
    public void A_key_from_nowhere_is_rejected()
    {
        stage.Commit("m3", 1, stage.Binding.Store.Nonce(stage.Bench.World.Outsider.Id, 0));

        stage.Rejected("m3 uses for 1.m1/1 a key first held by m3 in view 1.m1; m1 had to choose it in 1.m1");
    }

    [Fact]
    public void A_key_that_the_leader_chose_for_an_earlier_view_is_rejected()
    {
        stage.HoldAll(1, stage.Key(), "m1", "m2").Change(static b => b.Do(Move.Crash, "m3")).Commit("m2", 1, stage.Key());

        stage.Rejected("m2 uses for 2.m1/1 a key first held by m1 in view 1.m1; m1 had to choose it in 2.m1");
    }

    [Fact]
    public void The_leader_of_each_view_is_the_one_who_has_to_choose()
    {
        stage.Change(static b => b.Join("m1")).HoldAll(1, stage.Key(1), "a1", "m1").Commit("m1", 1, stage.Key(1)).Accepted();
        stage.HoldAll(2, stage.Key(2), "m1", "a1").Commit("a1", 2, stage.Key(2));

        stage.Rejected("a1 uses for 2.a1/2 a key first held by m1 in view 2.a1; a1 had to choose it in 2.a1");
    }
}
