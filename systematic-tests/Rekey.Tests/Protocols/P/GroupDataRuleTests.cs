using Rekey.Core;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.P;

/// <summary>How group keys are used (spec/protocols/group-data.md; D-01 to D-06).</summary>
public sealed class GroupDataRuleTests
{
    private readonly PBench bench = new();

    /// <summary>D-01: a payload is sent under the newest committed key of the current view, with its epoch in the header.</summary>
    [Fact]
    public void A_payload_is_sent_under_the_newest_committed_key()
    {
        var view = bench.Keyed(1, "m1", "m2", "m3");
        var moved = bench.Move("m2", new SendRequested(bench.Payload("m2")));

        moved.Rule.ShouldBe(GroupDataRules.Send);
        bench["m2"].State.ShouldBe(RunState.Keyed);
        var sent = moved.Effects.ShouldHaveSingleItem().ShouldBeOfType<Multicast>().Envelope.ShouldBeOfType<SymbolicEnvelope>();
        sent.Message.Header.ShouldBe(bench.Head(view, 1, "m2"));
        sent.TrafficKey.ShouldBe(bench.Suite.TrafficKey(bench["m1"].Current!.Key, PBench.Id("m2")));
    }

    /// <summary>D-01: during a run the current key is the newest committed one, at the leader and at the others.</summary>
    [Theory]
    [InlineData("m1", RunState.Leading)]
    [InlineData("m2", RunState.AwaitingDone)]
    public void During_a_run_the_committed_key_is_used_and_the_staged_one_is_not(string sender, RunState state)
    {
        Refreshing();
        bench[sender].State.ShouldBe(state);
        var sent = Send(sender);

        sent.Message.Header.Run.ShouldBe(1u);
        sent.TrafficKey.ShouldBe(bench.Suite.TrafficKey(bench["m3"].Current!.Key, PBench.Id(sender)));
    }

    /// <summary>D-01: after ProtoDone the next key is used, and numbers begin at 1 again.</summary>
    [Fact]
    public void A_new_key_begins_with_number_1()
    {
        bench.Keyed(1, "m1", "m2");
        Number(Send("m2")).ShouldBe(1u);
        Number(Send("m2")).ShouldBe(2u);
        bench.Table.Clear();
        bench.Move("m1", RefreshRequested.Instance);
        bench.FinishRun("m1", "m2");

        var sent = Send("m2");
        (Number(sent), sent.Message.Header.Run).ShouldBe((1u, 2u));
    }

    /// <summary>D-02: while blocked, or while the view has no committed key, payloads wait.</summary>
    [Theory]
    [InlineData(RunState.Outside)]
    [InlineData(RunState.Leading)]
    [InlineData(RunState.Reporting)]
    [InlineData(RunState.AwaitingDone)]
    [InlineData(RunState.Blocked)]
    [InlineData(RunState.BlockedStaged)]
    public void A_payload_waits_for_the_first_key(RunState state)
    {
        var member = state == RunState.Leading ? "m1" : "m2";
        Unkeyed(member, state);
        bench[member].State.ShouldBe(state);

        bench.Feed(member, new SendRequested(bench.Payload(member))).ShouldBeOfType<Deferred>().Rule.ShouldBe(GroupDataRules.SendLater);
    }

    /// <summary>D-02: blocked, a payload waits although the view is keyed.</summary>
    [Fact]
    public void A_payload_waits_while_blocked_although_the_view_has_a_key()
    {
        Refreshing();
        bench.Move("m2", BlockRequested.Instance);
        bench.Move("m3", BlockRequested.Instance);

        (bench["m2"].State, bench["m3"].State).ShouldBe((RunState.BlockedStaged, RunState.Blocked));
        bench.Feed("m2", new SendRequested(bench.Payload("m2"))).ShouldBeOfType<Deferred>().Rule.ShouldBe(GroupDataRules.SendLater);
        bench.Feed("m3", new SendRequested(bench.Payload("m3"))).ShouldBeOfType<Deferred>().Rule.ShouldBe(GroupDataRules.SendLater);
    }

