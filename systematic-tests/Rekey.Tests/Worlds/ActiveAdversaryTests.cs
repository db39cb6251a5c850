using Rekey.Core;
using Rekey.Monitors;
using Rekey.Observing;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;
using Rekey.Worlds.Adversary;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>Deleting, delaying and modifying messages, messages of other groups, and keys of those who left (spec/model/adversary.md).</summary>
public sealed class ActiveAdversaryTests
{
    [Fact]
    public void What_is_due_can_be_withheld_and_nothing_else()
    {
        var bench = new WorldBench(3, "withhold=1,send=2");
        bench.Offers(Move.Withhold).ShouldBeEmpty();
        bench.Settle();
        bench.Offers(Move.Withhold).ShouldBeEmpty();
        bench.Do(Move.Send, "m1");
        bench.Do(Move.Send, "m2");

        bench.Offers(Move.Withhold).Select(o => (bench.World.Processes[o.A].Id.ToString(), o.Options)).ShouldBe([("m1", 1), ("m2", 1), ("m3", 2)]);
    }

    [Fact]
    public void What_is_withheld_is_gone_for_one_receiver_and_comes_before_what_is_handed_over_next()
    {
        var bench = new WorldBench(3, "withhold=1,send=2").Settle();
        bench.Do(Move.Send, "m1");
        bench.Do(Move.Send, "m1");
        bench.Do(Move.Withhold, "m2");
        bench.World.Steps.ShouldBeEmpty("the machine sees nothing of it");
        var withheld = bench.World.Observations[^1];
        (withheld.Kind, withheld.Process, withheld.A).ShouldBe((ObservationKind.Withheld, bench["m2"], 0));
        (bench.World.WasAttacked, bench.World.LastAttack!.Power, bench["m2"].Installed!.IsWithheldFrom(1), bench["m2"].Installed!.IsWithheldFrom(2)).ShouldBe((true, "withhold", true, false));
        bench.Deliver("m1", "m2");
        bench.Deliver("m1", "m3");

        Sequence(bench, "m2").ShouldBe(0u, "there is a gap, so nothing is delivered (D-06)");
        Sequence(bench, "m3").ShouldBe(1u);
    }

    [Fact]
    public void What_is_withheld_can_be_given_back_late_and_takes_effect_once()
    {
        var bench = new WorldBench(2, "withhold=1,replay=2").Formed();
        bench.Offers(Move.Replay).Select(o => bench.World.Processes[o.A].Id.ToString()).ShouldBe(["m1"], "the key is still to be handed to m2");
        bench.Do(Move.Withhold, "m2");
        bench.Settle()["m2"].State.Staged.ShouldBeNull();
        bench.Do(Move.Replay, "m2");
        (bench.World.LastAttack!.IsLate, bench.World.Steps[0].Hostile).ShouldBe((true, false));
        bench.Settle()["m2"].State.Current.ShouldNotBeNull();
        bench.Do(Move.Replay, "m2");

        (bench.World.LastAttack!.IsLate, bench.World.Steps[0].Hostile, bench.World.Steps[0].Outcome is Rejected).ShouldBe((false, true, true));
    }

    /// <summary>The system believes that the member has it: who moves along need not be handed it, and a cut is no shorter.</summary>
    [Fact]
    public void A_withheld_message_counts_as_handed_over()
    {
        var bench = new WorldBench(3, "withhold=1,send=1,crash=1", null, new VirtualSynchrony()).Settle();
        bench.Do(Move.Send, "m3");
        bench.Do(Move.Withhold, "m2");
        bench.Do(Move.Crash, "m3");
        bench.Block("m1", "m2");
        bench.WaysToAgree("m1").ShouldBe(1);
        bench.Agree("m1");
        bench.Who(Move.Install).ShouldBe("m2");
        bench.Settle();

        bench.Objections.ShouldBeEmpty();
    }

    [Fact]
    public void A_message_of_a_view_that_the_victim_was_never_in_is_replayed_too()
    {
        var bench = new WorldBench(3, "partition=1,replay=1").Settle();
        bench.Split("m1 m2", "m3");
        bench.Settle();
        var (replay, heard) = (bench.Offers(Move.Replay).Single(o => o.A == bench["m3"].Index), bench.World.Heard);
        replay.Options.ShouldBe(heard.Count);
        var foreign = heard.ToList().FindIndex(static r => ((SymbolicEnvelope)r.Envelope).Message is Ack { Header.View.Counter: 2 });
        bench.Do(Move.Replay, "m3", foreign);

        bench.World.Steps.ShouldHaveSingleItem().Outcome.ShouldBeOfType<Rejected>().Reason.Kind.ShouldBe(RejectionKind.WrongView);
    }

