using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Monitors;
using Rekey.Runs;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of PayloadSecrecy (spec/properties.md, "PayloadSecrecy").</summary>
public sealed class PayloadSecrecyTests
{
    private readonly PayloadSecrecy monitor = new(new SecrecyLedger());
    private readonly PuppetStage stage;

    public PayloadSecrecyTests() => stage = new PuppetStage(2, monitor);

    private Term Secret => stage.Store.Payload(MemberId.Parse("m1"), 0);

    [Fact]
    public void A_payload_under_a_key_that_no_outsider_has_is_secret()
    {
        var key = stage.Draw("m1");
        stage.CommitAll(1, key, "m1", "m2").Emit("m1", stage.Data("m1", 1, 1, key, Secret)).Change(static b => b.Do(Move.Crash, "m2"));

        Verdict().ShouldBeNull();
    }

    [Fact]
    public void A_payload_that_is_quoted_in_clear_is_not()
    {
        var key = stage.Draw("m1");
        var note = new Ack(new Header(Anywhere.Group, stage.Bench["m1"].Installed!.View.Id, 1, MemberId.Parse("m1")), Secret);
        stage.CommitAll(1, key, "m1", "m2").Emit("m1", stage.Data("m1", 1, 1, key, Secret)).Emit("m1", new Multicast(stage.Binding.Envelopes.Sign(note)));

        Verdict().ShouldBe("all processes outside the view, together, can derive data(m1,0), which was sent in 1.m1{m1,m2}");
    }

    [Fact]
    public void A_payload_under_a_key_that_a_former_member_drew_is_not()
    {
        var old = stage.Draw("m2");
        stage.CommitAll(1, old, "m1", "m2").Change(static b => b.Do(Move.Crash, "m2")).Commit("m1", 1, old).Emit("m1", stage.Data("m1", 1, 1, old, Secret));

        Verdict().ShouldBe("all processes outside the view, together, can derive data(m1,0), which was sent in 2.m1{m1}");
    }

    [Fact]
    public void A_payload_that_is_sent_in_two_views_is_known_to_members_of_one_that_are_outside_the_other()
    {
        var (old, fresh) = (stage.Draw("m2"), stage.Draw("m1"));
        stage.CommitAll(1, old, "m1", "m2").Emit("m1", stage.Data("m1", 1, 1, old, Secret))
            .Change(static b => b.Do(Move.Crash, "m2")).Commit("m1", 1, fresh).Emit("m1", stage.Data("m1", 1, 1, fresh, Secret));

        Verdict().ShouldBe("all processes outside the view, together, can derive data(m1,0), which was sent in 2.m1{m1}");
    }

    [Fact]
    public void Payloads_under_an_epoch_that_nobody_was_told_of_are_asked_too()
    {
        var key = stage.Store.Nonce(stage.Bench.World.Outsider.Id, stage.Bench.World.Outsider.Entropy.NextDraw());
        stage.Emit("m1", stage.Data("m1", 1, 1, key, Secret));

        Verdict().ShouldBe("all processes outside the view, together, can derive data(m1,0), which was sent in 1.m1{m1,m2}");
    }

    private string? Verdict() => monitor.End(stage.Bench.World, true);
}