    /// <summary>D-03: a payload under any committed key of the current view is delivered, once, in the sender's order.</summary>
    [Fact]
    public void A_payload_is_delivered_as_it_was_sent()
    {
        var view = bench.Keyed(1, "m1", "m2", "m3");
        var payload = bench.Payload("m2");
        bench.Move("m2", new SendRequested(payload));
        var moved = bench.Deliver("m2", "m3").ShouldBeOfType<Moved>();

        moved.Rule.ShouldBe(GroupDataRules.Receive);
        moved.Effects.ShouldBe([new DeliverData(PBench.Id("m2"), new Epoch(Anywhere.Group, view.Id, 1), 1, payload)]);
    }

    /// <summary>D-03: an older key of the view still opens what was sent under it.</summary>
    [Fact]
    public void A_payload_under_the_key_before_is_delivered_after_a_refresh()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        Send("m2");
        var late = bench.Table.Single(static m => m.To == PBench.Id("m3")).Envelope;
        bench.Table.Clear();
        bench.Move("m1", RefreshRequested.Instance);
        bench.FinishRun("m1", "m2", "m3");

        var data = bench.Move("m3", new Received(PBench.Id("m2"), late)).Effects.ShouldHaveSingleItem().ShouldBeOfType<DeliverData>();
        (data.Epoch.Run, bench["m3"].Current!.Epoch.Run).ShouldBe((1u, 2u));
    }

    /// <summary>D-03: while blocked, payloads are delivered still.</summary>
    [Theory]
    [InlineData("m2")]
    [InlineData("m3")]
    public void A_blocked_member_still_delivers(string receiver)
    {
        Refreshing();
        Send("m1");
        var data = bench.Table.Last(m => m.To == PBench.Id(receiver)).Envelope;
        bench.Move(receiver, BlockRequested.Instance);

        bench.Move(receiver, new Received(PBench.Id("m1"), data)).Effects.ShouldHaveSingleItem().ShouldBeOfType<DeliverData>();
    }

    /// <summary>D-04: a payload under the staged key waits for ProtoDone.</summary>
    [Fact]
    public void A_payload_under_the_staged_key_waits_for_ProtoDone()
    {
        bench.Install(1, "m1", "m2", "m3");
        bench.Deliver("m1", "m2");
        bench.Deliver("m1", "m3");
        bench.Deliver("m2", "m1");
        bench.Deliver("m3", "m1");
        bench.Deliver("m1", "m3");
        Send("m3");
        var early = bench.Table.Single(static m => m.From == PBench.Id("m3") && m.To == PBench.Id("m2")).Envelope;

        bench.Feed("m2", new Received(PBench.Id("m3"), early)).ShouldBeOfType<Deferred>().Rule.ShouldBe(GroupDataRules.ReceiveLater);
        bench.Deliver("m1", "m2");
        bench.Move("m2", new Received(PBench.Id("m3"), early)).Rule.ShouldBe(GroupDataRules.Receive);
    }

    /// <summary>D-04: after a block it waits just so.</summary>
    [Fact]
    public void A_payload_under_the_staged_key_waits_while_blocked()
    {
        bench.Install(1, "m1", "m2");
        bench.Deliver("m1", "m2");
        bench.Deliver("m2", "m1");
        Send("m1");
        var early = bench.Table[^1].Envelope;
        bench.Move("m2", BlockRequested.Instance);

        bench.Feed("m2", new Received(PBench.Id("m1"), early)).ShouldBeOfType<Deferred>().Rule.ShouldBe(GroupDataRules.ReceiveLater);
    }

    /// <summary>D-05: a payload under an unknown epoch or key, or that does not authenticate, is rejected and never delivered.</summary>
    [Theory]
    [InlineData(RejectionKind.WrongRun)]
    [InlineData(RejectionKind.WrongKey)]
    [InlineData(RejectionKind.BadCiphertext)]
    public void A_payload_that_no_held_key_opens_is_rejected(RejectionKind kind)
    {
        var view = bench.Keyed(1, "m1", "m2", "m3");
        var key = bench["m1"].Current!;
        var (run, keyId, sealing) = kind switch
        {
            RejectionKind.WrongRun => (2u, key.KeyId, key.Key),
            RejectionKind.WrongKey => (1u, bench.Suite.KeyId(bench.OtherKey()), key.Key),
            _ => (1u, key.KeyId, bench.OtherKey()),
        };
        var envelope = bench.Envelopes.Encrypt(bench.Head(view, run, "m2"), 1, keyId, bench.Suite.TrafficKey(sealing, PBench.Id("m2")), bench.Payload("m2"));

        var rejected = bench.Reject("m3", new Received(PBench.Id("m2"), envelope));
        (rejected.Rule, rejected.Reason.Kind).ShouldBe((GroupDataRules.Undecipherable, kind));
    }

    /// <summary>D-05: a member's traffic key does not serve another.</summary>
    [Fact]
    public void A_payload_in_the_name_of_another_sender_is_rejected()
    {
        var view = bench.Keyed(1, "m1", "m2", "m3");
        var key = bench["m1"].Current!;
        var envelope = bench.Envelopes.Encrypt(bench.Head(view, 1, "m1"), 1, key.KeyId, bench.Suite.TrafficKey(key.Key, PBench.Id("m2")), bench.Payload("m2"));

        bench.Reject("m3", new Received(PBench.Id("m1"), envelope)).Reason.Kind.ShouldBe(RejectionKind.BadCiphertext);
    }

    /// <summary>D-05: a leader has no use for data under its own staged key: nobody can have used it.</summary>
    [Fact]
    public void A_leader_rejects_data_under_its_staged_key()
    {
        Refreshing();
        var staged = bench["m1"].Staged!;
        var envelope = bench.Envelopes.Encrypt(bench.Head(bench["m1"].View!, 2, "m2"), 1, staged.KeyId, bench.Suite.TrafficKey(staged.Key, PBench.Id("m2")), bench.Payload("m2"));

        bench.Reject("m1", new Received(PBench.Id("m2"), envelope)).Rule.ShouldBe(GroupDataRules.Undecipherable);
    }

    /// <summary>D-06: a payload whose sequence number is not the next of its sender in its epoch is rejected.</summary>
    [Fact]
    public void A_replayed_a_skipped_and_an_older_number_are_rejected()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        Envelope[] sent = [Send("m2"), Send("m2"), Send("m2")];
        var from = PBench.Id("m2");
        Rejects(sent[1]);
        bench.Move("m3", new Received(from, sent[0]));
        Rejects(sent[0]);
        Rejects(sent[2]);
        bench.Move("m3", new Received(from, sent[1]));
        Rejects(sent[0]);
        bench.Move("m3", new Received(from, sent[2]));

        void Rejects(Envelope envelope)
        {
            var rejected = bench.Reject("m3", new Received(from, envelope));
            (rejected.Rule, rejected.Reason.Kind, rejected.Reason.Field).ShouldBe((GroupDataRules.Replay, RejectionKind.Duplicate, "data.sequence"));
        }
    }

    /// <summary>D-06: senders are counted apart, and an older epoch does not come after a newer one.</summary>
    [Fact]
    public void Numbers_are_per_sender_and_epochs_do_not_go_back()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        var (old, other) = (Send("m2"), Send("m1"));
        bench.Move("m3", new Received(PBench.Id("m1"), other));
        bench.Table.Clear();
        bench.Move("m1", RefreshRequested.Instance);
        bench.FinishRun("m1", "m2", "m3");
        var fresh = Send("m2");
        bench.Move("m3", new Received(PBench.Id("m2"), fresh));

        bench.Reject("m3", new Received(PBench.Id("m2"), old)).Rule.ShouldBe(GroupDataRules.Replay);
    }

    private static uint Number(SymbolicEnvelope envelope) => ((GroupData)envelope.Message).Sequence;

    private SymbolicEnvelope Send(string name) =>
        bench.Move(name, new SendRequested(bench.Payload(name))).Effects.ShouldHaveSingleItem().ShouldBeOfType<Multicast>().Envelope.ShouldBeOfType<SymbolicEnvelope>();

    /// <summary>A keyed view in which a refresh has reached m2 and not m3.</summary>
    private void Refreshing()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        bench.Move("m1", RefreshRequested.Instance);
        bench.Deliver("m1", "m2");
    }

    private void Unkeyed(string member, RunState state)
    {
        if (state == RunState.Outside)
        {
            return;
        }

        bench.Install(1, "m1", "m2", "m3");
        if (state is RunState.AwaitingDone or RunState.BlockedStaged)
        {
            bench.Deliver("m1", "m2");
        }

        if (state is RunState.Blocked or RunState.BlockedStaged)
        {
            bench.Move(member, BlockRequested.Instance);
        }
    }
}