    [Fact]
    public void Every_honest_message_can_be_altered_and_each_alteration_changes_one_thing_and_is_signed_by_the_outsider()
    {
        var settled = new WorldBench(3, "alter=1").Settle();
        var heard = settled.World.Heard.Select(static r => (SymbolicEnvelope)r.Envelope).ToList();
        settled.Offers(Move.Alter).ShouldAllBe(o => o.Options == 4096 * heard.Count);
        var changes = new HashSet<string>();
        for (var i = 0; i < heard.Count; i++)
        {
            for (var number = 0; number < 12; number++)
            {
                var bench = new WorldBench(3, "alter=1").Settle();
                bench.Do(Move.Alter, "m2", (4096 * i) + number);
                var altered = bench.World.Heard[^1].Envelope.ShouldBeOfType<SymbolicEnvelope>();
                Differences(heard[i].Message, altered.Message).ShouldHaveSingleItem();
                (altered.Signer, altered.Recipient).ShouldBe((VsWorld.OutsiderName, heard[i].Recipient));
                bench.World.Steps.ShouldHaveSingleItem().Outcome.ShouldBeOfType<Rejected>();
                changes.Add($"{altered.Message.Type.Name}: {bench.World.LastAttack!.Change}");
            }
        }

        changes.ShouldContain("Ack: sender m2 becomes m3");
        changes.ShouldContain("ProtoDone: keyId id(n(m1,0)) becomes id(n(~outsider,0))");
        changes.ShouldContain("Key: view 1.m1 becomes 2.m1");
        changes.ShouldContain("Key: groupKey n(m1,0) becomes n(~outsider,0)");
    }

    [Fact]
    public void Group_data_with_another_number_does_not_authenticate()
    {
        var bench = new WorldBench(2, "alter=1,send=1").Settle();
        bench.Do(Move.Send, "m1");
        var at = bench.World.Heard.Count - 1;
        for (var number = 0; bench.World.LastAttack?.Change != "sequence 1 becomes 2"; number++)
        {
            bench = new WorldBench(2, "alter=1,send=1").Settle();
            bench.Do(Move.Send, "m1");
            bench.Do(Move.Alter, "m2", (4096 * at) + number);
        }

        ((SymbolicEnvelope)bench.World.Heard[^1].Envelope).Message.ShouldBeOfType<GroupData>().Sequence.ShouldBe(2u);
        bench.World.Steps.ShouldHaveSingleItem().Outcome.ShouldBeOfType<Rejected>();
    }

    [Fact]
    public void The_twin_of_a_message_is_its_senders_and_of_another_group_with_keys_that_are_nowhere_else()
    {
        var settled = new WorldBench(3, "transplant=1,send=1").Settle();
        settled.Do(Move.Send, "m1");
        var heard = settled.World.Heard.Select(static r => (SymbolicEnvelope)r.Envelope).Where(static e => e.Protection != Protection.GroupEncrypted).ToList();
        settled.Offers(Move.Transplant).ShouldAllBe(o => o.Options == heard.Count && heard.Count == settled.World.Heard.Count - 1);
        for (var option = 0; option < heard.Count; option++)
        {
            var bench = new WorldBench(3, "transplant=1").Settle();
            bench.Do(Move.Transplant, "m3", option);
            var twin = bench.World.Heard[^1].Envelope.ShouldBeOfType<SymbolicEnvelope>();
            (twin.Signer, twin.Message.Header).ShouldBe((heard[option].Signer, heard[option].Message.Header with { Group = new GroupId("other") }));
            twin.Recipient.ShouldBe(heard[option].Recipient);
            MessageFields.Of(twin.Message).ShouldAllBe(static f => f.Value == null || f.Value.ToString()!.Contains("n(~other,"));
            bench.World.Outsider.Entropy.Draws.ShouldBe(0u, "they are not the adversary's own");
            bench.World.Steps.ShouldHaveSingleItem().Outcome.ShouldBeOfType<Rejected>()
                .Reason.Kind.ShouldBe(heard[option].Recipient is var to && to != default && to != MemberId.Parse("m3") ? RejectionKind.WrongRecipient : RejectionKind.WrongGroup);
        }
    }

