using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Rekey.Wire.Symbolic;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.P;

/// <summary>
/// What a machine of protocol P turns away, and by which rule (W-01, T-03, T-09, T-10, T-11, D-05, D-06). The state is the same object afterwards:
/// the bench checks it for every case.
/// </summary>
public sealed class RejectionTests
{
    private readonly PBench bench = new();

    /// <summary>W-01: what the envelopes reject, the machine rejects, with the envelopes' reason.</summary>
    [Fact]
    public void An_envelope_of_another_suite() => Check(
        Keyed("m2", new CoseEnvelope(new Bytes([1, 2, 3]))), RejectionKind.WrongSuite, WireRules.Strict);

    [Fact]
    public void A_message_type_that_P_does_not_have() => Check(
        Keyed("m2", new SymbolicEnvelope(Protection.Signed, new Unheard(Head("m1")), PBench.Id("m1"))), RejectionKind.UnknownType, WireRules.Strict);

    [Fact]
    public void A_key_that_is_signed_and_not_sealed() => Check(
        Keyed("m2", new SymbolicEnvelope(Protection.Signed, new Key(Head("m1", 2), bench.OtherKey()), PBench.Id("m1"))), RejectionKind.WrongProtection, WireRules.Strict);

    [Fact]
    public void A_key_that_is_sealed_to_another() => Check(
        Keyed("m2", bench.Envelopes.Seal(new Key(Head("m1", 2), bench.OtherKey()), PBench.Id("m3"), null!)), RejectionKind.WrongRecipient, WireRules.Strict);

    [Fact]
    public void A_signature_of_another() => Check(
        Keyed("m2", bench.Binding.Forge(new ProtoDone(Head("m1"), bench.OtherKey()), PBench.Id("x9"), PBench.Id("m2"))), RejectionKind.BadSignature, WireRules.Strict);

    [Fact]
    public void A_message_of_another_group() => Check(
        Keyed("m2", bench.Envelopes.Sign(new RefreshRequest(Head("m1") with { Group = new GroupId("other") }))), RejectionKind.WrongGroup, WireRules.Strict);

    [Fact]
    public void Any_message_before_the_first_view() => Check(
        bench.Reject("m2", Signed(new ProtoDone(Head("m1"), bench.OtherKey()))), RejectionKind.WrongView, TerminationRules.OtherView);

    [Fact]
    public void A_message_of_a_view_that_is_to_come() => Check(
        Keyed("m2", bench.Envelopes.Sign(new RefreshRequest(Head("m1") with { View = new ViewId(2, PBench.Id("m1")) }))), RejectionKind.WrongView, TerminationRules.OtherView);

    [Fact]
    public void A_message_of_a_view_with_the_same_number_and_another_proposer() => Check(
        Keyed("m2", bench.Envelopes.Sign(new RefreshRequest(Head("m1") with { View = new ViewId(1, PBench.Id("m2")) }))), RejectionKind.WrongView, TerminationRules.OtherView);

    [Fact]
    public void A_message_of_a_stranger() => Check(
        Keyed("m1", bench.Envelopes.Sign(new RefreshRequest(Head("x9")))), RejectionKind.NotMember, TerminationRules.Strangers);

    [Fact]
    public void A_message_of_oneself() => Check(
        Keyed("m1", bench.Envelopes.Sign(new RefreshRequest(Head("m1")))), RejectionKind.NotMember, TerminationRules.Strangers);

    [Fact]
    public void A_ProtoDone_from_a_member_that_does_not_lead()
    {
        bench.Install(1, "m1", "m2", "m3");
        bench.Deliver("m1", "m2");

        Check(bench.Reject("m2", Signed(new ProtoDone(Head("m3"), bench["m2"].Staged!.KeyId))), RejectionKind.NotEntitled, TerminationRules.Strangers);
    }

    [Fact]
    public void An_ack_to_a_member_that_does_not_lead() => Check(
        Keyed("m2", bench.Envelopes.Sign(new Ack(Head("m3"), bench.OtherKey()))), RejectionKind.NotEntitled, TerminationRules.Strangers);

    [Fact]
    public void A_refresh_request_to_a_member_that_does_not_lead() => Check(
        Keyed("m2", bench.Envelopes.Sign(new RefreshRequest(Head("m3")))), RejectionKind.NotEntitled, TerminationRules.Strangers);

