using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Monitors;
using Rekey.Runs.P;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of Authenticity where keys are agreed: every contributor's secret is in the key, and no outsider's (spec/properties.md, "Authenticity").</summary>
public sealed class ContributorsTests
{
    private readonly PuppetStage stage = new(PDefinition.Value with { Contributors = static state => state.View!.Members }, 3, new Authenticity());

    [Fact]
    public void A_key_with_a_share_of_everybody_is_accepted_whoever_holds_it_first()
    {
        var key = Agreed("m1", "m2", "m3");

        stage.HoldAll(1, key, "m3", "m1", "m2").CommitAll(1, key, "m2", "m3", "m1").Accepted();
    }

    [Fact]
    public void A_key_without_somebodys_share_is_rejected()
    {
        stage.Commit("m1", 1, Agreed("m1", "m3"));

        stage.Rejected("m1 uses for 1.m1/1 a key in which m2 has no share");
    }

    [Fact]
    public void A_key_that_one_member_chose_is_rejected()
    {
        stage.Commit("m2", 1, stage.Key());

        stage.Rejected("m2 uses for 1.m1/1 a key in which m2 has no share");
    }

    [Fact]
    public void A_share_of_somebody_who_left_is_no_harm()
    {
        stage.Change(static b => b.Do(Rekey.Worlds.Move.Of<Rekey.Worlds.Faults.Crash>(), "m3")).CommitAll(1, Agreed("m1", "m2", "m3"), "m1", "m2").Accepted();
    }

    [Fact]
    public void A_share_of_the_outsider_is_rejected()
    {
        stage.Commit("m1", 1, Agreed("m1", "m2", "m3", "~outsider"));

        stage.Rejected("m1 uses for 1.m1/1 a key in which the outsider has a share");
    }

    private Term Agreed(params string[] names)
    {
        var group = stage.Binding.Suite.Agreement;
        var element = names.Aggregate(group.Generator, (e, name) => group.Raise(e, stage.Store.Nonce(MemberId.Parse(name), 500)));
        return (Term)group.KeyOf(element);
    }
}