    [Fact]
    public void Only_the_next_view_makes_the_keys_of_a_process_that_left_the_adversarys()
    {
        var bench = new WorldBench(3, "leave=1,forge=2,replay=2").Settle();
        var before = bench.Offers(Move.Forge)[0].Options;
        bench.Do(Move.Leave, "m3");
        bench.Offers(Move.Forge).ShouldAllBe(o => o.Options == before, "the view still has m3, and members are honest");
        bench.Settle();
        bench.Offers(Move.Forge).ShouldAllBe(o => o.Options == before / 2 * 3);
        bench.Do(Move.Forge, "m2", option: 2);
        var envelope = bench.World.Heard[^1].Envelope.ShouldBeOfType<SymbolicEnvelope>();

        (envelope.Signer, envelope.Message.Header.Sender).ShouldBe((MemberId.Parse("m3"), MemberId.Parse("m3")));
        bench.World.Steps.ShouldHaveSingleItem().Outcome.ShouldBeOfType<Rejected>().Reason.Kind.ShouldBe(RejectionKind.NotMember, "the signature is valid");
    }

    [Fact]
    public void What_is_signed_with_such_a_key_is_not_replayed_to_who_is_still_in_a_view_with_its_owner()
    {
        var bench = new WorldBench(3, "leave=1,forge=1,replay=1").Settle();
        bench.Do(Move.Leave, "m3");
        bench.Block("m1", "m2");
        bench.Agree("m1");
        bench.Install("m2");
        var heard = bench.World.Heard.Count;
        bench.Do(Move.Forge, "m2", option: 2);

        Options(bench, "m2").ShouldBe(heard + 1);
        Options(bench, "m1").ShouldBe(heard, "m1 is in a view with m3");
        bench.Install("m1");
        Options(bench, "m1").ShouldBe(bench.World.Heard.Count);

        static int Options(WorldBench bench, string name) => bench.Offers(Move.Replay).Single(o => o.A == bench[name].Index).Options;
    }

    [Fact]
    public void An_honest_message_of_a_process_that_left_is_altered_with_a_valid_signature()
    {
        var bench = new WorldBench(3, "leave=1,alter=1").Settle();
        var ack = bench.World.Heard.ToList().FindIndex(static r => r.From == MemberId.Parse("m3"));
        bench.Do(Move.Leave, "m3");
        bench.Settle().Do(Move.Alter, "m1", 4096 * ack);
        bench.World.LastAttack!.Change.ShouldBe("view 1.m1 becomes 2.m1");

        (bench.World.LastAttack.Key, bench.World.Steps[0].Outcome.ShouldBeOfType<Rejected>().Reason.Kind).ShouldBe((MemberId.Parse("m3"), RejectionKind.NotMember));
    }

    /// <summary>Whoever left reads what was sealed to it: the ledger counts it among those outside every later view, and not outside its own.</summary>
    [Fact]
    public void What_was_sealed_to_a_process_that_left_is_known_to_those_outside()
    {
        var ledger = new SecrecyLedger();
        var bench = new WorldBench(3, "leave=1", null, ledger).Settle();
        var (first, key) = (bench["m3"].Installed!, (Rekey.Crypto.Symbolic.Term)bench["m3"].State.Current!.Key);
        bench.Do(Move.Leave, "m3");
        bench.Settle();

        ledger.Pool(bench.World, bench["m1"].Installed!.View, static _ => true).Derives(key).ShouldBeTrue();
        ledger.Pool(bench.World, first.View, static _ => true).Derives(key).ShouldBeFalse();
    }

    /// <summary>The sender's count of the last payload that a member delivered of m1.</summary>
    private static uint Sequence(WorldBench bench, string name) =>
        ((PMember)bench[name].State).Traffic.Heard is { IsEmpty: false } heard ? heard[0].Sequence : 0;

    private static List<string> Differences(Message a, Message b)
    {
        var (x, y) = (a.Header, b.Header);
        List<string> found = [];
        found.AddRange(new[] { ("view", x.View != y.View), ("run", x.Run != y.Run), ("sender", x.Sender != y.Sender), ("group", x.Group != y.Group), ("stamp", x.Stamp != y.Stamp) }
            .Where(static d => d.Item2).Select(static d => d.Item1));
        found.AddRange(MessageFields.Of(a).Zip(MessageFields.Of(b)).Where(static p => p.First.ToString() != p.Second.ToString()).Select(static p => p.First.Name));
        return found;
    }
}
