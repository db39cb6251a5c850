using Rekey.Core;
using Rekey.Observing;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>The active part of the adversary, within its budget (spec/model/adversary.md, "The active part: within a budget").</summary>
public sealed class AdversaryTests
{
    private const int Types = 4;

    [Fact]
    public void Before_anything_was_sent_there_is_nothing_to_replay() => new WorldBench(3, "replay=1").Offers(Move.Replay).ShouldBeEmpty();

    [Fact]
    public void A_message_that_is_still_to_be_handed_over_is_replayed_to_others_only()
    {
        // Keys to m2 and m3 are under way; to play one to its receiver would be to deliver it.
        var bench = new WorldBench(3, "replay=1").Formed();

        Options(bench, "m1").ShouldBe(2);
        Options(bench, "m2").ShouldBe(1);
        Options(bench, "m3").ShouldBe(1);
        bench.Deliver("m1", "m2");
        Options(bench, "m2").ShouldBe(3, "its own key, m3's key, and its own ack");
    }

    [Fact]
    public void A_multicast_can_be_replayed_to_those_who_have_it()
    {
        var bench = new WorldBench(3, "replay=1,send=1").Settle();
        var heard = bench.World.Heard.Count;
        bench.Do(Move.Send, "m1");
        (Options(bench, "m1"), Options(bench, "m2")).ShouldBe((heard + 1, heard));
        bench.Deliver("m1", "m2");

        (Options(bench, "m2"), Options(bench, "m3")).ShouldBe((heard + 1, heard));
    }

    [Fact]
    public void Messages_of_other_views_are_replayed_to_anybody()
    {
        var bench = new WorldBench(3, "replay=1,partition=1,send=1").Settle();
        bench.Do(Move.Send, "m1");
        bench.Split("m1 m2", "m3");
        bench.Settle();

        Options(bench, "m3").ShouldBe(bench.World.Heard.Count, "m3 never got m1's payload, and it is of no view of m3's any more");
    }

    [Fact]
    public void A_replay_is_fed_directly_and_takes_nothing_away()
    {
        var bench = new WorldBench(3, "replay=1").Formed();
        var heard = bench.World.Heard.Count;
        bench.Do(Move.Replay, "m2");

        var step = bench.World.Steps.ShouldHaveSingleItem();
        (step.Hostile, step.Input, step.Process).ShouldBe((true, bench.World.Heard[1], bench["m2"]));
        step.Outcome.ShouldBeOfType<Rejected>().Reason.Kind.ShouldBe(RejectionKind.WrongRecipient);
        (bench.World.Kinds & ((1u << (int)ObservationKind.Delivered) | (1u << (int)ObservationKind.Sent))).ShouldBe(0u);
        (bench.World.WasAttacked, bench.World.Heard.Count).ShouldBe((true, heard));
        (bench.CanDeliver("m1", "m2"), bench.CanDeliver("m1", "m3")).ShouldBe((true, true));
        bench.Offers(Move.Replay).ShouldBeEmpty();
    }

    [Fact]
    public void A_step_after_an_attack_is_not_hostile()
    {
        var bench = new WorldBench(3, "replay=1").Formed();
        bench.Do(Move.Replay, "m2");
        bench.Deliver("m1", "m2");

        bench.World.Steps.ShouldAllBe(static s => !s.Hostile);
        bench.World.WasAttacked.ShouldBeTrue();
        bench.Reset();
        bench.World.WasAttacked.ShouldBeFalse();
    }

    [Fact]
    public void Only_a_process_with_a_view_is_lied_to()
    {
        var bench = new WorldBench(2, "forge=1");
        bench.Offers(Move.Forge).ShouldBeEmpty();
        bench.Agree("m1");
        bench.Install("m2");

        bench.Offers(Move.Forge).ShouldHaveSingleItem().ShouldBe(new((byte)Move.Forge, (short)bench["m2"].Index, 0, 2 * Types, 0, true));
    }

    [Theory]
    [InlineData("m1", "m3")]
    [InlineData("m2", "m1")]
    [InlineData("m3", "m1")]
    public void Every_signed_or_sealed_type_is_made_up_in_its_own_name_and_in_that_of_a_member(string victim, string claimed)
    {
        var made = new List<(string Type, string Claim)>();
        for (var option = 0; option < 2 * Types; option++)
        {
            var bench = new WorldBench(3, "forge=1").Settle();
            bench.Do(Move.Forge, victim, option);
            var envelope = ((Received)bench.World.Steps[0].Input).Envelope.ShouldBeOfType<SymbolicEnvelope>();
            made.Add((envelope.Message.Type.Name, envelope.Message.Header.Sender.ToString()));
            envelope.Signer.ShouldBe(bench.World.Outsider.Id, "it has no other signing key");
            (envelope.Protection != Protection.Sealed || envelope.Recipient == MemberId.Parse(victim)).ShouldBeTrue();
            bench.World.Steps.ShouldHaveSingleItem().Outcome.ShouldBeOfType<Rejected>();
            bench.World.Heard[^1].Envelope.ShouldBeSameAs(envelope, "what the adversary plays is heard as well");
        }

        made.ShouldBe(from type in new[] { nameof(Key), nameof(Ack), nameof(ProtoDone), nameof(RefreshRequest) } from claim in new[] { "~outsider", claimed } select (type, claim), ignoreOrder: true);
    }

    [Fact]
    public void A_forgery_fits_the_victims_view_and_the_run_that_it_would_expect()
    {
        var bench = new WorldBench(2, "forge=3").Formed();
        Forged(bench, "m2").ShouldBe("1.m1/1", "the first key is expected");
        bench.Deliver("m1", "m2");
        Forged(bench, "m2").ShouldBe("1.m1/1", "the run is open");
        bench.Settle();
        Forged(bench, "m2").ShouldBe("1.m1/2", "the next run");
    }

    [Fact]
    public void What_the_adversary_draws_is_its_own()
    {
        var bench = new WorldBench(2, "forge=2").Settle();
        bench.Do(Move.Forge, "m2");
        var key = ((SymbolicEnvelope)bench.World.Heard[^1].Envelope).Message.ShouldBeOfType<Key>().GroupKey;

        key.ToString().ShouldBe("n(~outsider,0)");
        bench.World.Outsider.Entropy.Draws.ShouldBe(2u, "a key, and a share for protocols that agree on one");
        bench.World.Processes.ShouldNotContain(bench.World.Outsider);
        bench.Reset();
        bench.World.Outsider.Entropy.Draws.ShouldBe(0u);
    }

    [Fact]
    public void A_forgery_can_be_replayed_to_somebody_else()
    {
        var bench = new WorldBench(2, "forge=1,replay=1").Settle();
        bench.Do(Move.Forge, "m2", option: 1);
        bench.Do(Move.Replay, "m1", option: bench.World.Heard.Count - 1);

        bench.World.Steps.ShouldHaveSingleItem().Input.ShouldBe(bench.World.Heard[^1]);
    }

    private static int Options(WorldBench bench, string name) => bench.Offers(Move.Replay).Single(o => o.A == bench[name].Index).Options;

    private static string Forged(WorldBench bench, string victim)
    {
        bench.Do(Move.Forge, victim);
        return ((SymbolicEnvelope)bench.World.Heard[^1].Envelope).Message.Header.Epoch.ToString();
    }
}