    [Fact]
    public void An_ack_when_no_run_is_open() => Check(
        Keyed("m1", bench.Envelopes.Sign(new Ack(Head("m3"), bench.OtherKey()))), RejectionKind.WrongRun, TerminationRules.OnceInOrder);

    [Theory]
    [InlineData(1u)]
    [InlineData(3u)]
    public void An_ack_of_another_run_than_the_open_one(uint run)
    {
        bench.Keyed(1, "m1", "m2", "m3");
        bench.Move("m1", RefreshRequested.Instance);

        Check(bench.Reject("m1", Signed(new Ack(Head("m2", run), bench["m1"].Staged!.KeyId))), RejectionKind.WrongRun, TerminationRules.OnceInOrder);
    }

    [Fact]
    public void An_ack_that_names_another_key()
    {
        bench.Install(1, "m1", "m2", "m3");

        Check(bench.Reject("m1", Signed(new Ack(Head("m2"), bench.Suite.KeyId(bench.OtherKey())))), RejectionKind.WrongKey, TerminationRules.CountAck);
    }

    [Fact]
    public void An_ack_of_a_member_that_was_counted()
    {
        bench.Install(1, "m1", "m2", "m3");
        var ack = Signed(new Ack(Head("m2"), bench["m1"].Staged!.KeyId));
        bench.Move("m1", ack);

        Check(bench.Reject("m1", ack), RejectionKind.Duplicate, TerminationRules.OnceInOrder);
    }

    [Fact]
    public void A_ProtoDone_before_the_key()
    {
        bench.Install(1, "m1", "m2", "m3");

        Check(bench.Reject("m2", Signed(new ProtoDone(Head("m1"), bench["m1"].Staged!.KeyId))), RejectionKind.WrongRun, TerminationRules.OnceInOrder);
    }

    [Fact]
    public void A_ProtoDone_for_another_key()
    {
        bench.Install(1, "m1", "m2", "m3");
        bench.Deliver("m1", "m2");

        var rejected = bench.Reject("m2", Signed(new ProtoDone(Head("m1"), bench.Suite.KeyId(bench.OtherKey()))));
        (rejected.Reason.Kind, rejected.Reason.Field).ShouldBe((RejectionKind.WrongKey, "keyId"));
        bench["m2"].Current.ShouldBeNull();
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(2u)]
    public void A_refresh_request_for_a_key_that_is_not_the_current_one(uint run) => Check(
        Keyed("m1", bench.Envelopes.Sign(new RefreshRequest(Head("m2", run)))), RejectionKind.WrongRun, TerminationRules.OnceInOrder);

    [Fact]
    public void The_transports_sender_is_believed_no_further_than_the_signature()
    {
        bench.Install(1, "m1", "m2", "m3");
        var ack = Signed(new Ack(Head("m2"), bench["m1"].Staged!.KeyId));

        // Handed over by m3, and still m2's.
        bench.Move("m1", ack with { From = PBench.Id("m3") });
        bench["m1"].Acked.Contains(1).ShouldBeTrue();
        bench["m1"].Acked.Contains(2).ShouldBeFalse();
        bench.Reject("m1", ack with { From = PBench.Id("m3") }).Sender.ShouldBe(PBench.Id("m3"));
    }

    private Header Head(string sender, uint run = 1) => bench.Head(PBench.ViewOf(1, "m1", "m2", "m3"), run, sender);

    private Received Signed(Message message) => new(message.Header.Sender, bench.Envelopes.Sign(message));

    private Rejected Keyed(string receiver, Envelope envelope)
    {
        bench.Keyed(1, "m1", "m2", "m3");
        return bench.Reject(receiver, new Received(PBench.Id("m1"), envelope));
    }

    private static void Check(Rejected rejected, RejectionKind kind, RuleId rule)
    {
        (rejected.Reason.Kind, rejected.Rule).ShouldBe((kind, rule));
        rejected.Reason.Field.Length.ShouldBeGreaterThan(0);
        rejected.Reason.Expected.Length.ShouldBeGreaterThan(0);
    }

    private sealed record Unheard(Header Header) : Message(Header)
    {
        private static readonly MessageType OtherType = new(77, nameof(Unheard), Protection.Signed, static (h, _) => new Unheard(h));

        public override MessageType Type => OtherType;

        public override void WriteFields(IFieldWriter writer)
        {
        }
    }
}
