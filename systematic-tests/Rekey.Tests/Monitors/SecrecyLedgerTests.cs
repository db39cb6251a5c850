using Rekey.Crypto.Symbolic;
using Rekey.Monitors;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>What the secrecy monitors share: epochs, who was a member when, and what coalitions know (spec/properties.md, "Secrecy").</summary>
public sealed class SecrecyLedgerTests
{
    private readonly SecrecyLedger ledger = new();
    private readonly PuppetStage stage;

    public SecrecyLedgerTests() => stage = new PuppetStage(3, new KeySecrecy(ledger));

    [Fact]
    public void An_epoch_is_noted_once_and_in_order()
    {
        stage.CommitAll(1, stage.Key(1), "m1", "m2", "m3").CommitAll(2, stage.Key(2), "m2", "m1");

        ledger.Epochs.Select(static e => $"{e.Key.Epoch} {e.Key.Key} {e.View}").ShouldBe(["1.m1/1 n(m1,101) 1.m1{m1,m2,m3}", "1.m1/2 n(m1,102) 1.m1{m1,m2,m3}"]);
    }

    [Fact]
    public void A_key_that_disagrees_is_noted_as_well()
    {
        stage.Commit("m1", 1, stage.Key(1)).Commit("m2", 1, stage.Key(2)).Commit("m3", 1, stage.Key(1));

        ledger.Epochs.Select(static e => e.Key.Key.ToString()).ShouldBe(["n(m1,101)", "n(m1,102)"]);
    }

    [Fact]
    public void A_key_that_is_only_held_is_no_epoch()
    {
        stage.Hold("m1", 1, stage.Key());

        ledger.Epochs.ShouldBeEmpty();
    }

    [Fact]
    public void Former_and_later_are_measured_against_the_agreement_of_the_view()
    {
        var first = View("m1");
        stage.Bench.Do(Move.Crash, "m3");
        stage.Change(static b => b.Join("m1", last: true));
        var second = View("m1");
        stage.Change(static b => b.Join("m1", last: true));
        var bench = stage.Bench;

        (ledger.WasMember(bench["m3"], second), ledger.BecomesMember(bench["m3"], second)).ShouldBe((true, false));
        (ledger.WasMember(bench["z1"], first), ledger.BecomesMember(bench["z1"], first)).ShouldBe((false, true));
        (ledger.WasMember(bench["z2"], second), ledger.BecomesMember(bench["z2"], second)).ShouldBe((false, true));
    }

    [Fact]
    public void A_view_that_was_agreed_and_skipped_makes_nobody_a_member()
    {
        var first = View("m1");
        stage.Bench.Join("m1", last: true);
        stage.Bench.Block("m1", "m2", "m3");
        stage.Bench.Agree("m1");
        stage.Bench.Do(Move.Crash, "z1");
        stage.Bench.Settle();

        ledger.BecomesMember(stage.Bench["z1"], first).ShouldBeFalse();
    }

    [Fact]
    public void The_network_adversary_alone_knows_public_things_and_its_own()
    {
        stage.Draw("m3");
        var known = ledger.Pool(stage.Bench.World, View("m1"), static _ => false);

        (known.Derives(stage.Store.Public("Ack")), known.Derives(stage.Store.ChannelKey(stage.Bench.World.Outsider.Id))).ShouldBe((true, true));
        (known.Derives(stage.Store.ChannelKey(stage.Bench["m1"].Id)), known.Derives(Nonce("m3"))).ShouldBe((false, false));
    }

    [Fact]
    public void A_coalition_knows_the_draws_and_long_term_keys_of_its_members_and_of_nobody_else()
    {
        stage.Draw("m3");
        stage.Draw("m1");
        stage.Change(static b => b.Do(Move.Crash, "m3"));
        var known = ledger.Pool(stage.Bench.World, View("m1"), static _ => true);

        (known.Derives(Nonce("m3")), known.Derives(stage.Store.ChannelKey(stage.Bench["m3"].Id)), known.Derives(stage.Store.SigningKey(stage.Bench["m3"].Id))).ShouldBe((true, true, true));
        (known.Derives(Nonce("m1")), known.Derives(stage.Store.ChannelKey(stage.Bench["m1"].Id))).ShouldBe((false, false), "m1 is in the view");
    }

    [Fact]
    public void What_one_coalition_knew_is_not_left_to_the_next()
    {
        stage.Draw("m3");
        stage.Change(static b => b.Do(Move.Crash, "m3"));
        ledger.Pool(stage.Bench.World, View("m1"), static _ => true).Derives(Nonce("m3")).ShouldBeTrue();
        ledger.AfterCompromise(stage.Bench.World).Derives(stage.Store.ChannelKey(stage.Bench["m1"].Id)).ShouldBeTrue();

        var alone = ledger.Pool(stage.Bench.World, View("m1"), static _ => false);
        (alone.Derives(Nonce("m3")), alone.Derives(stage.Store.ChannelKey(stage.Bench["m1"].Id))).ShouldBe((false, false));
    }

    [Fact]
    public void Long_term_keys_are_no_draws()
    {
        stage.Draw("m1");
        var known = ledger.AfterCompromise(stage.Bench.World);

        stage.Bench.World.Processes.ShouldAllBe(p => known.Derives(stage.Store.ChannelKey(p.Id)) && known.Derives(stage.Store.SigningKey(p.Id)));
        known.Derives(Nonce("m1")).ShouldBeFalse();
    }

    private Rekey.Core.View View(string name) => stage.Bench[name].Installed!.View;

    private Term Nonce(string name) => stage.Store.Nonce(stage.Bench[name].Id, 0);
}
