using Rekey.Core;
using Rekey.Monitors;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of HonestAcceptance (spec/properties.md, "HonestAcceptance").</summary>
public sealed class HonestAcceptanceTests
{
    private readonly PuppetStage stage = new(2, new HonestAcceptance());

    [Fact]
    public void What_is_acted_on_ignored_or_deferred_is_accepted() => stage
        .Act("m1", static m => (m, []))
        .Answer("m1", static _ => new Ignored(default, P.RefreshMoot))
        .Answer("m2", static _ => new Deferred(default, P.RefreshMoot)).Accepted();

    [Fact]
    public void A_rejection_without_an_attack_is_rejected()
    {
        Reject();

        stage.Rejected("m2 rejects a message of m1: WrongView at header.view: expected 2.m1 (T-09)");
    }

    [Fact]
    public void A_rejection_of_what_was_deferred_and_is_offered_again_is_rejected()
    {
        stage.Emit("m1", new Multicast(stage.KeyMessage("m1", 1, stage.Key(), null))).Answers(static _ => new Deferred(default, P.RefreshMoot));
        stage.Bench.Deliver("m1", "m2");
        stage.Accepted();
        stage.Answers(
            static m => new Moved(default, m with { Acked = m.Acked.Add(1) }, [], P.Refresh),
            static _ => new Rejected(MemberId.Parse("m1"), new Rejection(RejectionKind.Duplicate, "data.sequence", "the next"), GroupDataRules.Replay));
        stage.Bench.Do(Move.Refresh, "m2");

        stage.Rejected("m2 rejects a message of m1: Duplicate at data.sequence: expected the next (D-06)");
    }

    [Fact]
    public void After_an_attack_members_may_reject()
    {
        stage.Emit("m1", new Multicast(stage.KeyMessage("m1", 1, stage.Key(), null)));
        stage.Bench.Do(Move.Replay, "m1");
        stage.Bench.World.WasAttacked.ShouldBeTrue();
        Reject();

        stage.Accepted();
    }

    private void Reject() => stage.Answer("m2", static _ => new Rejected(
        MemberId.Parse("m1"), new Rejection(RejectionKind.WrongView, "header.view", "2.m1"), TerminationRules.OtherView));
}
